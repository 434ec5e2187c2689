# Surel. Bentuknya di templates/email.

email-brand = Pekan
email-greeting = Yth. Bapak/Ibu { $name },
email-sender = Surel ini dikirim otomatis oleh Pekan, catatan belanja UMKM { $institution }. Tidak perlu dibalas.
email-settings = Atur pengingat
email-help = Ada pertanyaan? Hubungi { $who }.
# Mengapa surel ini dikirim, di kakinya
email-why-reminder = Surel ini dikirim karena catatan Bapak/Ibu untuk waktu itu belum mencapai batas minimal.
email-why-head_digest = Surel ini dikirim karena Bapak/Ibu memimpin unit kerja itu.
email-why-office_recap = Surel ini dikirim karena Bapak/Ibu memimpin unit kerja itu.
email-why-leaders_summary = Surel ini dikirim karena peran Bapak/Ibu di Pekan mencakup semua unit kerja.
email-why-activation = Surel ini dikirim karena akun untuk Bapak/Ibu sudah disiapkan.
email-why-purchase_rejected = Surel ini dikirim karena sebuah catatan Bapak/Ibu dikembalikan.
email-why-part_proposed = Surel ini dikirim karena seorang rekan menyebut Bapak/Ibu pada notanya.
email-why-exemption_decided = Surel ini dikirim karena Bapak/Ibu mengajukan pengecualian.
email-why-period_result = Surel ini dikirim karena Bapak/Ibu memintanya di akun.
email-why-day_notices = Surel ini dikirim karena Bapak/Ibu meminta pemberitahuan sehari dalam satu surel.
email-why-access_handed = Surel ini dikirim demi keamanan akun Bapak/Ibu.
email-why-account_changed = Surel ini dikirim agar Bapak/Ibu mengetahui perubahan itu.
email-why-password_reset = Surel ini dikirim karena ada yang mengisi “Lupa kata sandi”.
email-why-test = Surel ini hanya percobaan.
email-bare-link = Bila tombol tidak berfungsi, salin alamat ini ke peramban:
email-purchases = { $count } belanja
email-of = { $have } dari { $want }
email-and = { $one } dan { $two }
email-week = pekan { $week }

# Pengingat untuk berbelanja dan mencatat: tengah pekan, hari terakhir, masa tenggang
email-reminder-subject-midweek-week = Belanja UMKM pekan ini: kurang { $missing } lagi
email-reminder-subject-midweek-month = Belanja UMKM bulan ini: kurang { $missing } lagi
email-reminder-subject-last_call-week = Belanja UMKM pekan ini sampai { $last_day }: kurang { $missing } lagi
email-reminder-subject-last_call-month = Belanja UMKM bulan ini sampai { $last_day }: kurang { $missing } lagi
email-reminder-subject-grace-week = Nota belanja UMKM pekan { $range } dapat dicatat sampai { $deadline }
email-reminder-subject-grace-month = Nota belanja UMKM { $range } dapat dicatat sampai { $deadline }
email-reminder-standing-now-recorded-week = Belanja UMKM Bapak/Ibu pekan ini ({ $range }) tercatat { $progress }.
email-reminder-standing-now-recorded-month = Belanja UMKM Bapak/Ibu bulan ini ({ $range }) tercatat { $progress }.
email-reminder-standing-now-nothing-week = Belum ada belanja UMKM Bapak/Ibu yang tercatat pekan ini ({ $range }). Batas minimalnya { $minimum }.
email-reminder-standing-now-nothing-month = Belum ada belanja UMKM Bapak/Ibu yang tercatat bulan ini ({ $range }). Batas minimalnya { $minimum }.
email-reminder-standing-over-recorded-week = Belanja UMKM Bapak/Ibu untuk pekan { $range } tercatat { $progress }.
email-reminder-standing-over-recorded-month = Belanja UMKM Bapak/Ibu untuk bulan { $range } tercatat { $progress }.
email-reminder-standing-over-nothing-week = Belum ada belanja UMKM Bapak/Ibu yang tercatat untuk pekan { $range }. Batas minimalnya { $minimum }.
email-reminder-standing-over-nothing-month = Belum ada belanja UMKM Bapak/Ibu yang tercatat untuk bulan { $range }. Batas minimalnya { $minimum }.
email-reminder-missing = Kurang { $missing } lagi
email-reminder-buy-until = Beli sampai
email-reminder-record-until = Catat sampai
email-reminder-basis = Dasar
email-reminder-please-midweek = Bila sudah berbelanja, mohon unggah notanya sebelum batas pencatatan.
email-reminder-please-last_call = Ini pengingat terakhir sebelum waktu belanja berakhir. Nota dari belanja itu masih dapat dicatat sampai batas pencatatan.
email-reminder-please-grace = Bila masih ada nota yang belum dicatat, mohon catat sebelum batas pencatatan.
email-reminder-please-over = Belanja baru tidak lagi dihitung untuk waktu itu. Bila masih ada nota yang belum dicatat, mohon catat sebelum batas pencatatan.
email-reminder-please-asked = Nota dari belanja itu masih dapat dicatat sampai batas pencatatan.
email-reminder-by = Pengingat ini dikirim oleh { $office }.
email-reminder-do = Catat belanja
email-reminder-ignore = Abaikan surel ini bila catatan sudah lengkap atau sedang cuti.

