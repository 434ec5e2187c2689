# Mencatat belanja, riwayat, satu catatan.

log-title = Catat belanja
log-photo = Foto nota
log-photo-again = Tambah foto
log-gallery = Dari galeri
log-file = Pilih berkas
log-no-receipt = Tanpa nota
log-receipt = Nota
log-receipt-hint = JPEG, PNG, WebP, atau PDF, paling besar 10 MB, sampai 5 berkas.
log-receipt-drop = Dapat juga diseret ke halaman ini atau ditempel (Ctrl+V).
log-no-receipt-label = Tanpa nota
log-no-receipt-hint = Penjual tidak memberi nota. Bila dapat, foto barang atau lapaknya.
log-amount = Nominal belanja
log-amount-unread = Belum terbaca. Contoh: 35.000 atau 35rb
log-chip-exact = pas
log-chip-last = terakhir
log-seller = Penjual
log-seller-none = Belum dipilih
log-seller-new = Penjual baru
log-seller-new-hint = Tulis nama dan kecamatannya
log-seller-name = Nama penjual
log-seller-district = Kecamatan
log-seller-search = Cari penjual lain
log-scan = Pindai QRIS penjual
log-seller-found = { $count ->
    [0] Tidak ada yang cocok. Periksa ejaannya, atau tambahkan sebagai penjual baru.
   *[other] { $count } penjual cocok.
}
log-date = Tanggal
log-date-label = Tanggal belanja
log-date-other = Tanggal lain
log-today = Hari ini, { $date }
log-day-today = Hari ini
log-day-yesterday = Kemarin
log-more = Cara belanja
log-channel = Cara belanja
log-channel-hint = Nominal hanya harga barang, tanpa ongkos kirim dan biaya layanan.
log-event = Acara
log-event-at = Dibeli di acara: { $name }
log-event-untick = Hapus centang bila bukan di acara ini
log-order-number = Nomor pesanan
log-order-number-hint = Untuk pesanan daring. Nomor ini, atau tangkapan layarnya, adalah bukti belanja.
log-description = Keterangan
log-description-hint = Misalnya: beras 5 kg
log-effect-now = Tercatat sekarang: { $counted } dari { $minimum }.
log-effect-met = Setelah disimpan: { $counted } dari { $minimum }. Terpenuhi.
log-effect-short = Setelah disimpan: { $counted } dari { $minimum }. Kurang { $shortfall } lagi.
log-effect-other = Dihitung untuk { $period }.
log-effect-late = Dicatat sebagai susulan.
log-mends-now = Untuk { $period }: tercatat { $counted } dari { $minimum }.
log-mends-met = Untuk { $period }: setelah disimpan { $counted } dari { $minimum }. Terpenuhi.
log-mends-short = Untuk { $period }: setelah disimpan { $counted } dari { $minimum }. Kurang { $shortfall } lagi.
log-save = Simpan
log-sending = Mengirim…
log-unsent = Belum terkirim. Isian Anda aman di perangkat ini.
log-retry = Kirim lagi
log-brought-back = Isian yang belum tersimpan dikembalikan.
log-clear = Kosongkan
log-restored = Catatan ini belum tersimpan. Isian Anda masih ada; periksa, pilih lagi fotonya bila perlu, lalu simpan.
log-small = Maksud Anda { $amount }?
log-small-meant = Ya, { $amount }
log-small-typed = Bukan, { $amount }

edit-title = Ubah catatan
edit-save = Simpan perubahan
edit-now = Sekarang tercatat { $amount } di { $seller }, { $date }. Bila Anda menyimpan lagi, isian Anda menggantikannya.
log-duplicate = Mirip catatan { $date } ({ $seller }, { $amount }). Tetap simpan?
log-duplicate-see = Lihat catatan itu
log-duplicate-save = Tetap simpan
log-together = Rekan sekantor sudah mencatat nota ini. Belanja bersama?
log-together-what = Bila ya, isi nominal dengan bagian Anda saja. Pemeriksa melihat keduanya bersama-sama.
log-together-yes = Ya, ini bagian saya
log-together-no = Bukan, tetap simpan

