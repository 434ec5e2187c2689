# Tentang aturan ini, dan siapa yang membantu.

rule-title = Tentang aturan ini
rule-link = Tentang aturan ini
rule-mode-mandatory = Wajib menurut { $title }.
rule-mode-appeal = Imbauan menurut { $title }.
rule-none = Belum ada aturan belanja yang berlaku.
rule-begins = Aturan ini mulai berlaku { $date }.
rule-what = Belanja apa yang dihitung?
rule-asked-week = Paling sedikit { $amount } tiap pekan.
rule-asked-month = Paling sedikit { $amount } tiap bulan.
rule-asked-count-week = Paling sedikit { $count } kali belanja tiap pekan.
rule-asked-count-month = Paling sedikit { $count } kali belanja tiap bulan.
rule-what-answer = Belanja apa saja dengan uang sendiri: sembako, makanan, jajanan, jasa, kerajinan, dan lainnya. Beberapa belanja dijumlahkan, dan satu belanja dihitung paling besar { $most }.
rule-tiers = Jabatan atau golongan lain dapat memiliki batas yang berbeda.
rule-whom = Belanja dari siapa?
rule-whom-answer = Dari usaha mikro dan kecil: warung, pedagang pasar, toko kelontong, perajin, petani, penjual keliling, dan jasa rumahan. Minimarket berjejaring dan supermarket tidak termasuk. Belanja daring boleh, asal penjualnya UMKM.
rule-until = Sampai kapan belanja, dan sampai kapan mencatat?
rule-until-week = Yang menentukan adalah tanggal belanja: pekan berjalan dari Senin sampai Minggu. Catatan yang masuk sesudah batas waktu masih diterima sebagai susulan sampai { $late } hari kemudian.
rule-until-month = Yang menentukan adalah tanggal belanja: dari tanggal satu sampai akhir bulan. Catatan yang masuk sesudah batas waktu masih diterima sebagai susulan sampai { $late } hari kemudian.
rule-receipt = Bagaimana kalau tidak ada nota?
rule-receipt-answer = Tetap dapat dicatat: pilih "Tanpa nota". Foto nota tulisan tangan atau tangkapan layar pembayaran juga boleh. Catatan tanpa nota lebih sering diperiksa.
rule-sees = Siapa yang melihat catatan saya?
rule-sees-answer = Anda sendiri, kepala kantor Anda dan kantor di atasnya, pemeriksa, pengelola akun, dan auditor. Rekan sekantor tidak melihatnya.
rule-helps = Siapa yang membantu?
rule-helps-none = Tanyakan kepada pengelola kepegawaian di kantor Anda.
rule-poster = Belanja di UMKM: aturannya
rule-poster-more = Selengkapnya di sini
rule-poster-do = Unduh poster A4

help-line = Perlu bantuan? { $who }
help-title = Perlu bantuan?
contact-title = Yang membantu
contact-note = Nama dan telepon orang yang membantu pegawai unit ini dan unit di bawahnya. Tampil di halaman masuk, lembar aktivasi, dan kaki tiap halaman. Boleh dikosongkan: dipakai yang di atasnya.
contact-name = Nama
contact-telephone = Telepon
contact-save = Simpan kontak
