# Kata-kata yang muncul di semua halaman.

app-name = Pekan
skip = Langsung ke isi
save = Simpan
change = Ganti
search = Cari
show = Tampilkan
undo = Urungkan
reason = Alasan
name = Nama
number = NIP
email = Alamat surel
position-level = Jenjang jabatan
position-title = Nama jabatan
reference-amount = Acuan per bulan

nav-label = Menu utama
nav-menu = Menu akun: { $name }
nav-week = Pekan ini
nav-log = Catat
nav-log-long = Catat belanja
nav-history = Riwayat
nav-office = Unit kerja
nav-admin = Kelola
nav-review-tab = Periksa
nav-review = Periksa nota
nav-account = Akun saya
nav-sign-out = Keluar
foot-purpose = Catatan belanja pegawai di UMKM
foot-language = Bahasa

field-optional = (boleh dikosongkan)
file-choose = Pilih berkas
error-prefix = Kesalahan:
errors-title = { $count ->
   *[other] Ada { $count } isian yang perlu diperbaiki
}

pages-label = Halaman
pages-previous = Sebelumnya
pages-next = Berikutnya
pages-now = Halaman { $page } dari { $pages }

zone = Zona waktu
zone-wib = Sumatra, Jawa, Kalimantan Barat dan Tengah
zone-wita = Bali, Nusa Tenggara, Sulawesi, Kalimantan Selatan, Timur, dan Utara
zone-wit = Maluku dan Papua

# Status pegawai dalam satu periode
status-met = Terpenuhi
status-met-late = Terpenuhi, susulan
status-open = Berjalan
status-short = Belum terpenuhi
status-short-by = Kurang { $amount }
status-exempt = Dikecualikan
status-participating = Ikut serta
status-not-participating = Belum ikut serta
status-not-obliged = Tidak wajib

# Keadaan satu catatan belanja
state-recorded = Tercatat
state-in-review = Diperiksa
state-verified = Diterima
state-rejected = Dikembalikan
state-voided = Dibatalkan

# Grafik
chart-table = Lihat sebagai tabel
progress-words = Tercatat { $counted } dari batas minimal { $minimum }
columns-words-week = Terpenuhi { $met } dari { $asked } pekan. Garis putus-putus: batas minimal.
columns-words-month = Terpenuhi { $met } dari { $asked } bulan. Garis putus-putus: batas minimal.
columns-free-week = Belanja tercatat tiap pekan.
columns-free-month = Belanja tercatat tiap bulan.
columns-now-week = pekan ini
columns-now-month = bulan ini
heat-exempt = C
period-week = Pekan
period-month = Bulan
column-counted = Capaian
column-minimum = Minimal
column-status = Status

clock-banner = Jam diatur: { $moment }
chart-clipped = Yang melebihi { $minimum } dipotong.