share-title = Patungan
share-none = Sendiri
share-with = Bersama { $count } rekan
share-note = Satu nota untuk beberapa orang: tulis jumlah seluruh nota di atas, lalu pilih rekan sekantor. Bagian yang dikosongkan dibagi rata, dan sisanya menjadi bagian Anda. Bagian rekan dihitung setelah rekan itu membenarkannya.
share-untick = Hapus centang bila tidak ikut
share-part = Bagian { $name }
share-equal = sama rata
share-own = Bagian Anda { $own } dari { $total }.
share-above = Jumlah bagian melebihi { $total }.
share-search = Cari rekan sekantor
share-found = { $count ->
    [0] Tidak ada rekan sekantor dengan nama itu.
   *[other] Centang rekan yang ikut, lalu tambahkan.
}
share-add = Tambahkan

channel-direct = Langsung di tempat
channel-market = Pasar rakyat
channel-bazaar = Bazar atau pameran
channel-sale_point = Titik jual
channel-lapak = Lapak
channel-food_delivery = Pesan antar (GoFood, GoShop, …)
channel-whatsapp = WhatsApp
channel-instagram = Instagram
channel-marketplace = Lokapasar (Tokopedia, Shopee, Mbizmarket, …)
channel-e_order = E-order
channel-e_catalogue = E-katalog
channel-virtual_expo = Pameran virtual
channel-online = Daring lainnya
channel-other = Lainnya

capture-size = { $size }
capture-shrunk = { $size }, diperkecil dari { $from }
capture-remove = Hapus { $name }
capture-kept = sudah diunggah
capture-undrawn = tersimpan, tidak dapat dibuka
capture-keep = Pertahankan { $name }
capture-working = Memperkecil foto…

history-title = Riwayat belanja
history-sum = { $count } catatan, { $amount } dihitung
history-month = Bulan
history-all-months = Semua bulan
history-empty = Belum ada catatan. Belanja pertama Anda akan tampil di sini.
history-empty-month = Tidak ada catatan pada bulan itu.

purchase-late = susulan
purchase-facts = Rincian catatan
purchase-counts-provisionally = Sudah dihitung, dan sedang diperiksa.
purchase-not-counted = Tidak dihitung dalam capaian.
purchase-no-receipt = Tanpa nota.
log-for-title = Catat untuk pegawai
log-for-note = Untuk pegawai di unit Anda yang menitipkan notanya. Catatan menyebut siapa yang mencatat.
log-for-none = Tidak ada pegawai dengan nama atau NIP itu di unit Anda.
log-for-whom = Mencatat untuk { $name }
log-for-other = Orang lain
log-for-do = Catat belanja
purchase-recorded-by = Dicatat oleh
purchase-recorded-at = Dicatat
purchase-reviewed-at = Diterima
purchase-funding = Sumber dana
purchase-funding-office = Anggaran kantor (APBD)
purchase-receipt-amount = Jumlah seluruh nota
purchase-shared-by = Belanja bersama
purchase-shared-by-who = { $count ->
    [0] Nota dicatat { $name }
   *[other] Nota dicatat { $name }, bersama { $count } rekan lain
}

