//! Lists as a district of any size would have them: everybody as the national staff system (SIASN)
//! exports it, one office as a ranked list (DUK), and a list of leave. The same number of people is
//! the same district each time.

use rust_xlsxwriter::Workbook;

/// Offices right below the institution; each has parts of its own.
pub const OFFICES: usize = 40;
const PARTS: usize = 5;

pub struct Person {
    at: usize,
    pub number: String,
    /// As the list writes it; degrees stand in columns of their own.
    pub name: String,
    /// Which of the offices, and which of its parts; 0 is the office itself.
    pub office: usize,
    pub part: usize,
    pub grade: &'static str,
}

/// The number of an office, and what it is called.
pub fn office_name(office: usize) -> String {
    const MATTERS: [&str; 20] = [
        "Perdagangan",
        "Kesehatan",
        "Pendidikan",
        "Perhubungan",
        "Pertanian",
        "Perikanan",
        "Sosial",
        "Tenaga Kerja",
        "Pariwisata",
        "Kebudayaan",
        "Perpustakaan",
        "Kearsipan",
        "Lingkungan Hidup",
        "Pekerjaan Umum",
        "Perumahan",
        "Koperasi",
        "Peternakan",
        "Kehutanan",
        "Pemuda",
        "Olahraga",
    ];
    match office {
        0..20 => format!("Dinas {}", MATTERS[office]),
        _ => format!("Kecamatan {}", office - 19),
    }
}

fn part_name(office: usize, part: usize) -> String {
    match part {
        0 => office_name(office),
        1 => "Sekretariat".into(),
        _ => format!("Bidang {part} {}", office_name(office)),
    }
}

pub fn people(count: usize) -> Vec<Person> {
    const GRADES: [&str; 7] = ["II/a", "II/c", "III/a", "III/b", "III/c", "III/d", "IV/a"];
    const NAMES: [&str; 8] = [
        "SRI WAHYUNI",
        "BUDI SANTOSO",
        "AGUS SALIM",
        "DEWI LESTARI",
        "JOKO S",
        "NUR'AINI",
        "ENDANG",
        "I MADE",
    ];
    let person = |at: usize| {
        let (year, month, day) = (1966 + at % 35, 1 + at / 35 % 12, 28 - at / 420 % 28);
        let since = if is_contract(at) {
            "202321".to_owned()
        } else {
            format!("{}{:02}", year + 24, 1 + at % 12)
        };
        let (office, turn) = (at % OFFICES, at / OFFICES);
        Person {
            at,
            number: format!("{year}{month:02}{day:02}{since}{}{:03}", 1 + at % 2, 1 + at % 900),
            name: format!("{} {at}", NAMES[at % NAMES.len()]),
            office,
            part: if turn == 0 { 0 } else { 1 + turn % (PARTS - 1) },
            grade: if is_contract(at) { "IX" } else { GRADES[at % GRADES.len()] },
        }
    };
    (0..count).map(person).collect()
}

fn is_contract(at: usize) -> bool {
    at % 9 == 8
}

impl Person {
    /// The first of an office leads it, and the first of each part that part.
    pub fn is_head(&self) -> bool {
        self.part == 0
    }

    fn title(&self) -> (&'static str, &'static str) {
        let turn = self.at / OFFICES;
        match (turn, self.part) {
            (0, _) if self.office < 20 => ("JABATAN STRUKTURAL", "Kepala Dinas"),
            (0, _) => ("JABATAN STRUKTURAL", "Camat"),
            (1..PARTS, 1) => ("JABATAN STRUKTURAL", "Sekretaris"),
            (1..PARTS, _) => ("JABATAN STRUKTURAL", "Kepala Bidang"),
            _ if self.at % 3 == 0 => ("JABATAN FUNGSIONAL TERTENTU", "Perawat Terampil"),
            _ => ("JABATAN FUNGSIONAL UMUM", "Pengadministrasi Umum"),
        }
    }

    /// Leave in the week of 23 November 2026, from and to: kind, first and last day.
    pub fn leave(&self) -> Option<(&'static str, &'static str, &'static str)> {
        match self.at % 200 {
            5 => Some(("Cuti Tahunan", "23-11-2026", "27-11-2026")),
            6 => Some(("Cuti Besar", "16-11-2026", "31-12-2026")),
            7 => Some(("Cuti Sakit", "23-11-2026", "24-11-2026")),
            8 => Some(("Umrah", "26-11-2026", "27-11-2026")),
            _ => None,
        }
    }
}

