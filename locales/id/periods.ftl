# Periode: tutup, perubahan sesudahnya.

admin-periods = Periode
periods-note = Periode ditutup otomatis setelah batas waktunya lewat. Sesudah itu angkanya hanya berubah lewat perubahan bernomor.
periods-proposals = { $count } usulan perubahan menunggu keputusan.
period-state-free = Tanpa kebijakan
period-state-running = Berjalan
period-state-due = Belum ditutup
period-state-closing = Sedang ditutup
period-state-closed = Ditutup
period-over = batas waktu sudah lewat, belum ditutup
period-amended = perubahan ke-{ $number }
period-worked-out = dihitung pukul { $time } { $zone }
period-progress = { $done } dari { $people } orang tersimpan
period-deadline = batas waktu { $date }
period-amendments = { $count } perubahan
period-proposals = { $count } usulan
period-close = Tutup sekarang
period-go-on = Lanjutkan menutup
period-close-note = Periode ditutup sekaligus untuk semua unit kerja, setelah batas waktu terakhir lewat di zona waktu terakhir. Sesudah itu angkanya tidak bergeser lagi.
period-closing = Penutupan
period-due-at = Dapat ditutup mulai
period-closed-at = Ditutup
period-people = Pegawai

amendments-title = Perubahan sesudah ditutup ({ $count })
amendments-own = Perubahan pada periode yang sudah ditutup
amendments-none = Belum ada perubahan.
amendment-number = Perubahan ke-{ $number }
amendment-by = oleh { $name }
amendment-system = oleh sistem
amendment-change = Sebelum → sesudah
amendment-nobody = tidak dihitung
amendment-of-minimum = { $counted } dari { $minimum }
amendment-cause-purchase = Catatan susulan
amendment-cause-edit = Catatan diubah
amendment-cause-void = Catatan dibatalkan
amendment-cause-review = Hasil pemeriksaan catatan
amendment-cause-recount = Penghitungan ulang
amendment-cause-placement = Penempatan berubah
amendment-cause-exemption = Pengecualian disetujui atau ditarik
amendment-cause-holiday = Hari libur berubah

proposals-title = Usulan perubahan ({ $count })
proposals-note = Penempatan, pengecualian, atau hari libur berubah setelah periode ditutup. Angkanya baru berubah bila usulan diterima.
proposals-all = Putuskan semua
proposals-all-note = Berlaku untuk semua usulan, kecuali tentang diri sendiri.
proposals-reason = Alasan
proposal-decide = Putuskan
accept = Terima

flash-period-closed = Periode ditutup.
flash-period-closing = Periode sedang ditutup. Sisanya dikerjakan di belakang layar.
