# Mengapa capaian seseorang dalam satu periode seperti itu: satu pesan, satu kalimat.

explanation-mandatory = Untuk { $period } berlaku { $title }, dan sifatnya wajib.
explanation-appeal = Untuk { $period } berlaku { $title }. Sifatnya imbauan, tanpa kewajiban.
explanation-basis = Dasar: { $basis }.
explanation-no-policy = Tidak ada kebijakan yang berlaku untuk { $period }.
explanation-not-placed = Tidak ada kewajiban untuk { $period }, karena penempatan tidak mencakup setiap hari periode itu.
explanation-minimum = Batas minimal dalam kebijakan: { $amount }.
explanation-tier = Batas minimal menurut jenjang ke-{ $tier } dalam kebijakan: { $amount }.
explanation-count = Kebijakan meminta paling sedikit { $count } kali belanja.
explanation-days = Periode ini punya { $weekdays } hari Senin sampai Jumat: { $holidays } hari libur, { $leave } hari cuti atau dinas.
explanation-exempt = Tidak ada hari kerja yang tersisa, jadi periode ini dikecualikan.
explanation-prorated = Batas minimal dihitung { $asked } dari { $weekdays } hari, dibulatkan ke atas ke ribuan: { $minimum }.
explanation-prorated-count = Jumlah belanja dihitung dengan cara yang sama: { $count } kali.
explanation-counted = Yang dihitung: { $counted } dari { $count } belanja.
explanation-met = Batas minimal terpenuhi tepat waktu.
explanation-met-late = Batas minimal terpenuhi oleh catatan setelah batas waktu.
explanation-shortfall = Masih kurang { $amount }.
explanation-missing-count = Masih kurang { $count } kali belanja.
explanation-deadline = Belanja dicatat paling lambat { $date } pukul 23.59 { $zone }.
