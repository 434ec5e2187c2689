# Kantor, pegawai dilihat kepala, pemeriksaan struk.

office = Unit kerja
employee = Pegawai
office-crumbs = Unit di atasnya
office-headline = { $met } dari { $obliged } pegawai sudah memenuhi ({ $rate })
office-none-obliged = Belum ada pegawai yang wajib pada periode ini
office-empty = Belum ada pegawai. Minta admin mengimpor data.
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

review-left = { $count } catatan perlu dilihat
receipts-zip-id = Nomor catatan
receipts-zip-district = Kecamatan
receipts-zip-decided = Diputuskan pada
receipts-zip-files = Berkas nota
receipts-zip-seed = Benih
receipts-zip-percent = Persen
receipts-zip-digits = Delapan angka pertama
receipts-zip-highest = Batas tertinggi
receipts-zip-yes = ya
receipts-zip-no = tidak
office-receipts = Unduh nota (ZIP)
receipts-zip-about =
    Nota pegawai satu unit dan bawahannya dalam satu periode, menurut unit tempat mereka sekarang.

    catatan.csv: semua catatan belanja, juga yang dikembalikan atau dibatalkan, dengan nama berkas notanya. Berkas yang sudah dihapus sesuai masa simpan tidak ikut.
    nota/: berkas nota, bernama tanggal, nomor catatan, dan urutannya.
    sampel.csv: catatan yang terpilih acak untuk diperiksa, dengan benih pekannya.

    Siapa pun dapat mengundi ulang sampel itu. Satu catatan terpilih bila delapan angka pertama SHA-256 dari "benih:nomor catatan" tidak lebih besar dari batas tertinggi. Contoh dengan benih BENIH dan nomor 123:

    printf '%s:%s' BENIH 123 | sha256sum | cut -c1-8

    Batas tertinggi adalah persen × 2^32 / 100, dibulatkan ke bawah, dikurangi satu. Pekan tanpa benih belum diundi.
review-see-all = Lihat semua catatan
review-left-more = Lebih dari { $count } catatan perlu dilihat
review-again = Yang tadi dilewati muncul lagi.
review-skip = Lewati
review-flagged = Ada tanda
review-drawn = Sampel acak
review-drawn-why = Terpilih acak dari catatan pekan itu. Tidak ada yang mencurigakan.
review-flag-gone = Catatan lain yang serupa sudah diputuskan atau dibatalkan.
review-all = Semua
review-all-title = Semua catatan
review-all-total = { $count ->
   *[other] { $number } catatan
}
review-search = Nama pegawai atau penjual
review-state = Keadaan
review-state-recorded = Belum diperiksa
review-mark = Tanda
review-mark-flagged = Ada tanda
review-mark-drawn = Sampel acak
review-mark-no_receipt = Tanpa nota
review-row-shared = belanja bersama, buka untuk memutuskan
review-none-found = Tidak ada catatan yang cocok.
review-tick-all = Centang semua
review-accept-ticked = Terima yang dicentang
review-accept-ask = Terima semua catatan yang dicentang di halaman ini? Yang berubah sejak halaman ini dibuka tidak ikut diterima.
review-accept-do = Ya, terima
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
flag-same_photo = Foto yang sama ada pada catatan lain dari orang yang sama.
flag-same_photo_of_another = Foto yang sama ada pada catatan orang lain. Mungkin belanja bersama.
flag-similar_photo = Fotonya mirip dengan foto pada catatan lain dari orang yang sama. Mohon dilihat.
flag-similar_photo_of_another = Fotonya mirip dengan foto pada catatan orang lain. Mohon dilihat.
flag-said_together = Berkas yang sama dicatat rekan sekantor, dan pegawai ini menyatakan belanja bersama. Periksa apakah jumlah keduanya tidak melebihi nota.
flag-doubted_seller = Penjual ini diragukan sebagai UMKM; petugas penjual yang memutuskan.
flag-denied_by_seller = Penjual tidak mengenali belanja ini. Tanyakan dulu kepada pegawai; penjual bisa keliru.
flag-undrawn_photo = Ada foto nota yang tersimpan tetapi tidak dapat ditampilkan. Unduh, atau minta foto baru.
flag-equal_of_another = Pegawai lain mencatat penjual, tanggal, dan nominal yang sama. Makan siang yang sama itu wajar; bandingkan notanya bila ragu.
review-shared = Belanja bersama: satu nota, satu keputusan.
review-shared-total = Jumlah nota { $amount }.
review-shared-waiting = { $count } bagian menunggu jawaban rekannya
flag-see-other = Lihat catatan itu

flash-review-undone = Keputusan ditarik kembali. Catatan menunggu lagi.
flash-review-accepted = { $count } catatan diterima.
flash-review-left = { $count } tidak ikut: sudah berubah, sudah diputuskan, atau perlu dibuka satu per satu.
flash-review-verified = Catatan diterima.
flash-review-rejected = Catatan dikembalikan. Pegawai diberi tahu sepuluh menit lagi.

recap-period = Periode
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