/// Everybody, in the columns of SIASN.
pub fn siasn(people: &[Person]) -> Vec<u8> {
    const HEADINGS: [&str; 23] = [
        "PNS ID",
        "NIP BARU",
        "NIP LAMA",
        "NAMA",
        "GELAR DEPAN",
        "GELAR BELAKANG",
        "TEMPAT LAHIR NAMA",
        "TANGGAL LAHIR",
        "JENIS KELAMIN",
        "NIK",
        "NOMOR HP",
        "EMAIL",
        "EMAIL GOV",
        "JENIS PEGAWAI NAMA",
        "KEDUDUKAN HUKUM NAMA",
        "STATUS CPNS PNS",
        "GOL AKHIR NAMA",
        "TMT GOLONGAN",
        "JENIS JABATAN NAMA",
        "JABATAN NAMA",
        "TMT JABATAN",
        "UNOR NAMA",
        "UNOR INDUK NAMA",
    ];
    let row = |person: &Person| {
        let number = &person.number;
        let (kind, title) = person.title();
        let (type_of, status) = if is_contract(person.at) {
            ("PPPK", "PPPK")
        } else {
            ("PNS Daerah Kab/Kota Bekerja Pada Kab/Kota", "P")
        };
        // Four of ten have no address.
        let email =
            if person.at % 10 < 6 { format!("p{}@contoh.test", person.at) } else { String::new() };
        let degree = if person.at % 4 == 0 { "S.Sos., M.M." } else { "" };
        [
            format!("A8ACA73F{:08}", person.at),
            format!("'{number}"),
            String::new(),
            person.name.clone(),
            if person.at % 50 == 0 { "Dr.".into() } else { String::new() },
            degree.into(),
            "CONTOH".into(),
            format!("{}-{}-{}", &number[6..8], &number[4..6], &number[..4]),
            if person.at % 2 == 0 { "M".into() } else { "F".into() },
            format!("'35080000{:08}", person.at),
            format!("0812{:08}", person.at),
            email,
            String::new(),
            type_of.into(),
            "Aktif".into(),
            status.into(),
            person.grade.into(),
            "01-04-2020".into(),
            kind.into(),
            title.into(),
            "01-04-2020".into(),
            part_name(person.office, person.part),
            office_name(person.office),
        ]
    };
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for (at, person) in (1..).zip(people) {
        for (column, cell) in (0..).zip(row(person)).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(at, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The people of an office by rank, as a DUK: two rows of headings, one of numbers, a signature. Who
/// is promoted stands there with the new grade, from 1 November.
pub fn duk(people: &[Person], office: usize, promoted: &[usize]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut write = |row: u32, cells: &[&str]| {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    };
    write(0, &["DAFTAR URUT KEPANGKATAN PEGAWAI NEGERI SIPIL"]);
    write(1, &[&office_name(office).to_uppercase()]);
    write(3, &["NO", "NAMA", "NIP", "PANGKAT", "", "JABATAN"]);
    write(4, &["", "", "", "GOL", "TMT", "NAMA"]);
    write(5, &["1", "2", "3", "4", "5", "6"]);
    let here = people.iter().filter(|person| person.office == office && !is_contract(person.at));
    let mut ranked: Vec<_> = here.collect();
    ranked.sort_by_key(|person| std::cmp::Reverse(person.grade));
    let mut row = 6;
    for (order, person) in (1..).zip(ranked) {
        let is_promoted = promoted.contains(&person.at);
        let (grade, since) =
            if is_promoted { ("IV/b", "1 November 2026") } else { (person.grade, "1 April 2020") };
        let (order, number) = (i32::to_string(&order), spaced(&person.number));
        write(row, &[&order, &person.name, &number, grade, since, person.title().1]);
        row += 1;
    }
    write(row + 1, &["", "", "", "", "Contoh, 2 November 2026"]);
    write(row + 2, &["", "", "", "", "Kepala Dinas"]);
    write(row + 6, &["", "", "", "", "NIP. 197001011995031001"]);
    book.save_to_buffer().unwrap()
}

/// `19700101 199503 1 001`, as decrees print it.
fn spaced(number: &str) -> String {
    format!("{} {} {} {}", &number[..8], &number[8..14], &number[14..15], &number[15..])
}

/// Leave of everybody in that week, below a title.
pub fn leave_list(people: &[Person]) -> Vec<u8> {
    let mut list =
        "DAFTAR CUTI PEGAWAI;;;;;\nNO;NIP;NAMA;JENIS CUTI;TANGGAL MULAI;TANGGAL SELESAI\n"
            .to_owned();
    let leave = people.iter().filter_map(|person| Some((person, person.leave()?)));
    for (order, (person, (kind, from, to))) in (1..).zip(leave) {
        let (number, name) = (&person.number, &person.name);
        list += &format!("{order};{};{name};{kind};{from};{to}\n", spaced(number));
    }
    list.into_bytes()
}
