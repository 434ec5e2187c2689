# Pesan setelah satu tindakan di halaman pengelolaan.

flash-admin-saved = Tersimpan.
flash-admin-removed = Sudah dihapus.
flash-admin-decided = Keputusan tersimpan.
flash-employee-added = Pegawai ditambahkan.
flash-employee-placed = Penempatan baru tersimpan.
flash-employee-departed = Hari terakhir bekerja tersimpan.
flash-account-disabled = Akun dinonaktifkan. Semua perangkat dan programnya sudah keluar.
flash-account-enabled = Akun aktif lagi. Pegawai dapat masuk dengan kata sandi yang lama.
flash-employee-erased = Data pribadinya sudah dihapus. Jumlah di rekap tidak berubah.
flash-second-factor-reset = Masuk dua langkah pegawai ini diatur ulang. Semua perangkat dan programnya sudah keluar.
flash-employee-taken-back = Perubahan terakhir dibatalkan.
flash-employee-invited = Tautan aktivasi akan dikirim lewat surel.
flash-policy-added = Kebijakan ditambahkan.
flash-mail-queued = Surel menunggu dikirim lagi.
flash-mails-queued = Semua surel yang gagal menunggu dikirim lagi.
flash-transfer-proposed = Usulan mutasi diajukan. Berlaku setelah diterima.
flash-transfer-accepted = Mutasi diterima.
flash-transfer-refused = Usulan mutasi ditolak.
flash-transfer-withdrawn = Usulan mutasi ditarik.
flash-role-granted = Peran diberikan.
flash-role-revoked = Peran dicabut.
flash-correction-done = Permintaan ditandai selesai, dan pegawainya diberi tahu.
flash-correction-refused = Permintaan dijawab dengan alasan, dan pegawainya diberi tahu.
flash-correction-asked = Permintaan terkirim. Anda mendapat kabar setelah dijawab.