# Rekap untuk kepala, Senin
email-digest-subject = Rekap { $period }: { $met } dari { $obliged } pegawai memenuhi
email-digest-headline = { $met } dari { $obliged } pegawai memenuhi
email-digest-rate = Kepatuhan { $period } ({ $range }) sebesar { $rate }.
email-digest-rate-week = Kepatuhan { $period } ({ $range }) sebesar { $rate } (pekan sebelumnya { $before }).
email-digest-rate-month = Kepatuhan { $period } ({ $range }) sebesar { $rate } (bulan sebelumnya { $before }).
email-digest-lacking = { $count } pegawai belum memenuhi; rinciannya dapat dilihat setelah masuk.
email-digest-complete = Semua pegawai yang wajib sudah memenuhi. Terima kasih.
email-digest-deadline = Catatannya masih dapat dilengkapi sampai { $deadline }.
email-digest-row-met = Memenuhi
email-digest-row-met-late = Memenuhi, susulan
email-digest-row-lacking = Belum memenuhi
email-digest-row-exempt = Dikecualikan (cuti, dinas, libur)
email-digest-row-amount = Belanja ASN tercatat
email-digest-do = Lihat rekap unit kerja
email-digest-offices = Rincian per unit kerja:

# Sesudah periode ditutup: rekap untuk kepala, ringkasan untuk pimpinan
email-recap-subject = Hasil { $period }: { $met } dari { $obliged } pegawai memenuhi
email-recap-subject-many = Hasil { $period } untuk { $count } unit kerja
email-recap-headline = { $met } dari { $obliged } pegawai memenuhi ({ $rate })
email-recap-sentence = Hasil { $period } ({ $range }) di { $office } sudah ditetapkan: { $met } dari { $obliged } pegawai memenuhi, yaitu { $rate }.
email-recap-final = Hasil { $period } ({ $range }) sudah ditetapkan.
email-recap-before-week = Pekan sebelumnya { $before }.
email-recap-before-month = Bulan sebelumnya { $before }.
email-recap-row-short = Kurang
email-recap-row-not-obliged = Tidak wajib
email-recap-row-before = Periode sebelumnya
email-recap-row-shortfall = Kekurangan seluruhnya
email-recap-sign = Rekapnya siap diunduh dan ditandatangani. Nama pegawai tampil setelah masuk.
email-recap-do = Buka rekap
email-recap-more = Masih ada { $count } unit kerja lain yang Bapak/Ibu pimpin; rekapnya dapat dibuka setelah masuk.
email-leaders-subject = Ringkasan { $period }: { $met } dari { $obliged } pegawai memenuhi
email-leaders-behind = Perlu perhatian: di bawah sasaran { $target }%
email-leaders-behind-any = Perlu perhatian: belum semua pegawainya memenuhi
email-leaders-office = { $met } dari { $obliged } ({ $rate })
email-leaders-more = Selain itu masih ada { $count } unit kerja lain.
email-leaders-none = Semua unit kerja mencapai sasaran { $target }%.
email-leaders-none-any = Semua pegawai yang wajib di semua unit kerja sudah memenuhi.
email-leaders-do = Bandingkan semua unit kerja
email-leaders-recap = Rekap untuk ditandatangani

