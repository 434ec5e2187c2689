# Impor dari lembar kerja: hasil pemeriksaan, templat, dan pembatalan.

import-errors-cut = Hanya 1.000 yang pertama ditampilkan.
import-errors-file = Unduh daftar kesalahan
import-warnings = { $count } hal patut dilihat
import-warnings-what = Baris ini tetap diterima. Periksa apakah memang begitu.
import-warning = Yang patut dilihat
import-ignored = Kolom yang dilewati:
import-undo-where = Impor ini masih dapat dibatalkan di
import-template = Templat
import-template-xlsx = Unduh XLSX
import-template-csv = Unduh CSV

# Setiap jenis impor.
import-title-employees = Impor pegawai
import-title-offices = Impor unit kerja
import-title-placements = Mutasi pegawai
import-title-exemptions = Impor pengecualian
import-title-holidays = Impor hari libur
import-done-employees = Selesai: { $created } pegawai baru, { $changed } berubah.
import-done-offices = Selesai: { $created } unit baru, { $changed } berubah.
import-done-placements = Selesai: { $changed } penempatan baru tersimpan.
import-done-exemptions = Selesai: { $created } pengecualian baru, { $changed } permohonan disetujui.
import-done-holidays = Selesai: { $created } hari baru, { $changed } berubah.
import-columns-employees = Nama kolom seperti di daftar kantor atau SIASN; kolom lain dilewati dan disebutkan. Unit boleh kode atau nama, tanggal seperti 2 November 2026 atau 2026-11-02. Jenis kepegawaian: PNS, CPNS, PPPK, PPPK paruh waktu, Non-ASN. Jenjang jabatan: Pelaksana, Fungsional, Kepala bagian, Camat, Eselon I sampai IV.
import-columns-offices = Cukup nama unit. Kode dibuat dari nama bila tidak ada; unit tanpa induk masuk di bawah instansi. Urutan baris bebas: unit induk boleh ada di bawahnya. Zona waktu WIB, WITA, atau WIT.
import-columns-placements = Sel yang dikosongkan tetap seperti penempatan terakhir. Unit boleh kode atau nama, tanggal seperti 2 November 2026 atau 2026-11-02.
import-columns-exemptions = Tanggal seperti 2 November 2026 atau 2026-11-02, alasan berupa jenis cuti seperti Cuti tahunan, CLTN, atau Dinas luar. Tidak pernah diagnosis.
import-columns-holidays = Tanggal seperti 17 Agustus 2027 atau 9-10 Maret bila tahunnya ada di judul; jenis Libur nasional atau Cuti bersama; unit hanya untuk hari tutup satu unit dan di bawahnya.
import-template-employees = Berisi pegawai yang sudah ada. Ubah atau tambah barisnya, lalu unggah lagi. Yang tidak diubah tetap seperti semula.
import-template-offices = Berisi unit yang sudah ada. Ubah atau tambah barisnya, lalu unggah lagi. Yang tidak diubah tetap seperti semula.
import-template-placements = Berisi penempatan sekarang. Ubah unit, golongan, atau jabatan beserta TMT-nya, lalu unggah lagi.
import-template-exemptions = Berisi judul kolomnya saja. Isi satu baris untuk setiap pengecualian, lalu unggah.
import-template-holidays = Berisi judul kolomnya saja. Isi satu baris untuk setiap hari, lalu unggah.

admin-imports = Impor
admin-imports-text = Pegawai, unit, dan mutasi dari XLSX atau CSV
imports-note = Impor yang sudah diterapkan dapat dibatalkan selama isinya belum diubah yang lain.
imports-of-employees = Pegawai
imports-of-offices = Unit kerja
imports-of-placements = Mutasi
imports-made = Impor yang sudah diterapkan
imports-none = Belum ada impor yang diterapkan.
imports-counts = { $created } baru, { $changed } berubah dari { $rows } baris
imports-undone = Dibatalkan
imports-undo = Batalkan
imports-undo-named = Batalkan impor { $number }
imports-undo-what = Semua yang baru ditarik kembali, dan semua yang berubah menjadi seperti sebelumnya.
imports-undo-do = Ya, batalkan impor ini

flash-import-undone = Impor dibatalkan. Semua kembali seperti sebelumnya.

# Judul lembar dan kolom templat; impor mengenalinya kembali (src/workflows/imports/template.rs).
sheet-of-employees = Pegawai
sheet-of-offices = Unit kerja
sheet-of-placements = Mutasi
sheet-of-exemptions = Pengecualian
sheet-of-holidays = Hari libur
sheet-number = NIP
sheet-name = Nama
sheet-email = Surel
sheet-phone = Telepon
sheet-employment_type = Jenis kepegawaian
sheet-grade = Golongan
sheet-position_level = Jenjang jabatan
sheet-position_title = Nama jabatan
sheet-office = Kode unit
sheet-from = TMT
sheet-code = Kode
sheet-kind = Jenis
sheet-parent = Induk
sheet-time_zone = Zona waktu
sheet-to = Sampai
sheet-reason = Alasan
sheet-date = Tanggal

