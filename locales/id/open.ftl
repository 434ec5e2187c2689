# Yang diserahkan ke pihak lain: berkas tunjangan dan halaman transparansi.

settings-open = Data untuk pihak lain
settings-open-note = Keduanya mati sampai Anda menyalakannya.
settings-transparency = Halaman transparansi untuk umum
settings-transparency-hint = Jumlah dari periode yang sudah ditutup, tanpa nama; kelompok kecil digabung.
settings-transparency-link = Lihat halaman transparansi
settings-allowance-export = Berkas untuk sistem tunjangan
settings-allowance-export-hint = Admin dan operator dapat mengunduh hasil per NIP dari periode yang sudah ditutup, bertanda tangan digital.
settings-allowance-link = Buka berkas tunjangan

audit-allowance-export = Mengunduh berkas tunjangan
trail-allowance-export = mengunduh berkas tunjangan { $office } untuk { $period } ({ $count } orang)
problem-period-not-closed = Periode { $period } belum ditutup. Yang diserahkan hanya yang sudah diputuskan; pilih periode yang sudah ditutup

allowances-title = Berkas tunjangan
allowances-note = Pekan tidak memotong apa pun. Berkas ini menyerahkan yang sudah diputuskan, untuk sistem tunjangan daerah.
allowances-link = Berkas untuk sistem tunjangan
allowances-link-text = hasil per NIP, bertanda tangan
allowances-file = Unduh hasil satu periode
allowances-csv = Unduh CSV
allowances-signature = Unduh tanda tangan (.sig)
allowances-both = Unduh keduanya pada saat yang sama: setelah ada perubahan, tanda tangannya ikut berubah. Setiap unduhan dicatat dalam audit.
allowances-none = Belum ada periode yang ditutup. Berkas tersedia setelah periode pertama ditutup.
allowances-columns = Isi berkas
allowances-columns-note = UTF-8, koma, semua nilai dalam tanda kutip, satu baris per orang, urut NIP. Orang tanpa NIP tidak ikut.
allowances-column = Kolom
allowances-meaning = Artinya
allowances-column-nip = NIP, hanya angka
allowances-column-period = Periode, 2026-W47 (pekan) atau 2026-11 (bulan)
allowances-column-period-start = Hari pertama periode
allowances-column-period-end = Hari terakhir periode
allowances-column-obliged = 1 bila wajib pada periode itu, 0 bila tidak (cuti, bukan sasaran, imbauan)
allowances-column-met = 1 bila terpenuhi, 0 bila belum; kosong bila tidak wajib
allowances-column-counted = Belanja yang dihitung, rupiah bulat
allowances-column-status = Status lengkap, misalnya met, met_late, short, exempt, not_obliged
allowances-column-decided-at = Kapan diputuskan (UTC): saat periode ditutup, atau saat perubahan terakhir orang itu
allowances-column-amendment = Nomor perubahan terakhir orang itu; kosong bila tidak pernah diubah
allowances-key = Kunci publik
allowances-key-note = Dengan kunci ini siapa pun dapat memeriksa bahwa berkas berasal dari sini dan tidak diubah. Serahkan sekali lewat jalan yang tepercaya.
allowances-key-file = Unduh kunci publik (PEM)
allowances-verify = Memeriksa berkas dengan OpenSSL 3:
allowances-example = tunjangan-2026-W47
