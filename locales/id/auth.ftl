# Masuk, kata sandi, pemasangan pertama, akun, halaman galat.

sign-in-title = Masuk
sign-in-purpose = Catat belanja mingguan Anda di UMKM.
sign-in-login = NIP atau surel (email)
sign-in-login-hint = Nomor pegawai atau nama pengguna juga dapat dipakai.
sign-in-password = Kata sandi
sign-in-do = Masuk
sign-in-forgot = Lupa kata sandi atau belum punya?
sign-in-demo = Akun peragaan
sign-in-demo-as = Masuk sebagai { $role }
sign-in-demo-note = Semua orang dan unit kerja di sini rekaan.

forgot-title = Lupa kata sandi
forgot-explain = Kami kirim tautan ke surel Anda untuk membuat kata sandi baru. Tautan berlaku satu jam dan sekali pakai.
forgot-shared = Surel dipakai bersama? Isi NIP Anda; tautannya dikirim ke surel itu dengan nama Anda.
forgot-do = Kirim tautan
sent-title = Periksa surel Anda
sent-text = Bila akunnya ada dan punya alamat surel, surel berisi tautan sudah dikirim.
sent-nothing = Belum masuk setelah 10 menit? Lihat folder spam, atau hubungi admin unit kerja Anda.
sent-back = Kembali ke halaman masuk

password-title-reset = Kata sandi baru
password-title-activate = Aktifkan akun
password-text-reset = Untuk akun { $name }
password-text-activate = Selamat datang, { $name }. Buat kata sandi untuk masuk ke Pekan.
password-do-reset = Simpan kata sandi
password-do-activate = Aktifkan akun
password-new = Kata sandi baru
password-again = Ulangi kata sandi baru
password-hint = Paling sedikit 10 karakter. Beberapa kata yang mudah Anda ingat lebih baik daripada satu kata rumit.

setup-title = Siapkan Pekan
setup-text = Halaman ini hanya muncul sekali. Semuanya dapat diubah kemudian.
setup-step-token = Kunci pemasangan
setup-token-note = Agar hanya pengelola server yang dapat memasang.
setup-token = Kunci
setup-token-hint = Tertulis di log saat Pekan dijalankan. Di server: journalctl -u pekan | grep siapkan
setup-step-place = Instansi
setup-institution = Nama instansi
setup-institution-hint = Misalnya: Pemerintah Kabupaten Contoh
setup-code = Kode singkat
setup-code-hint = Huruf besar dan angka, misalnya CTH
setup-step-person = Admin pertama
setup-person-note = Orang ini dapat mengatur semuanya dan menambah admin lain.
setup-login = Nama pengguna
setup-login-hint = NIP atau nama singkat
setup-do = Pasang Pekan
setup-demo = Hanya ingin mencoba?
setup-demo-text = Isi dengan kabupaten rekaan: seribu pegawai dan setengah tahun belanja. Setiap orang yang membuka halaman masuk dapat melihat-lihat di dalamnya, dan data rekaan tidak dapat dihapus lagi. Untuk pemakaian sungguhan, mulailah dengan data kosong.
setup-demo-how = Cukup isi kunci di atas. Pengisian berlangsung beberapa detik.
setup-demo-do = Isi dengan data contoh

account-facts = Data saya
account-facts-note = Keliru? Hubungi admin unit kerja Anda.
account-settings = Pengaturan
account-mute = Jangan kirim pengingat tengah pekan
account-mute-hint = Pengingat hari terakhir tetap dikirim bila masih kurang.
account-password = Kata sandi
account-password-note = Setelah diganti, semua perangkat lain harus masuk lagi.
account-password-current = Kata sandi sekarang
account-password-do = Ganti kata sandi

error-title-400 = Permintaan tidak terbaca
error-text-400 = Alamat atau isian yang dikirim tidak lengkap. Silakan ulangi dari halaman sebelumnya.
error-title-403 = Tidak diizinkan
error-text-403 = Akun Anda tidak dapat melakukan ini, atau halaman sudah terlalu lama terbuka. Muat ulang lalu coba lagi.
error-title-404 = Halaman tidak ditemukan
error-text-404 = Alamatnya keliru, sudah dipindah, atau tidak terlihat oleh akun Anda.
error-title-409 = Sudah berubah
error-text-409 = Orang lain mengubahnya lebih dulu. Muat ulang untuk melihat keadaan terbaru.
error-title-413 = Berkas terlalu besar
error-text-413 = Setiap berkas paling besar 10 MB, paling banyak 5 berkas. Isian sebelumnya belum disimpan.
error-title-421 = Alamat server keliru
error-text-421 = Buka Pekan melalui alamat resmi instansi Anda.
error-title-422 = Isian tidak dapat diproses
error-text-422 = Ada bagian yang tidak sesuai. Silakan kembali dan periksa isian Anda.
error-title-429 = Terlalu banyak percobaan
error-text-429 = Demi keamanan, tunggu sebentar sebelum mencoba lagi. Akun Anda tidak dikunci.
error-title-500 = Ada yang salah di pihak kami
error-text-500 = Kesalahan ini sudah dicatat. Data yang sudah tersimpan tetap aman.
error-title-503 = Sedang sibuk
error-text-503 = Pekan belum dapat menjawab sekarang. Coba lagi sebentar lagi.
error-title-507 = Ruang simpan penuh
error-text-507 = Catatan Anda belum tersimpan karena ruang simpan server penuh. Mohon beri tahu admin.
error-retry = { $count ->
   *[other] Coba lagi dalam { $count } detik.
}
error-again = Coba lagi
error-home = Ke halaman utama
error-code = Kode { $status }

flash-password-chosen = Kata sandi tersimpan, dan Anda sudah masuk.
flash-password-changed = Kata sandi diganti. Perangkat lain sudah keluar.
flash-account-saved = Pengaturan tersimpan.
flash-demo-filled = Data contoh siap. Pilih salah satu akun di bawah untuk masuk.
flash-setup-done = Pekan terpasang. Tujuh langkah lagi; setiap langkah boleh dilewati.