# Catatan dikembalikan
email-rejected-subject = Satu catatan belanja perlu diperbaiki
email-rejected-what = Catatan belanja Bapak/Ibu di { $seller } pada { $date } sebesar { $amount } dikembalikan oleh pemeriksa.
email-rejected-reason = Alasan: { $reason }
email-rejected-please = Catatan ini tidak dihitung. Mohon catat belanja itu sekali lagi dengan nota yang sesuai, paling lambat { $date }.
email-rejected-final-subject = Satu catatan belanja tidak diterima
email-rejected-final = Catatan ini tidak dihitung. Periode itu tidak menerima catatan lagi, jadi tidak ada yang perlu Bapak/Ibu kirim ulang.
email-rejected-do = Lihat catatan
# Belanja bersama
email-part-subject = { $by } mencatat belanja bersama Bapak/Ibu
email-part-what = { $by } mencatat nota belanja bersama di { $seller } pada { $date }, dan menyebut bagian Bapak/Ibu { $amount }. Benarkah?
email-part-until = Bagian ini baru dihitung setelah Bapak/Ibu membenarkannya. Bila bukan, cukup jawab “Bukan saya”.
email-part-do = Jawab

# Hasil periode yang sudah ditutup
email-result-subject-met = Belanja UMKM { $period }: terpenuhi
email-result-subject-met_late = Belanja UMKM { $period }: terpenuhi, susulan
email-result-subject-short = Belanja UMKM { $period }: kurang { $missing }
email-result-standing = Hasil { $period } ({ $range }) sudah ditetapkan. Belanja UMKM Bapak/Ibu tercatat { $progress }.
email-result-met = Batas minimalnya terpenuhi. Terima kasih.
email-result-met_late = Batas minimalnya terpenuhi dengan catatan susulan. Terima kasih.
email-result-wrong = Bila ada yang keliru, sampaikan kepada pengelola unit kerja.
email-result-do = Lihat riwayat

# Pemberitahuan sehari dalam satu surel
email-day-subject = { $count } pemberitahuan hari ini
email-day-do = Buka Pekan

# Pengecualian diputuskan
email-exemption-subject-approved = Pengecualian Anda disetujui
email-exemption-subject-refused = Pengecualian Anda tidak disetujui
email-exemption-approved = Pengecualian Bapak/Ibu untuk { $range } disetujui.
email-exemption-refused = Pengecualian Bapak/Ibu untuk { $range } tidak disetujui.
email-exemption-do = Lihat pengecualian

# Aktivasi akun
email-activation-subject = Aktifkan akun Belanja UMKM Anda
email-activation-what = Akun Bapak/Ibu di Pekan, tempat mencatat belanja UMKM { $institution }, sudah disiapkan. Buatlah kata sandi untuk mulai memakainya.
email-activation-rule = Dasarnya { $rule }.
email-activation-whose = Akun ini untuk NIP/nomor { $number }
email-activation-do = Aktifkan akun
email-activation-once = Tautan ini khusus untuk Bapak/Ibu, hanya dapat dipakai satu kali, dan berlaku 72 jam.
email-activation-then = Setelah kata sandi dibuat, masuklah dengan NIP atau nomor pegawai { $number }.
email-activation-again = Tautan sudah tidak berlaku? Minta yang baru:

# Di surel lain untuk orang yang akunnya belum aktif
email-account-inactive = Akun untuk NIP/nomor { $number } belum aktif: aktifkan lewat tautan ini (berlaku 72 jam, satu kali pakai), lalu langsung dapat dipakai.

