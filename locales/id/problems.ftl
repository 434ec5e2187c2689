# Apa yang salah pada satu isian dan cara memperbaikinya: problem-<code>, lihat crates/rules/src/problem.rs.

problem-missing = Bagian ini perlu diisi
problem-too-long = Paling panjang { $longest } karakter
problem-unprintable = Ada karakter yang tidak dapat ditampilkan. Ketik ulang tanpa menyalin
problem-unknown-choice = Pilihan "{ $value }" tidak dikenal. Pilih salah satu yang tersedia
problem-field-unknown = Isian "{ $field }" tidak dikenal
problem-field-twice = Isian "{ $field }" ada dua kali
problem-field-too-large = Isian "{ $field }" terlalu besar
problem-field-unprintable = Isian "{ $field }" berisi karakter yang tidak dapat ditampilkan. Ketik ulang tanpa menyalin
problem-wrong-type = Jenis isian ini tidak sesuai
problem-json-malformed = Isi permintaan bukan JSON yang benar
problem-form-expired = Halaman tadi terlalu lama terbuka, jadi isiannya belum diproses. Buka formulirnya lagi, lalu kirim.
problem-form-returned = Halaman ini sudah lama terbuka, jadi belum tersimpan. Isian Anda masih ada; tekan Simpan sekali lagi
problem-form-of-another = Formulir ini dibuka oleh orang lain di peramban yang sama. Buka formulir baru
problem-changed-meanwhile = Catatan ini baru saja diubah orang lain. Muat ulang untuk melihat isinya
problem-changed-while-open = Catatan ini diubah ketika halaman ini terbuka
problem-login-wrong = NIP atau kata sandi tidak cocok
problem-login-wrong-address = Alamat surel atau kata sandi tidak cocok. Bila surel itu dipakai bersama, masuklah dengan NIP atau nomor pegawai.
problem-no-address = Orang ini tidak punya alamat surel, jadi surel tidak dapat dikirim
problem-account-closed = Akun ini dinonaktifkan atau pegawainya sudah berhenti, jadi tidak ada yang dapat dikirim untuk masuk
problem-second-factor-wrong = Kodenya tidak cocok, atau sudah pernah dipakai. Tunggu kode berikutnya lalu coba lagi
problem-second-factor-needed = Akun ini memakai masuk dua langkah. Sertakan kode dari aplikasi
problem-second-factor-missing = Akun admin wajib memakai masuk dua langkah. Aktifkan dulu di halaman akun
problem-second-factor-set = Masuk dua langkah sudah aktif
problem-confirmation-missing = Isi kata sandi, atau konfirmasi dulu lewat layanan masuk instansi di tab baru
problem-not-a-date = Tulis tanggal seperti 2026-11-20
problem-not-in-range = Isi dengan angka { $least } sampai { $most }
problem-retention-removes = Aturan ini menghapus { $receipts } berkas nota, { $documents } dokumen cuti, isi { $mails } surel, { $imports } baris tabel impor, akun { $leavers } mantan pegawai, dan { $devices } perangkat atau sesi pada malam berikutnya, tanpa dapat dikembalikan. Centang untuk menyimpannya.
problem-too-many = Paling banyak { $most }
problem-ends-before-start = Tanggal akhir tidak boleh sebelum tanggal mulai
problem-too-many-days = Paling lama { $most } hari

# Belanja
problem-amount-missing = Isi nominal belanja, contoh 35.000
problem-amount-fraction = Nominal ditulis dalam rupiah utuh, tanpa sen
problem-amount-unreadable = Nominal tidak terbaca. Tulis seperti 35.000 atau 35rb
problem-amount-comma = Tanda koma berarti sen. Maksud Anda { $meant }? Tulis dengan titik
problem-amount-not-positive = Nominal harus lebih dari Rp0
problem-amount-too-large = Satu belanja paling besar { $most }
problem-amount-above = Paling besar { $most }
problem-amount-below = Paling kecil { $least }
problem-seller-missing = Pilih penjual, atau tambahkan penjual baru
problem-date-in-future = Tanggal tidak boleh setelah hari ini
problem-date-too-old = Periode tanggal itu sudah berakhir lebih dari { $days } hari lalu
problem-receipt-missing = Lampirkan foto nota, atau centang "Tanpa nota"
problem-receipt-choose-again = Pilih lagi fotonya
problem-too-many-receipts = Paling banyak { $most } berkas

