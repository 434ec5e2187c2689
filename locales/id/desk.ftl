# Kelola: yang perlu ditangani hari ini, lalu menunya.
desk-title = Yang perlu ditangani
desk-nothing = Tidak ada yang menunggu. Semuanya beres.
desk-nobody_invited = { $count ->
   *[other] { $number } pegawai belum diundang. Belum ada yang dapat masuk selain Anda.
}
desk-uninvited = { $count ->
   *[other] { $number } pegawai belum punya akun aktif dan belum diundang
}
desk-invited = { $count ->
   *[other] { $number } undangan belum dipakai
}
desk-headless = { $count ->
   *[other] { $number } unit kerja belum punya kepala
}
desk-leave = { $count ->
   *[other] { $number } pengajuan cuti atau dinas menunggu keputusan
}
desk-mails_failed = { $count ->
   *[other] { $number } surel gagal dikirim
}
desk-mails_queued = { $count ->
   *[other] { $number } surel menunggu karena server surel belum diatur
}
desk-outage = Surel tidak dapat dikirim: server surel tidak melayani
desk-nothing_taken = Surel tidak dapat dikirim: server surel menolak semua surel terakhir
desk-worker_silent = Pekerja Pekan berhenti: surel, pengingat, dan tutup pekan tidak berjalan
desk-no_mail_server = Server surel belum diatur: pengingat dan undangan tidak sampai
desk-weeks_due = { $count ->
   *[other] { $number } pekan lewat batas waktu dan belum ditutup
}
desk-months_due = { $count ->
   *[other] { $number } bulan lewat batas waktu dan belum ditutup
}
desk-proposals = { $count ->
   *[other] { $number } usulan perubahan periode menunggu keputusan
}
desk-no_policy = Belum ada kebijakan: belum ada batas minimal yang berlaku
desk-level = { $count ->
   *[other] { $number } pegawai dengan jabatan “{ $name }”, yang tidak dikenal kebijakan mana pun
}
desk-levels = { $count ->
   *[other] { $number } pegawai lain dengan jabatan yang tidak dikenal kebijakan mana pun
}
admin-policies-coming = { $count } kebijakan akan berlaku
admin-exemptions-text = Cuti, dinas luar, tugas belajar
admin-periods-text = Penutupan dan usulan perubahan
admin-mail-text = Yang dikirim, menunggu, dan gagal
admin-version = Pekan versi { $version }
account-state-active = Aktif
account-state-invited = Diundang
account-state-none = Belum diundang
account-state-disabled = Dinonaktifkan
employees-more-filters = Saringan lain dan urutan
employees-order = Urutkan menurut
employees-none-found = Tidak ada pegawai yang cocok dengan saringan ini.
employees-file = daftar-pegawai
desk-moves = { $count ->
   *[other] { $number } usulan pindah masuk atau keluar menunggu persetujuan
}
desk-no_backup = Cadangan otomatis belum diatur: bila server rusak, semua catatan hilang
desk-backup_failed = Cadangan terakhir gagal dibuat
desk-backup_old = Sudah lebih dari satu hari tidak ada cadangan baru
desk-rehearsal_failed = Cadangan terbaru tidak dapat dipulihkan saat dicoba
desk-rehearsal_old = Sudah lebih dari satu hari cadangan tidak dicoba dipulihkan
desk-backup-taken = Cadangan terakhir { $moment }.
desk-backup-rehearsed = Terakhir berhasil dicoba pulih { $moment }.
desk-backup-unrehearsed = Belum pernah dicoba dipulihkan.
desk-backup-none = Belum ada cadangan.
desk-corrections = { $count } permintaan perbaikan data menunggu jawaban
operator-corrections-text = { $count } menunggu jawaban
