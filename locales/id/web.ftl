# Judul dokumen masalah pada API, menurut status HTTP.

status-400 = Permintaan tidak dapat dibaca
status-401 = Belum masuk
status-403 = Tidak diizinkan
status-404 = Tidak ditemukan
status-405 = Metode tidak didukung
status-409 = Bertentangan dengan data yang ada
status-412 = Sudah diubah orang lain
status-413 = Terlalu besar
status-414 = Alamat terlalu panjang
status-415 = Jenis data tidak didukung
status-421 = Alamat ini bukan milik server ini
status-422 = Ada isian yang perlu diperbaiki
status-428 = Header If-Match diperlukan
status-429 = Terlalu sering. Coba lagi nanti
status-500 = Ada gangguan di server
status-503 = Server sedang sibuk. Coba lagi nanti
status-507 = Ruang penyimpanan penuh

# Peran yang bukan jabatan: pada pintu masuk peragaan.
role-employee = Pegawai
