# Kebijakan: tingkat, pratinjau, surat edaran, garis waktu, akhir.

preset-kebumen = Kebumen: per bulan, menurut eselon dan golongan
preset-banjar = Kota Banjar: sekali belanja per pekan
policy-withdrawn = Dibatalkan
policy-count-week = { $count } kali belanja per pekan
policy-count-month = { $count } kali belanja per bulan

policy-basis-line = Dasar: { $basis }
policy-document = Surat edaran
policy-document-open = Buka surat edaran (PDF)
policy-document-file = Surat edaran sebagai PDF
policy-document-hint = PDF, paling besar 10 MB. Dapat dibuka semua pegawai yang terkena kebijakan ini.
policy-document-kept = Sudah tersimpan ({ $size } KB). Pilih berkas lain untuk menggantinya.
policy-document-none = PDF surat edaran belum dilampirkan.
policy-document-attach = Lampirkan

tiers-none = Belum ada jenjang. Batas minimal di atas berlaku untuk semua.
tiers-most = Paling banyak { $most } jenjang.
tier-add = Tambah jenjang
tier-up = Naikkan jenjang { $number }
tier-down = Turunkan jenjang { $number }
tier-remove = Hapus jenjang { $number }
tier-everybody = Semua pegawai
tier-amount = Nominal
tier-count = Kali belanja

policy-preview-note = Seandainya kebijakan ini sudah berlaku pada periode terakhir yang selesai. Belum ada yang disimpan.
policy-preview-do = Hitung pratinjau
preview-working = Menghitung…
preview-people = Pegawai
preview-met = Memenuhi
preview-short = Kurang
preview-exempt = Dikecualikan
preview-offices = Menurut unit ({ $count })
preview-changes = Status { $count } orang berubah
preview-change = { $count } orang
preview-who = Siapa saja
preview-unnamed = Dan { $count } orang lagi.
preview-no-changes = Tidak ada status yang berubah.
policy-take-date = Pakai { $date }
policy-confirm = Tetap simpan dengan tanggal ini

timeline-title = Garis waktu
timeline-note = Kebijakan yang berlaku untuk satu unit, dari dahulu sampai yang akan datang.
timeline-none = Belum ada kebijakan untuk { $office }.
timeline-from = Mulai { $date }
timeline-now = Sekarang
timeline-gap = Tidak ada kebijakan yang berlaku.
timeline-overlap = Kebijakan pekanan dan bulanan berlaku bersamaan.

policy-replace-title = Ganti atau akhiri
policy-replace-note = Kebijakan tidak diubah. Bila keliru, tambahkan penggantinya: yang mulai belakangan menggantikan yang lama.
policy-replace = Ganti dengan kebijakan baru
policy-end = Akhiri tanpa pengganti
policy-end-note = Periode yang sudah berjalan tetap memakai kebijakan ini, jadi paling cepat berakhir { $date }.
policy-withdraw-note = Kebijakan ini belum mulai. Berakhir { $date } berarti tidak pernah berlaku.
policy-end-until = Hari terakhir
policy-end-reason = Alasan
policy-end-do = Akhiri kebijakan
policy-end-done = Kebijakan ini sudah punya hari terakhir.
flash-policy-ended = Hari terakhir kebijakan tersimpan.
flash-policy-document = Surat edaran dilampirkan.

field-until = { policy-end-until }

problem-governs-nothing = Kebijakan ini berakhir sebelum satu periode penuh. Paling cepat sampai { $date }
problem-gives-way-to-monthly = Sisa bulan itu kembali memakai kebijakan bulanan, padahal sebagian pekannya sudah dihitung. Sebaiknya sampai { $date }
problem-ends-too-early = Periode yang sudah berjalan tidak boleh berubah. Paling cepat { $date }
problem-ends-already = Kebijakan ini sudah berakhir { $date }
problem-document-exists = Kebijakan ini sudah punya surat edaran
problem-document-gone = Berkas yang tadi diunggah sudah tidak ada. Pilih lagi
problem-document-not-pdf = Surat edaran harus berupa PDF
problem-document-too-large = PDF paling besar 10 MB
problem-document-damaged = PDF ini rusak atau terpotong. Simpan ulang, lalu pilih lagi
problem-document-encrypted = PDF ini dikunci. Simpan tanpa kata sandi, lalu pilih lagi
problem-document-active = PDF ini berisi skrip atau berkas lain. Cetak ulang ke PDF, lalu pilih lagi
problem-document-too-many-pages = PDF ini lebih dari 50 halaman
policy-title-proposed = Belanja di UMKM { $institution }
