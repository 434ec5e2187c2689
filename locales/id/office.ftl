# Kantor, pegawai dilihat kepala, pemeriksaan struk.

office = Unit kerja
employee = Pegawai
office-crumbs = Unit di atasnya
office-headline = { $met } dari { $obliged } pegawai sudah memenuhi ({ $rate })
office-none-obliged = Belum ada pegawai yang wajib pada periode ini
office-empty = Belum ada pegawai. Minta admin mengimpor data.
office-csv = Unduh rekap
office-counted = Belanja tercatat
office-shortfall = Total kekurangan
office-open-short = Belum terpenuhi
office-met-late = Susulan
office-exempt = Dikecualikan
office-children = Unit di bawahnya
office-met-of = Terpenuhi
office-rate = Kepatuhan
office-note = Angka ini adalah belanja ASN tercatat, bukan omzet penjual. Belanja memakai APBD tidak dihitung.
period-open = masih berjalan
period-closed = sudah ditutup
period-previous-week = Pekan sebelumnya
period-next-week = Pekan berikutnya
period-previous-month = Bulan sebelumnya
period-next-month = Bulan berikutnya

heat-person = Pegawai
heat-title-week = Belanja per pegawai, { $count } pekan (ribu rupiah)
heat-title-month = Belanja per pegawai, { $count } bulan (ribu rupiah)
heat-sort-name = Urutkan menurut nama
heat-sort-shortfall = Urutkan menurut kekurangan
legend-nothing = belum ada
legend-short = di bawah minimal
legend-met = memenuhi
legend-half-more = satu setengah kali minimal ke atas
legend-exempt = C: cuti, dinas, atau libur (tidak dihitung)

attention-title = Perlu perhatian ({ $count })
attention-nothing = Belum ada catatan
attention-count = { $count } catatan
attention-more = dan { $count } orang lagi; lihat tabel
attention-nobody = Semua pegawai yang wajib sudah memenuhi.

trend-title-week = Kepatuhan per pekan
trend-title-month = Kepatuhan per bulan
trend-words = Kepatuhan dari { $from } menjadi { $to }

person-records = Catatan belanja
person-asked-week = Capaian { $count } pekan
person-asked-month = Capaian { $count } bulan
person-why = Rincian
person-empty = Belum ada catatan belanja.
exemptions-title = Pengecualian

exemption-annual_leave = Cuti tahunan
exemption-leave = Cuti atau izin
exemption-sick_leave = Cuti sakit
exemption-maternity = Cuti melahirkan
exemption-important_reason = Cuti alasan penting
exemption-long_leave = Cuti besar
exemption-official_travel = Perjalanan dinas
exemption-study = Tugas belajar
exemption-unpaid_leave = Cuti di luar tanggungan negara
exemption-other = Lainnya
decision-approved = Disetujui
decision-refused = Ditolak
decision-pending = Menunggu

review-left = { $count } catatan menunggu pemeriksaan
review-empty = Tidak ada nota yang perlu diperiksa.
review-verify = Terima
review-reject = Kembalikan
review-reject-final = Tolak
review-changed = Belanja ini berubah setelah Anda membukanya. Keputusan Anda belum disimpan: periksa sekali lagi
review-changed-amount = Jumlah: { $before } menjadi { $after }
review-changed-date = Tanggal: { $before } menjadi { $after }
review-changed-seller = Penjual: { $before } menjadi { $after }
review-changed-receipts = Lembar nota: { $before } menjadi { $after }
review-again-until = Bila dikembalikan, pegawai dapat mencatatnya lagi sampai { $date }.
review-final = Periode ini tidak menerima catatan lagi: bila ditolak, catatan tidak dapat diperbaiki.
review-reason = Alasan bila dikembalikan
review-reason-unreadable = Nota tidak terbaca. Mohon foto ulang.
review-reason-amount = Nominal tidak sama dengan nota.
review-reason-date = Tanggal tidak sama dengan nota.
review-reason-seller = Penjual bukan UMKM.
review-reason-other = Alasan lain
flag-same_file = Berkas yang sama pernah dipakai orang lain.
flag-similar_purchase = Penjual, tanggal, dan nominalnya sama dengan catatan lain dari orang yang sama.

flash-review-verified = Catatan diterima.
flash-review-rejected = Nota dikembalikan. Pegawai diberi tahu lewat surel.

recap-number = NIP/Nomor
recap-name = Nama
recap-office = Unit kerja
recap-status = Status
recap-minimum = Minimal (Rp)
recap-counted = Capaian (Rp)
recap-count = Jumlah catatan
recap-shortfall = Kekurangan (Rp)
office-headline-so-far = { $met } dari { $obliged } pegawai sudah memenuhi sejauh ini ({ $rate })
attention-office = { $lacking } dari { $obliged } pegawai belum memenuhi
attention-in-a-row-week = belum { $count } pekan berturut-turut
attention-in-a-row-month = belum { $count } bulan berturut-turut
period-pick = Pilih periode
period-pick-do = Lihat