problem-receipt-empty = Berkasnya kosong. Pilih lagi atau foto ulang
problem-receipt-too-large = Foto harus berupa gambar, paling besar 10 MB
problem-receipt-heic = Foto HEIC belum dapat dibaca. Atur kamera ke JPEG ("Paling Kompatibel" di iPhone), lalu foto ulang
problem-receipt-unsupported = Berkas harus JPEG, PNG, WebP, atau PDF
problem-receipt-damaged = Berkasnya rusak atau terpotong. Unggah lagi atau foto ulang
problem-receipt-too-many-pixels = Fotonya terlalu besar, paling banyak 200 megapiksel
problem-receipt-encrypted = PDF ini dikunci. Simpan tanpa kata sandi, lalu unggah lagi
problem-receipt-active-pdf = PDF ini berisi skrip atau berkas lain. Cetak ulang ke PDF, atau foto notanya
problem-receipt-too-many-pages = PDF ini lebih dari 50 halaman. Unggah halaman notanya saja
problem-receipt-no-space = Ruang simpan server penuh. Mohon beri tahu admin
problem-receipt-busy = Server sedang menerima banyak berkas. Coba lagi sebentar lagi
problem-receipt-io = Nota belum dapat disimpan. Coba lagi sebentar lagi
problem-receipt-used-now = Berkas yang sama baru saja dikirim untuk belanja lain. Pilih nota yang lain
problem-uploads-waiting = Foto ini belum diterima: { $waiting } foto dari formulir yang belum selesai masih menunggu. Selesaikan formulir itu dulu, atau kirim lagi besok
problem-receipt-gone = Nota yang tadi diunggah sudah tidak ada. Lampirkan lagi
problem-receipt-used = Nota ini sudah dipakai pada catatan { $purchase }
problem-seller-unknown = Penjual itu tidak ditemukan. Pilih yang lain, atau tambahkan penjual baru
problem-purchase-locked = Batas waktu periode itu sudah lewat, jadi catatan tidak dapat diubah lagi
problem-purchase-settled = Catatan ini sudah diputuskan, jadi tidak dapat diubah lagi
problem-key-unusable = Kunci pengiriman harus 1 sampai 200 karakter ASCII tanpa spasi
problem-key-used = Kunci pengiriman ini sudah dipakai untuk isian lain
problem-password-again = Kedua kata sandi tidak sama
problem-password-current = Kata sandi sekarang tidak cocok
problem-link-used = Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru
problem-setup-token = Kunci tidak cocok. Salin lagi dari log
problem-taken = Sudah dipakai yang lain
problem-office-unknown = Unit itu tidak ditemukan
problem-office-outside = { $value } bukan unit yang Anda kelola. Pilih unit Anda atau unit di bawahnya
problem-role-without-office = Peran ini berlaku untuk semua unit, jadi { $value } tidak dapat dipilih. Kosongkan unitnya
problem-employee-unknown = Pegawai dengan nomor itu tidak ditemukan
problem-period-closed = Periode ini sudah ditutup dan akan ikut berubah: { $periods }. Pilih tanggal mulai yang lebih baru
problem-period-not-over = Batas waktu terakhir periode ini belum lewat: { $date } pukul 23.59 { $zone }
problem-period-being-closed = Periode { $period } sedang ditutup. Coba lagi sebentar lagi

# Unit kerja
problem-code-unusable = Kode hanya berisi huruf, angka, titik, garis bawah, atau tanda hubung, paling panjang 40 karakter
problem-code-taken = Kode ini sudah dipakai unit lain
problem-root-exists = Pilih unit induk. Hanya satu unit yang paling atas, yaitu { $root }
problem-parent-below = Unit tidak dapat berada di bawah dirinya sendiri
problem-parent-row-refused = Unit induknya ada di berkas ini, tetapi barisnya masih perlu diperbaiki

# Pegawai
problem-number-unusable = Nomor pegawai hanya berisi angka, huruf, titik, garis bawah, atau tanda hubung, paling panjang 40 karakter
problem-number-scientific = Nomor ini telah diubah oleh program lembar kerja. Jadikan kolomnya teks, lalu tulis lagi nomor lengkapnya
problem-edited-meanwhile = Data pegawai ini baru saja diubah orang lain menjadi: { $now }. Isian Anda belum disimpan. Simpan lagi bila isian Anda yang benar
problem-number-taken = Nomor ini sudah dipakai pegawai lain
problem-email-unusable = Tulis alamat surel seperti nama@contoh.go.id
problem-phone-unusable = Tulis nomor telepon seperti 0812 3456 7890
problem-placement-not-last = Hanya perubahan terakhir yang dapat dibatalkan
problem-placement-only = Penempatan pertama tidak dapat dibatalkan. Catat berhenti bila pegawai ini tidak bekerja di sini
problem-placement-not-after = Tanggal harus setelah penempatan terakhir, yang mulai { $date }
problem-amount-unclear = “{ $value }” tidak terbaca sebagai rupiah. Tulis seperti 4.500.000
problem-reference-not-in-range = Acuan per bulan antara 0 dan { $most }
problem-not-employed = Pegawai ini tidak bertugas pada tanggal itu
problem-nip-not-18-digits = Nomor ini bukan NIP: NIP terdiri dari 18 angka
problem-nip-birth-date = Nomor ini tidak seperti NIP: delapan angka pertama bukan tanggal lahir
problem-nip-appointment = Nomor ini tidak seperti NIP: angka ke-9 sampai ke-14 bukan masa pengangkatan
problem-nip-sex = Nomor ini tidak seperti NIP: angka ke-15 seharusnya 1 atau 2

