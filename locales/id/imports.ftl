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
import-columns-employees = Nama kolom boleh berbahasa Indonesia atau Inggris; kolom lain dilewati. Di CSV pemisahnya titik koma atau koma. NIP ditulis sebagai teks, tanggal seperti 2026-11-20.
import-columns-offices = Nama kolom boleh berbahasa Indonesia atau Inggris; kolom lain dilewati. Urutan baris bebas: unit induk boleh ada di bawahnya. Zona waktu WIB, WITA, atau WIT.
import-columns-placements = Sel yang dikosongkan tetap seperti penempatan terakhir. NIP ditulis sebagai teks, tanggal seperti 2026-11-20 atau 20/11/2026.
import-columns-exemptions = NIP ditulis sebagai teks, tanggal seperti 2026-11-20, alasan berupa jenis cuti seperti Cuti tahunan. Tidak pernah diagnosis.
import-columns-holidays = Tanggal seperti 2026-11-20; jenis Libur nasional atau Cuti bersama; unit hanya untuk hari tutup satu unit dan di bawahnya.
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
sheet-position_level = Jabatan
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
problem-file-old-excel = Berkas ini dari Excel lama (XLS). Pilih Simpan sebagai, lalu XLSX
problem-file-locked = Berkas ini dikunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi
problem-file-unpacks-too-large = Isi berkas ini terlalu besar. Salin kolom yang perlu saja ke berkas XLSX baru
problem-file-utf16 = Berkas ini memakai UTF-16. Simpan ulang sebagai CSV UTF-8 atau XLSX
problem-file-windows-1252 = Berkas ini bukan UTF-8 dan dibaca sebagai Windows-1252. Periksa nama yang berisi huruf seperti é
problem-cell-failed = Rumus di sel ini gagal. Tulis isinya
problem-number-lost-zero = Pegawai { $value } sudah ada. Nol di depan nomor ini hilang: jadikan kolomnya teks, lalu tulis lagi
problem-phone-lost-zero = Nol di depan nomor telepon ini tampaknya hilang, mungkin { $value }
problem-import-undone = Impor ini sudah dibatalkan
problem-import-touched = Sejak impor ini sudah ada perubahan lain pada baris { $rows }. Impor ini tidak dapat dibatalkan lagi
