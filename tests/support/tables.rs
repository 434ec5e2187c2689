//! Tables as people should not send them, by the numbers of `docs/robustness.md`, and workbooks.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub const PEOPLE: [&str; 6] = ["NIP", "Nama", "Email", "Jenis", "Unit", "TMT"];
const JOKO: [&str; 6] = ["199512312020121001", "Joko", "joko@x.id", "PNS", "DKP", "2026-11-23"];

/// A table that is sent.
pub struct Sent {
    pub number: u32,
    /// `employees` or `offices`.
    pub of: &'static str,
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// The row, the field and the fault that are told first.
    pub told: (u64, &'static str, &'static str),
    /// Some words of the message.
    pub words: &'static str,
}

pub fn csv(rows: &[&[&str]]) -> Vec<u8> {
    rows.iter().map(|row| row.join(";") + "\n").collect::<String>().into_bytes()
}

/// A workbook of texts.
pub fn xlsx(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// People of whom one cell of the first is a number, or a date.
fn with_number(column: u16, number: f64, format: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip([PEOPLE, JOKO]) {
        for (at, cell) in (0..).zip(cells) {
            sheet.write_string(row, at, cell).unwrap();
        }
    }
    let format = Format::new().set_num_format(format);
    sheet.write_number_with_format(1, column, number, &format).unwrap();
    book.save_to_buffer().unwrap()
}

/// A workbook with one of its parts written anew.
fn altered(book: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut parts = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..parts.len() {
        let mut found = parts.by_index(index).unwrap();
        let name = found.name().unwrap().into_owned();
        let mut text = String::new();
        found.read_to_string(&mut text).unwrap();
        if name == part {
            text = change(text);
        }
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn joko(column: usize, cell: &'static str) -> Vec<u8> {
    let mut row = JOKO;
    row[column] = cell;
    csv(&[&PEOPLE, &row])
}

/// Ten thousand people, of whom the row 9,999 is wrong.
fn almost_right() -> Vec<u8> {
    let mut rows = csv(&[&PEOPLE]);
    for row in 2..=10_001 {
        let from = if row == 9_999 { "besok" } else { "2026-11-23" };
        writeln!(rows, "N-{row};Pegawai {row};p{row}@x.id;PNS;DKP;{from}").unwrap();
    }
    rows
}

/// Everything that is refused. Somebody with the number 007 must be there.
pub fn refused() -> Vec<Sent> {
    [texts(), rows(), offices(), workbooks()].into_iter().flatten().collect()
}

fn sent(
    number: u32,
    name: &'static str,
    bytes: Vec<u8>,
    told: (u64, &'static str, &'static str),
    words: &'static str,
) -> Sent {
    let of = if (76..=78).contains(&number) { "offices" } else { "employees" };
    Sent { number, of, name, bytes, told, words }
}

/// A fault of the file as a whole.
fn file(code: &'static str) -> (u64, &'static str, &'static str) {
    (1, "file", code)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Files that are no table, or too much of one.
#[rustfmt::skip]
fn texts() -> Vec<Sent> {
    let long = [csv(&[&PEOPLE]), b"1;A;a@x.id;PNS;DKP;2026-11-23\n".repeat(200_001)].concat();
    let twice = ["NIP", "N.I.P.", "Nama", "Email", "Jenis", "Unit", "TMT"];
    vec![
        sent(63, "kosong.csv", Vec::new(), file("file-empty"), "kosong"),
        sent(63, "judul.xlsx", xlsx(&[&PEOPLE]), file("file-empty"), "satu baris"),
        sent(64, "tanpa-judul.csv", csv(&[&JOKO]), (1, "number", "column-missing"), "nip"),
        sent(65, "judul-dua-kali.csv", csv(&[&twice, &["1"]]), (1, "number", "column-twice"), "dua kali"),
        sent(65, "judul-dua-kali.xlsx", xlsx(&[&twice, &["1"]]), (1, "number", "column-twice"), "dua kali"),
        sent(69, "kutip.csv", joko(1, "\"Joko"), file("file-unclosed-quote"), "kutip"),
        sent(71, "panjang.csv", long, (200_002, "file", "too-many-rows"), "200.000"),
    ]
}

/// Rows of people that cannot be.
#[rustfmt::skip]
fn rows() -> Vec<Sent> {
    let formula = [JOKO[0], "=1+1", JOKO[2], "PNS", "DKP", JOKO[5]];
    vec![
        sent(72, "ganda.csv", csv(&[&PEOPLE, &JOKO, &JOKO]), (3, "number", "twice-in-file"), "baris 2"),
        sent(73, "ilmiah.csv", joko(0, "1.99E+17"), (2, "number", "number-scientific"), "teks"),
        sent(73, "angka.xlsx", with_number(0, 199_512_312_020_121_001.0, "0"), (2, "number", "number-scientific"), "teks"),
        sent(74, "nol.csv", joko(0, "7"), (2, "number", "number-lost-zero"), "007"),
        sent(74, "nol.xlsx", with_number(0, 7.0, "0"), (2, "number", "number-lost-zero"), "007"),
        sent(75, "rumus.csv", joko(1, "=cmd|' /C calc'!A0"), (2, "name", "formula"), "="),
        sent(75, "rumus.xlsx", xlsx(&[&PEOPLE, &formula]), (2, "name", "formula"), "="),
        sent(83, "1900.csv", joko(5, "00/01/1900"), (2, "from", "not-a-date"), "2026-11-20"),
        sent(83, "1900.xlsx", with_number(5, 0.0, "dd/mm/yyyy"), (2, "from", "not-a-date"), "2026-11-20"),
        sent(84, "hampir.csv", almost_right(), (9_999, "from", "not-a-date"), "2026-11-20"),
    ]
}

#[rustfmt::skip]
fn offices() -> Vec<Sent> {
    const HEAD: [&str; 4] = ["kode", "nama", "jenis", "induk"];
    vec![
        sent(76, "lingkar.csv", csv(&[&HEAD, &["A", "A", "x", "B"], &["B", "B", "x", "A"]]), (2, "parent", "parent-below"), "dirinya"),
        sent(77, "induk.csv", csv(&[&HEAD, &["A", "A", "x", "NIX"]]), (2, "parent", "office-unknown"), "tidak ditemukan"),
        sent(78, "diri.xlsx", xlsx(&[&HEAD, &["A", "A", "x", "A"]]), (2, "parent", "parent-below"), "dirinya"),
    ]
}

/// Workbooks that are traps.
#[rustfmt::skip]
fn workbooks() -> Vec<Sent> {
    let good = xlsx(&[&PEOPLE, &JOKO]);
    let bomb = |text: String| text + &" ".repeat(51 * 1024 * 1024);
    let far = |text: String| {
        let text = text.replace("A1:F2", "A1:XFD1048576");
        text.replace("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>")
    };
    let entity = |text: String| {
        let evil = "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst ";
        text.replace("<sst ", evil).replace(">Joko<", ">&x;<")
    };
    let boasting = |text: String| text.replace("uniqueCount=\"", "uniqueCount=\"9999999");
    let compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let locked = [&compound[..], &utf16("EncryptedPackage")].concat();
    let (strings, cells) = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml");
    vec![
        sent(79, "bom.xlsx", altered(&good, cells, bomb), file("file-unpacks-too-large"), "terlalu besar"),
        sent(79, "sesumbar.xlsx", altered(&good, strings, boasting), file("file-unpacks-too-large"), "terlalu besar"),
        sent(80, "jauh.xlsx", altered(&good, cells, far), (1_048_576, "file", "row-too-wide"), "panjang"),
        sent(81, "entitas.xlsx", altered(&good, strings, entity), file("file-unreadable"), "XLSX"),
        sent(82, "terkunci.xlsx", locked, file("file-locked"), "kata sandi"),
    ]
}

/// What is accepted: number, name, bytes, and the warning, if there is one.
pub fn accepted() -> [(u32, &'static str, Vec<u8>, Option<&'static str>); 5] {
    let rene =
        b"NIP,Nama,Email,Jenis,Unit,TMT\n199512312020121001,Ren\xE9,rene@x.id,PNS,DKP,2026-11-23\n";
    [
        (67, "windows.csv", rene.to_vec(), Some("file-windows-1252")),
        (
            66,
            "utf16.csv",
            utf16(&format!("\u{FEFF}{}", String::from_utf8(csv(&[&PEOPLE, &JOKO])).unwrap())),
            None,
        ),
        (68, "titik-koma.csv", csv(&[&PEOPLE, &JOKO]), None),
        (0, "lembar.xlsx", xlsx(&[&PEOPLE, &JOKO]), None),
        (83, "tanggal.xlsx", with_number(5, 46349.0, "dd/mm/yyyy"), None),
    ]
}
