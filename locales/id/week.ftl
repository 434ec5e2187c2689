# Pekan ini.

week-title-week = Pekan ini
week-title-month = Bulan ini
week-standing = Capaian Anda
week-of-minimum = dari { $minimum }
week-shortfall = Kurang { $amount } lagi
week-met = Terpenuhi. Terima kasih sudah berbelanja di UMKM.
week-met-late = Terpenuhi melalui catatan susulan. Terima kasih.
week-exempt-week = Pekan ini tidak dihitung (cuti, dinas, atau libur).
week-exempt-month = Bulan ini tidak dihitung (cuti, dinas, atau libur).
week-not_obliged-week = Tidak ada batas minimal untuk Anda pekan ini.
week-not_obliged-month = Tidak ada batas minimal untuk Anda bulan ini.
week-participating-week = Terima kasih sudah ikut berbelanja di UMKM pekan ini.
week-participating-month = Terima kasih sudah ikut berbelanja di UMKM bulan ini.
week-not_participating-week = Pekan ini berupa imbauan, tanpa batas minimal.
week-not_participating-month = Bulan ini berupa imbauan, tanpa batas minimal.
week-count = { $count } dari { $minimum } kali belanja
week-deadline = Belanja sampai { $last_day } · dicatat sampai { $deadline }
week-deadline-passed = Batas waktu sudah lewat: { $deadline }. Catatan susulan masih diterima.
week-previous-week = { $period } masih kurang { $amount }. Notanya dapat dicatat sampai { $deadline }.
week-previous-month = { $period } masih kurang { $amount }. Notanya dapat dicatat sampai { $deadline }.
week-previous-log = Catat untuk periode itu
week-repeat = Belanja lagi di…
week-repeat-last = terakhir { $amount }
week-repeat-do = Ulangi
week-repeat-at = Ulangi belanja di { $seller }
week-policy-mandatory = Wajib menurut { $title }.
week-policy-appeal = Imbauan menurut { $title }.
week-upcoming-week = Mulai { $date }: { $amount } per pekan
week-upcoming-month = Mulai { $date }: { $amount } per bulan
week-upcoming = Mulai { $date } berlaku kebijakan baru
week-records-week = Catatan pekan ini
week-records-month = Catatan bulan ini
week-all = Semua riwayat
week-empty-week = Belum ada catatan pekan ini. Mulai dengan memfoto nota.
week-empty-month = Belum ada catatan bulan ini. Mulai dengan memfoto nota.
week-chart-week = { $count } pekan terakhir
week-chart-month = { $count } bulan terakhir
week-why = Cara menghitungnya

# Yang sama dengan surelnya, bagi yang tidak menerima surel
notice-reminder = Catat sampai { $deadline }.
notice-aside = Mengerti
