# Angka: unit kerja dan pimpinan.

office-code = Kode
office-obliged = Pegawai wajib
office-previous = Kepatuhan periode sebelumnya
office-people = Pegawai
office-same-hour-week = Pekan lalu pada hari dan jam yang sama: { $met } dari { $obliged } ({ $rate }).
office-same-hour-month = Bulan lalu pada tanggal dan jam yang sama: { $met } dari { $obliged } ({ $rate }).
target-words = Garis putus-putus: target { $target }.
trend-year = Titik-titik: setahun sebelumnya.
year-before = Setahun sebelumnya
previous-short = sebelumnya { $rate }
bullet-target-week = Batang: kepatuhan. Garis tegak: target { $target }. Lingkaran: pekan sebelumnya. Yang paling rendah di atas.
bullet-free-week = Batang: kepatuhan. Lingkaran: pekan sebelumnya. Yang paling rendah di atas.
bullet-target-month = Batang: kepatuhan. Garis tegak: target { $target }. Lingkaran: bulan sebelumnya. Yang paling rendah di atas.
bullet-free-month = Batang: kepatuhan. Lingkaran: bulan sebelumnya. Yang paling rendah di atas.
table-csv = Unduh tabel (CSV)
dots-title = Sebaran di sekitar batas minimal
dots-words = { $below } pegawai di bawah batas minimal, { $reached } mencapainya.
dots-note = Persen dari batas minimal. { $count ->
    [1] Satu titik satu pegawai.
   *[other] Satu titik mewakili sampai { $count } pegawai.
 } Yang tiga kali lipat atau lebih berdiri di kolom terakhir.
dots-share = Bagian dari batas minimal
dots-nothing = Belum ada
dots-below = di bawah { $to }%
dots-between = { $from }% sampai di bawah { $to }%
dots-from = { $from }% atau lebih
names-closed = Nama { $count } pegawai unit di bawahnya tidak ditampilkan; angka mereka ikut dihitung.
names-open = Buka nama (dicatat di jejak audit)
names-opened = Nama { $count } pegawai unit di bawahnya dibuka; ini tercatat di jejak audit.
names-close = Tutup kembali
group-lacking = Belum
group-met = Terpenuhi
group-met_late = Susulan
group-exempt = Dikecualikan
group-nobody = Tidak ada pegawai yang dapat ditampilkan di sini.
money-title = Ke mana belanja pergi
money-sum = { $amount } dalam { $count } catatan.
money-none = Belum ada belanja yang dihitung pada periode ini.
money-sellers-title = Penjual teratas
money-districts = Menurut kecamatan penjual
money-district = Kecamatan
money-sellers = Penjual
money-count = Catatan
money-more = dan { $count } lagi; lengkapnya dalam berkas CSV.
bars-clipped = { $count ->
    [1] Satu batang terpotong
   *[other] { $count } batang terpotong
 } pada { $top } agar yang lain tetap terbaca.

leaders-title = Pimpinan
leaders-offices = Perangkat daerah
leaders-money = Belanja
leaders-events = Acara
leaders-reminders = Pengingat
link-copy = Salin tautan tampilan ini
link-copied = Tautan tersalin
leaders-order-kepatuhan = Kepatuhan terendah
leaders-order-nama = Nama
leaders-order-belum = Terbanyak belum memenuhi
leaders-order-belanja = Belanja terbesar
leaders-order-apbd = APBD di UMKM terbesar
leaders-plot = Kepatuhan semua unit
leaders-plot-target = Titik: kepatuhan dari 0 sampai 100%. Garis tegak: target { $target }. Lingkaran: periode sebelumnya.
leaders-plot-free = Titik: kepatuhan dari 0 sampai 100%. Lingkaran: periode sebelumnya.
leaders-so-far = Periode ini belum ditutup; angkanya masih dapat berubah.
leaders-own = Belanja pribadi pegawai
leaders-ledger = Belanja kantor (APBD)
leaders-ledger-small = APBD di UMKM
leaders-ledger-note = Belanja kantor dicatat terpisah dan tidak dihitung untuk pegawai.
leaders-before = Sebelum
leaders-during = Di acara
leaders-after = Sesudah
leaders-events-title = Belanja di penjual peserta acara
leaders-events-note = Penjual yang sama: { $days } hari sebelum hari pertama, di acara, dan { $days } hari sesudah hari terakhir. Urutan waktu belum berarti sebab.
leaders-events-none = Tidak ada acara dalam setahun sebelum akhir periode ini.
leaders-not-over = belum genap
leaders-cut = satu batang terpotong agar yang lain terbaca
leaders-reminder = Pengingat
leaders-way = Dikirim
leaders-reminders-title = Yang diingatkan dan yang kemudian memenuhi
leaders-reminders-note = Keadaan saat periode ditutup. Satu orang dapat menerima lebih dari satu jenis pengingat; memenuhi sesudahnya belum tentu karenanya.
leaders-reminders-none = Tidak ada pengingat yang terkirim untuk periode ini.
leaders-reminders-open = Angka ini ada setelah periode ditutup. Pilih periode yang sudah ditutup.
leaders-reminded = Diingatkan
leaders-completed = Memenuhi tepat waktu
leaders-by-hand = oleh kepala atau operator
leaders-by-itself = otomatis
leaders-first = Hari pertama
leaders-last = Hari terakhir