# Lembar atau pesan pengganti kata sandi dibuat oleh orang lain
email-handed-subject = Kode kata sandi baru dibuat untuk akun Belanja UMKM Anda
email-handed-slip = Pada { $at }, { $by } mencetak lembar berisi kode untuk membuat kata sandi baru bagi akun Bapak/Ibu.
email-handed-whatsapp = Pada { $at }, { $by } menyiapkan pesan WhatsApp berisi tautan untuk membuat kata sandi baru bagi akun Bapak/Ibu.
email-handed-means = Siapa pun yang memegangnya dapat membuat kata sandi baru sampai { $until }. Selama belum dipakai, kata sandi yang sekarang tetap berlaku.
email-handed-if-asked = Bila Bapak/Ibu yang memintanya, tidak ada yang perlu dilakukan.
email-handed-if-not = Bila bukan, segera ganti kata sandi dan hubungi { $who }.
email-handed-admin = admin Pekan
# Perubahan pada akun
email-changed-subject-password = Kata sandi akun Belanja UMKM Anda diganti
email-changed-subject-address = Alamat surel akun Belanja UMKM Anda diganti
email-changed-subject-role_granted = Peran baru untuk akun Belanja UMKM Anda
email-changed-subject-role_revoked = Peran akun Belanja UMKM Anda dicabut
email-changed-subject-second_factor_set = Masuk dua langkah aktif untuk akun Belanja UMKM Anda
email-changed-subject-second_factor_removed = Masuk dua langkah akun Belanja UMKM Anda dimatikan
email-changed-subject-second_factor_reset = Masuk dua langkah akun Belanja UMKM Anda diatur ulang
email-changed-subject-recovery_code_used = Kode pemulihan akun Belanja UMKM Anda dipakai
email-changed-subject-new_device = Akun Belanja UMKM Anda dipakai masuk di perangkat baru
email-changed-password = Pada { $at }, kata sandi akun Bapak/Ibu diganti. Perangkat dan program lain yang memakai akun ini sudah keluar.
email-changed-address = Pada { $at }, alamat surel akun Bapak/Ibu diganti menjadi { $to }. Surel berikutnya dikirim ke alamat itu.
email-changed-address-none = tanpa alamat
email-changed-role_granted = Pada { $at }, akun Bapak/Ibu mendapat peran { $role } untuk { $office }.
email-changed-role_revoked = Pada { $at }, peran { $role } untuk { $office } dicabut dari akun Bapak/Ibu.
email-changed-second_factor_set = Pada { $at }, masuk dua langkah diaktifkan untuk akun Bapak/Ibu.
email-changed-second_factor_removed = Pada { $at }, masuk dua langkah dimatikan untuk akun Bapak/Ibu. Kini kata sandi saja cukup untuk masuk.
email-changed-second_factor_reset = Pada { $at }, masuk dua langkah akun Bapak/Ibu diatur ulang. Semua perangkat sudah keluar, dan kini kata sandi saja cukup untuk masuk.
email-changed-recovery_code_used = Pada { $at }, akun Bapak/Ibu dipakai masuk dengan kode pemulihan.
email-changed-new_device = Pada { $at }, akun Bapak/Ibu dipakai masuk lewat { $browser } yang belum dikenal.
email-changed-by = Dilakukan oleh { $by }.
email-changed-if-not = Bila tidak sesuai dengan yang Bapak/Ibu ketahui, segera ganti kata sandi, keluarkan perangkat yang tidak dikenal, dan hubungi { $who }.
email-changed-do = Periksa akun

# Lupa kata sandi
email-reset-subject = Buat kata sandi baru untuk akun Belanja UMKM Anda
email-reset-what = Ada permintaan untuk membuat kata sandi baru bagi akun { $name } ({ $number }) di Pekan.
email-reset-do = Buat kata sandi baru
email-reset-once = Tautan ini hanya dapat dipakai satu kali dan berlaku satu jam.
email-reset-ignore = Bila bukan Bapak/Ibu yang meminta, abaikan surel ini. Kata sandi tidak berubah.

# Yang ditolak saat membuat kata sandi atau mengundang
problem-already-active = Akunnya sudah aktif. Bila lupa kata sandi, ia dapat memakai "Lupa kata sandi"

# Surel uji
email-test-subject = Surel uji dari Pekan
email-test-what = Bila surel ini sampai, pengiriman surel Pekan sudah berfungsi.
email-test-then = Surel ini dikirim karena seorang admin menekan "Kirim surel uji" di halaman pengaturan.
email-changed-subject-correction_asked = Ada permintaan perbaikan data pegawai
email-changed-subject-correction_done = Data Anda sudah diperbaiki
email-changed-subject-correction_refused = Jawaban atas permintaan perbaikan data Anda
email-changed-correction_asked = Pada { $at }, seorang pegawai di unit kerja Bapak/Ibu meminta datanya diperbaiki. Mohon dijawab; kabar ini dikirim paling banyak sekali sehari.
email-changed-correction_done = Pada { $at }, permintaan perbaikan data Bapak/Ibu diselesaikan.
email-changed-correction_refused = Pada { $at }, permintaan perbaikan data Bapak/Ibu dijawab: { $reason }
email-changed-do-correction = Lihat permintaan