# Peran, pengecualian
problem-choose-person = Pilih orang yang dimaksud di bawah, atau tulis NIP
problem-role-exists = Pegawai ini sudah memegang peran yang sama pada masa itu
problem-still-employed = Pegawai ini masih bekerja atau akan bekerja lagi. Datanya baru dapat dihapus setelah hari terakhirnya dicatat dan lewat
problem-last-administrator = Harus selalu ada administrator. Beri peran itu kepada orang lain dahulu
problem-already-decided = Permohonan ini sudah diputuskan

# Kebijakan
problem-starts-inside-period = Tanggal mulai berada di tengah periode. Kebijakan ini baru menghitung periode yang mulai { $date }
problem-replaces-monthly = Kebijakan pekanan ini mulai di tengah bulan, sehingga bulan itu masih memakai kebijakan bulanan. Sebaiknya mulai { $date }

# Impor
problem-file-gone = Berkas yang tadi diperiksa sudah tidak ada. Pilih lagi berkasnya
problem-file-empty = Berkas ini kosong. Isi judul kolom dan setidaknya satu baris
problem-file-too-large = Berkas paling besar 20 MB
problem-file-not-utf8 = Huruf di berkas ini tidak terbaca. Simpan ulang sebagai CSV UTF-8
problem-file-unclosed-quote = Ada tanda kutip yang tidak ditutup di berkas ini
problem-level-not-a-name = Tulis nama jenjang dengan huruf dan angka, paling banyak 40
problem-column-missing = Kolom "{ $called }" tidak ada di judul berkas
problem-column-twice = Kolom "{ $value }" muncul dua kali di judul berkas
problem-too-many-rows = Paling banyak 200.000 baris dalam satu berkas
problem-row-too-wide = Baris ini lebih panjang daripada judul kolomnya
problem-twice-in-file = Sudah ada di baris { $row }
problem-formula = Isian tidak boleh diawali =, +, -, atau @
problem-password-too-short = Kata sandi paling sedikit { $shortest } karakter
problem-password-too-long = Kata sandi paling panjang { $longest } karakter
problem-password-too-common = Kata sandi ini terlalu mudah ditebak. Pilih yang lain
problem-password-like-you = Kata sandi jangan sama dengan nama, nomor, atau surel Anda
problem-code-malformed = Kode terdiri dari delapan huruf, tanpa angka dan tanpa huruf hidup
problem-code-wrong = Nomor dan kode tidak cocok, atau kode sudah dipakai atau kedaluwarsa
problem-no-telephone = Nomor telepon pegawai ini tidak dapat dipakai untuk WhatsApp
problem-no-address-to-invite = Alamat surel perlu diisi untuk mengirim tautan sekarang. Isi alamatnya, atau pilih "Nanti"
problem-not-a-telephone = Nomor telepon berisi angka, spasi, dan tanda + - ( )
problem-transfer-not-needed = Anda mengelola kedua unit itu. Catat langsung sebagai mutasi di halaman pegawainya
problem-transfer-open = Sudah ada usulan mutasi untuk pegawai ini. Tunggu keputusannya atau tarik dulu
problem-transfer-void = Pegawai ini sudah pindah sejak usulan dibuat. Ajukan lagi bila masih perlu
problem-not-placed-that-day = Pada hari itu pegawai ini belum atau tidak lagi ditempatkan, jadi belanjanya tidak dapat dicatat
problem-seller-exists = Penjual “{ $value }” sudah ada di daftar
problem-too-many-sellers = Paling banyak { $most } penjual baru dari pindaian dalam sehari. Teruskan besok, atau minta pengelola penjual mengimpornya
problem-qris-too-long = Teks ini terlalu panjang untuk kode QRIS
problem-qris-not-qris = Ini bukan kode QRIS. Pindai kode pembayaran yang dipajang penjual
problem-qris-damaged = Kode QRIS ini tidak terbaca utuh. Pindai lagi dari dekat
problem-qris-checksum = Kode QRIS ini salah baca atau sudah diubah. Pindai lagi, atau pilih penjual dari daftar
problem-qris-transfer = QRIS ini untuk transfer antarorang atau tarik tunai, bukan milik penjual
problem-qris-other-country = Kode ini bukan dari Indonesia
problem-code-not-found = Tidak ada kode yang terbaca di foto ini. Foto lagi dari dekat dan lurus, dengan cahaya cukup
problem-qris-nameless = QRIS ini tidak memuat nama penjual
problem-no-qris = QRIS penjual ini belum pernah dipindai
problem-class-twice = Kelas “{ $value }” diberikan dua kali untuk hari yang sama
problem-person-outside = { $value } bukan pegawai yang Anda kelola. Hapus barisnya atau ajukan pindahan masuk
problem-too-many-corrections = Paling banyak { $most } permintaan boleh menunggu sekaligus. Tunggu jawaban dahulu
problem-import-rows-removed = Impor ini tidak dapat dibatalkan lagi: barisnya sudah dihapus menurut aturan retensi