parts-title = Belanja bersama
parts-note = Setiap bagian dihitung untuk rekan itu setelah ia membenarkannya.
part-title = Belanja bersama
part-asked = { $by } mencatat belanja bersama. Bagian Anda { $amount }?
part-where = { $seller }, { $date }
part-note = Bila benar, belanja ini tercatat atas nama Anda dengan nota yang sama. Sebelum dijawab, bagian ini tidak dihitung untuk siapa pun.
part-yes = Ya, benar
part-still-yes = Tetap benar
part-no = Bukan saya
part-alike = Anda sudah mencatat belanja yang sama. Apakah ini belanja yang lain?
part-too-late = Periode tanggal itu tidak menerima catatan lagi, jadi bagian ini tidak dapat dicatat.
part-change = Ubah atau tarik
part-change-do = Simpan bagian
part-amount = Bagian { $name }
part-withdraw = Tarik bagian { $name }
part-state-proposed = Menunggu jawaban
part-state-confirmed = Dibenarkan
part-state-declined = Bukan bagiannya
part-state-withdrawn = Ditarik
part-state-claimed = Mengaku ikut
purchase-rejected = Dikembalikan: { $reason }
purchase-rejected-what = Catatan ini tidak dihitung. Silakan catat lagi dengan nota yang benar.
purchase-rejected-final = Catatan ini tidak dihitung, dan periodenya tidak menerima catatan lagi.
purchase-log-again = Catat lagi
purchase-edit = Ubah
purchase-undone = diurungkan setelah disimpan
purchase-voided = Dibatalkan: { $reason }
purchase-void = Batalkan catatan ini
purchase-void-do = Batalkan catatan
purchase-void-explain = Catatan tetap tersimpan dan terlihat, tetapi tidak dihitung lagi.
purchase-void-reason-hint = Misalnya: nominal keliru
receipt-photo = Foto nota { $number }
data-state = Keadaan
receipt-open = Buka foto
receipt-opened = Nota ini dibuka { $count } kali oleh petugas
receipt-pdf = Unduh PDF
receipt-undrawn = Tidak dapat ditampilkan, unduh
receipt-undrawn-better = Tambahkan foto yang lebih baik

flash-purchase-recorded = Belanja tercatat.
flash-purchase-mended-met = Tercatat untuk { $period }: { $counted } dari { $minimum }. Terpenuhi.
flash-purchase-mended-late = Tercatat sebagai susulan untuk { $period }: { $counted } dari { $minimum }. Terpenuhi.
flash-purchase-mended-short = Tercatat untuk { $period }: { $counted } dari { $minimum }. Kurang { $shortfall } lagi.
flash-purchase-mended-other = Tercatat untuk { $period }: { $counted }.
flash-purchase-changed = Perubahan tersimpan.
flash-purchase-undone = Catatan diurungkan.
flash-purchase-voided = Catatan dibatalkan.
flash-part-confirmed = Bagian Anda tercatat.
flash-part-declined = Baik, bagian itu tidak dicatat atas nama Anda.
flash-part-changed = Bagian diubah.
flash-part-withdrawn = Bagian ditarik.

uncounted-office_funds = Tidak dihitung: memakai anggaran kantor.
uncounted-ineligible_seller = Tidak dihitung: penjual ini bukan UMKM pada hari itu.
uncounted-day = Tidak dihitung: bukan hari yang dihitung kebijakan.
uncounted-seller_class = Tidak dihitung: penjual ini tidak termasuk kelas yang dihitung kebijakan.

## Memindai kode QRIS penjual
scan-title = Pindai QRIS penjual
scan-note = Arahkan kamera ke kode QRIS yang dipajang penjual. Kode itu hanya dipakai untuk menemukan penjualnya; tidak ada uang yang dibayarkan.
scan-camera = Gambar kamera
scan-photo = Foto kode QRIS
scan-photo-hint = Foto dari dekat dan lurus. Fotonya tidak disimpan.
scan-read = Baca kode
scan-declares = QRIS menunjukkan siapa penjualnya, bukan bahwa Anda berbelanja. Nota tetap perlu difoto.

## Beberapa nota sekaligus
log-several = Beberapa nota sekaligus
several-title = Beberapa nota sekaligus
several-note = Kirim semua fotonya sekarang, lalu isi satu per satu. Setiap foto menjadi satu catatan belanja.
several-waiting = { $count ->
   *[other] { $count } nota menunggu diisi
}
several-one = Nota { $number }
several-since = Dikirim { $time }
several-next = Isi nota pertama
several-discard = Buang
several-discard-do = Ya, buang foto ini
several-photos = Foto nota
several-hint = Paling banyak { $most } foto. Yang belum diisi dibuang setelah sehari.
several-send = Kirim foto
