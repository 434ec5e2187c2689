# Surel. Bentuknya di templates/email.

letter-brand = Pekan
letter-greeting = Yth. Bapak/Ibu { $name },
letter-sender = Surel ini dikirim otomatis oleh Pekan, catatan belanja UMKM { $institution }. Tidak perlu dibalas.
letter-settings = Atur pengingat
letter-bare-link = Bila tombol tidak berfungsi, salin alamat ini ke peramban:
letter-purchases = { $count } belanja
letter-of = { $have } dari { $want }
letter-and = { $one } dan { $two }
letter-week = pekan { $week }

# Pengingat tengah pekan
letter-midweek-subject-week = Belanja UMKM pekan ini: kurang { $missing } lagi
letter-midweek-subject-month = Belanja UMKM bulan ini: kurang { $missing } lagi
letter-midweek-so-far-week = Belanja UMKM Bapak/Ibu pekan ini ({ $range }) tercatat { $progress }.
letter-midweek-so-far-month = Belanja UMKM Bapak/Ibu bulan ini ({ $range }) tercatat { $progress }.
letter-midweek-nothing-week = Belum ada belanja UMKM Bapak/Ibu yang tercatat pekan ini ({ $range }). Batas minimalnya { $minimum }.
letter-midweek-nothing-month = Belum ada belanja UMKM Bapak/Ibu yang tercatat bulan ini ({ $range }). Batas minimalnya { $minimum }.
letter-midweek-missing = Kurang { $missing } lagi
letter-midweek-please-week = Belanja sampai { $last_day } dihitung untuk pekan ini. Apabila sudah berbelanja, mohon unggah struknya paling lambat { $deadline }.
letter-midweek-please-month = Belanja sampai { $last_day } dihitung untuk bulan ini. Apabila sudah berbelanja, mohon unggah struknya paling lambat { $deadline }.
letter-midweek-do = Catat belanja
letter-midweek-ignore = Abaikan surel ini apabila catatan sudah lengkap atau sedang cuti.

# Rekap untuk kepala, Senin
letter-digest-subject = Rekap { $period }: { $met } dari { $obliged } pegawai memenuhi
letter-digest-headline = { $met } dari { $obliged } pegawai memenuhi
letter-digest-rate = Kepatuhan { $period } ({ $range }) sebesar { $rate }.
letter-digest-rate-week = Kepatuhan { $period } ({ $range }) sebesar { $rate } (pekan sebelumnya { $before }).
letter-digest-rate-month = Kepatuhan { $period } ({ $range }) sebesar { $rate } (bulan sebelumnya { $before }).
letter-digest-lacking = { $count } pegawai belum memenuhi; rinciannya dapat dilihat setelah masuk.
letter-digest-complete = Semua pegawai yang wajib sudah memenuhi. Terima kasih.
letter-digest-deadline = Catatannya masih dapat dilengkapi sampai { $deadline }.
letter-digest-row-met = Memenuhi
letter-digest-row-met-late = Memenuhi, susulan
letter-digest-row-lacking = Belum memenuhi
letter-digest-row-exempt = Dikecualikan (cuti, dinas, libur)
letter-digest-row-amount = Belanja ASN tercatat
letter-digest-do = Lihat rekap kantor
letter-digest-offices = Rincian per kantor:

# Catatan dikembalikan
letter-rejected-subject = Satu catatan belanja perlu diperbaiki
letter-rejected-what = Catatan belanja Bapak/Ibu di { $seller } pada { $date } sebesar { $amount } dikembalikan oleh pemeriksa.
letter-rejected-reason = Alasan: { $reason }
letter-rejected-please = Catatan ini tidak dihitung. Mohon catat belanja itu sekali lagi dengan bukti yang sesuai.
letter-rejected-do = Lihat catatan

# Aktivasi akun
letter-activation-subject = Aktifkan akun Belanja UMKM Anda
letter-activation-what = Akun Bapak/Ibu di Pekan, tempat mencatat belanja UMKM { $institution }, sudah disiapkan. Buatlah kata sandi untuk mulai memakainya.
letter-activation-do = Aktifkan akun
letter-activation-once = Tautan ini khusus untuk Bapak/Ibu, hanya dapat dipakai satu kali, dan berlaku 72 jam.
letter-activation-then = Setelah kata sandi dibuat, masuklah dengan NIP atau alamat surel ini.
letter-activation-again = Tautan sudah tidak berlaku? Minta yang baru:

# Lupa kata sandi
letter-reset-subject = Buat kata sandi baru untuk akun Belanja UMKM Anda
letter-reset-what = Ada permintaan untuk membuat kata sandi baru bagi akun Bapak/Ibu di Pekan.
letter-reset-do = Buat kata sandi baru
letter-reset-once = Tautan ini hanya dapat dipakai satu kali dan berlaku satu jam.
letter-reset-ignore = Apabila bukan Bapak/Ibu yang meminta, abaikan surel ini. Kata sandi tidak berubah.

# Yang ditolak saat membuat kata sandi atau mengundang
problem-already-active = Akunnya sudah aktif. Bila lupa kata sandi, ia dapat memakai "Lupa kata sandi"

# Surel uji
letter-test-subject = Surel uji dari Pekan
letter-test-what = Bila surel ini sampai, pengiriman surel Pekan sudah berfungsi.
letter-test-then = Surel ini dikirim karena seorang admin menekan "Kirim surel uji" di halaman pengaturan.
