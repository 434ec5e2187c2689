# Apa yang salah pada satu isian dan cara memperbaikinya: problem-<code>, lihat src/rules/problem.rs.

problem-missing = Bagian ini perlu diisi
problem-too-long = Paling panjang { $longest } karakter
problem-unprintable = Ada karakter yang tidak dapat ditampilkan. Ketik ulang tanpa menyalin
problem-unknown-choice = Pilihan "{ $value }" tidak dikenal. Pilih salah satu yang tersedia
problem-not-a-date = Tulis tanggal seperti 2026-11-20
problem-amount-missing = Isi nominal belanja, contoh 35.000
problem-amount-fraction = Nominal ditulis dalam rupiah utuh, tanpa sen
problem-amount-unreadable = Nominal tidak terbaca. Tulis seperti 35.000 atau 35rb
problem-amount-not-positive = Nominal harus lebih dari Rp0
problem-amount-too-large = Satu belanja paling besar { $most }
problem-seller-missing = Pilih penjual, atau tambahkan penjual baru
problem-date-in-future = Tanggal tidak boleh setelah hari ini
problem-date-too-old = Periode tanggal itu sudah ditutup lebih dari { $days } hari
problem-receipt-missing = Lampirkan foto struk, atau centang "Tanpa nota"
problem-too-many-receipts = Paling banyak { $most } berkas