# Yang hanya dapat salah pada berkas atau impor.
problem-file-unreadable = Berkas ini rusak, atau bukan XLSX maupun CSV. Simpan ulang sebagai XLSX, lalu unggah lagi
problem-file-locked = Berkas ini dikunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi
problem-file-unpacks-too-large = Isi berkas ini terlalu besar. Salin kolom yang perlu saja ke berkas XLSX baru
problem-file-windows-1252 = Berkas ini bukan UTF-8 dan dibaca sebagai Windows-1252. Periksa nama yang berisi huruf seperti é
problem-cell-failed = Rumus di sel ini gagal. Tulis isinya
problem-number-lost-zero = Pegawai { $value } sudah ada. Nol di depan nomor ini hilang: jadikan kolomnya teks, lalu tulis lagi
problem-phone-lost-zero = Nol di depan nomor telepon ini tampaknya hilang, mungkin { $value }
problem-import-undone = Impor ini sudah dibatalkan
problem-import-touched = Sejak impor ini sudah ada perubahan lain pada baris { $rows }. Impor ini tidak dapat dibatalkan lagi

# Kolom dan isi berkas yang dicocokkan sebelum diperiksa.
matching-title = Cocokkan kolom
matching-what = Sebagian isi berkas ini belum dikenali. Pilihan Anda diingat untuk berkas berikutnya yang bentuknya sama.
matching-columns = Kolom
matching-heading = Judul di berkas
matching-field = Dibaca sebagai
matching-field-of = Kolom { $heading } dibaca sebagai
matching-ignored = Tidak dibaca
matching-by-value = dikenali dari isinya
matching-sheet = Lembar
matching-hidden = tersembunyi
matching-heading-row = Baris judul kolom
matching-skip-hidden = Lewati baris yang tersembunyi
matching-missing = Kolom yang tidak ada
matching-missing-what = Isian di bawah ini berlaku untuk semua baris.
matching-by-number = Menurut NIP: PNS atau PPPK
matching-unknown = Isi yang belum dikenali
matching-unknown-what = Setiap isi cukup dijawab sekali, berapa pun jumlah barisnya.
matching-unknown-left = { $count } isi lain ditanyakan setelah ini.
matching-value = Isi
matching-meaning = Artinya
matching-meaning-of = Arti { $value }
matching-rows = { $count } baris
matching-office-code = Kode unit
matching-choose = Pilih
matching-nothing = Kosongkan
matching-order = { $value } berarti tanggal berapa? Berlaku untuk { $count } tanggal seperti ini
matching-check = Periksa dengan pilihan ini
matching-file = Unduh pemetaan

import-passed-column-numbers = Dilewati: { $count } baris nomor kolom (baris { $rows }).
import-passed-heading-again = Dilewati: { $count } judul yang berulang (baris { $rows }).
import-passed-total = Dilewati: { $count } baris jumlah (baris { $rows }).
import-passed-remark = Dilewati: { $count } baris keterangan atau tanda tangan (baris { $rows }).
import-rows-alike = dan { $count } baris lain
import-rows-file = Unduh baris yang perlu diperbaiki
import-people = { $count } orang berubah
import-newcomers = { $count } orang baru
import-absent = { $count } orang tidak ada di berkas ini
import-absent-what = Mereka tercatat di unit yang ada di berkas ini. Tidak ada yang diubah. Bila ada yang sudah berhenti, catat di halaman orangnya.
import-and-more = dan { $count } orang lagi
import-tiers = Yang cocok dengan kebijakan
import-tiers-what = Jumlah baris untuk setiap jenjang. Jenjang yang nol mungkin ditulis lain di berkas ini.
import-tier = Jenjang
import-no-tier = Di luar semua jenjang
import-invitable = { $count } akun dapat diundang. Belum ada yang dikirimi apa pun.
import-invite-where = Buka daftar pegawai

field-mapping = Pemetaan
field-heading_row = { matching-heading-row }
field-date_order = Urutan tanggal
field-position_kind = Jenis jabatan
field-office_above = Unit induk
field-degree_before = Gelar depan
field-degree_after = Gelar belakang
problem-mapping-unreadable = Pemetaan ini tidak dapat dibaca: { $error }
problem-level-unknown = "{ $value }" bukan jabatan yang dikenal kebijakan mana pun. Cocokkan dengan salah satu tingkat
problem-grade-unknown = "{ $value }" bukan golongan yang dikenal. Cocokkan dengan golongan seperti III/c atau IX
problem-date-order = Tanggal { $value } dapat berarti dua hari. Pilih mana yang lebih dulu: hari atau bulan
