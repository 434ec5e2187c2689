slip-document = Lembar aktivasi akun
slip-title-activation = Lembar aktivasi akun Pekan
slip-title-reset = Lembar kata sandi baru
slip-number = NIP/nomor { $number }
slip-code = Kode
slip-how = Pindai kode QR, atau buka { $address } lalu isi nomor dan kode di atas. Setelah itu buat kata sandi Anda sendiri.
slip-until = Berlaku sampai { $date }, hanya sekali pakai.
slip-help = Perlu bantuan? { $who }

code-title = Masuk dengan kode
code-explain = Isi nomor dan kode dari lembar yang Anda terima dari kantor.
code-number = NIP atau nomor pegawai
code-code = Kode
code-hint = Delapan huruf, misalnya KQXW MNPT. Huruf besar atau kecil sama saja.
code-do = Lanjut
code-none = Belum punya lembar, atau kodenya sudah tidak berlaku? Minta kepada pengelola akun di kantor Anda.
password-show = Tampilkan
password-hide = Sembunyikan

slip-qr = Kode QR menuju halaman aktivasi
slips-back = Kembali
slips-print-hint = Cetak halaman ini sekarang: kode hanya tampil satu kali. Mencetak lagi membuat kode baru, dan yang lama tidak berlaku.

accounts-title = Aktivasi akun
accounts-note = Pegawai yang belum dapat masuk, dan cara memberi mereka akses.
accounts-open = Aktivasi akun
accounts-without-server = Belum ada server surel: undangan hanya ditulis ke folder di server dan tidak sampai ke siapa pun. Pakailah lembar cetak.
accounts-office = Unit kerja dan semua di bawahnya
accounts-look = Tampilkan
accounts-all-active = Semua pegawai di sini sudah dapat masuk.
accounts-invite = Undang lewat surel
accounts-invite-note = Tautan aktivasi berlaku 72 jam sejak surel dikirim, sekali pakai.
accounts-invite-do = { $count ->
    [0] Kirim undangan
   *[other] Undang { $count } orang yang belum diundang
}
accounts-again = { $count } orang sudah diundang: undang lagi juga
accounts-again-hint = Tanpa dicentang, mereka tidak dikirimi apa-apa.
accounts-without-address = { $count } orang belum punya alamat surel. Untuk mereka, cetak lembar.
accounts-slips = Cetak lembar
accounts-slips-note = Delapan lembar per halaman A4, dipotong lalu dibagikan. Kode berlaku 14 hari, sekali pakai.
accounts-slips-whom = Untuk siapa
accounts-slips-without-address = { $count } orang tanpa alamat surel
accounts-slips-not-reached = { $count } orang yang belum diundang dan belum punya lembar
accounts-slips-all = Semua { $count } orang yang belum dapat masuk
accounts-slips-all-hint = Tautan dan lembar yang sudah dibagikan tidak berlaku lagi.
accounts-pdf = Unduh PDF
accounts-page = Halaman cetak

message-title = Tautan lewat WhatsApp
message-note = Pesan ini memuat tautan pribadi yang berlaku 72 jam dan sekali pakai. Tautan dan lembar sebelumnya tidak berlaku lagi. Kirim hanya ke nomor milik pegawai ini.
message-open = Buka WhatsApp
message-activation = Yth. Bapak/Ibu { $name }, akun Pekan (catatan belanja UMKM { $institution }) untuk Bapak/Ibu sudah siap. Buat kata sandi lewat tautan ini, berlaku 72 jam dan sekali pakai: { $link }
message-reset = Yth. Bapak/Ibu { $name }, ini tautan untuk membuat kata sandi Pekan yang baru ({ $institution }), berlaku 72 jam dan sekali pakai: { $link }
message-help = Ada pertanyaan? Hubungi { $who }.

employee-access = Akses akun
employee-access-waiting = Belum dapat masuk.
employee-access-active = Sudah dapat masuk. Bila lupa kata sandi dan surel tidak dapat dipakai, cetak lembar: kata sandi lama tetap berlaku sampai yang baru dibuat.
employee-access-disabled = Dinonaktifkan. Pegawai ini tidak dapat masuk dan tidak menerima surel sampai akunnya diaktifkan lagi; catatannya tetap.
employee-access-left = Sudah berhenti. Akunnya tidak dapat dipakai masuk lagi.
account-disable = Nonaktifkan akun
account-disable-named = Nonaktifkan akun { $name }
account-disable-what = { $name } langsung keluar dari semua perangkat dan program, dan tidak dapat masuk lagi sampai akunnya diaktifkan kembali. Catatan dan perannya tetap.
account-enable = Aktifkan lagi
second-factor-reset = Atur ulang masuk dua langkah
second-factor-reset-named = Atur ulang masuk dua langkah { $name }
second-factor-reset-what = Untuk { $name } yang kehilangan ponselnya: pastikan dulu bahwa benar ia yang meminta. Semua perangkatnya keluar, dan ia masuk lagi dengan kata sandi saja.
employee-access-mail = Diundang lewat surel, tautannya berlaku sampai { $until }.
employee-access-slip = Lembar dicetak, berlaku sampai { $until }.
employee-access-whatsapp = Tautan WhatsApp dibuat, berlaku sampai { $until }.
employee-sessions-note = Ponselnya hilang, atau komputernya kini dipakai orang lain? Keluarkan dari sini; pemiliknya masuk lagi dengan kata sandi.
employee-keys-note = Program yang memakai kunci ini tidak dapat lagi mengakses akunnya setelah kunci dicabut.
employee-slip = Cetak lembar
employee-slip-page = Halaman cetak
employee-whatsapp = Kirim lewat WhatsApp
employee-invite = Tautan aktivasi
employee-invite-now = Kirim sekarang
employee-invite-later = Nanti
employee-invite-later-hint = Undang atau cetak lembar kapan saja dari halaman orang ini atau dari "Aktivasi akun".

flash-people-invited = Undangan masuk antrean surel.
flash-nobody-invited = Tidak ada yang perlu diundang.
flash-nobody-to-print = Tidak ada yang perlu dicetak.
flash-employee-added-invited = Pegawai ditambahkan. Tautan aktivasi masuk antrean surel.
