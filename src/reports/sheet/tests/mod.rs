use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

mod workbooks;

use super::*;

static COLUMNS: [Column; 2] = [
    Column { field: "number", headings: &["nip", "number"], others: &[], required: true },
    Column { field: "phone", headings: &["telepon"], others: &[], required: false },
];

type Read = Vec<(u64, Option<String>, Option<String>)>;

fn sheet(file: &[u8]) -> Sheet {
    Sheet::read(file, &COLUMNS).unwrap_or_else(|e| panic!("{e:?}"))
}

fn read(file: &[u8]) -> Read {
    let sheet = sheet(file);
    let rows = sheet.rows();
    rows.map(|row| (row.number, row.optional("number"), row.optional("phone"))).collect()
}

/// The first fault: its row and what it is.
fn fault(file: &[u8]) -> (u64, &'static str) {
    let faults = Sheet::read(file, &COLUMNS).err().expect("it was read");
    (faults[0].row, faults[0].problem.code)
}

fn row(row: u64, number: &str, phone: Option<&str>) -> (u64, Option<String>, Option<String>) {
    (row, Some(number.to_owned()), phone.map(str::to_owned))
}

#[test]
fn any_usual_csv_is_read() {
    let one = |number: &str| vec![row(2, number, Some("08"))];
    assert_eq!(read(b"NIP,Nama,Telepon\n1,A,08\n"), one("1"));
    assert_eq!(read("\u{FEFF}N I P;Telepon\r\n1;08\r\n".as_bytes()), one("1"));
    assert_eq!(read(b"telepon\tnumber\n08\t1\n"), one("1"));
    assert_eq!(read(b"nip;telepon\n\"1;\"\"2\";08\n;;\n"), one("1;\"2"));
    assert_eq!(read(b"nip\n\n\n 7 "), [row(4, "7", None)]);
    assert_eq!(read(b"\n\nnip\n7\n"), [row(4, "7", None)]);
    assert_eq!(read(b"nip,telepon\n1\n2,-\n")[1], row(3, "2", None));
    assert_eq!(sheet(b"Gaji;NIP;;Pangkat\n1;2;;3\n").ignored, ["Gaji", "Pangkat"]);
    // What parts the cells is said in the first line, or by most lines.
    assert_eq!(read(b"sep=;\r\nnip;telepon\r\n1;08\r\n"), [row(3, "1", Some("08"))]);
    assert_eq!(read(b"Daftar, lengkap\nnip;telepon\n1;08\n2;09\n")[0], row(3, "1", Some("08")));
    let wide: Vec<u8> =
        "\u{FEFF}nip\ttelepon\n1\t08\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide), one("1"));
    let wide: Vec<u8> =
        "\u{FEFF}nip\ttelepon\n1\t08\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read(&wide), one("1"));
    // A quote inside of a cell is a letter.
    assert_eq!(read(b"nip;telepon\n5\" pipa;08\n"), one("5\" pipa"));
    assert_eq!(
        read("nip;telepon\n\u{202D}'198503122010012007\u{202C};08\n".as_bytes()),
        one("198503122010012007")
    );
}

static LIST: [Column; 4] = [
    Column { field: "number", headings: &["nip"], others: &["nipbaru"], required: true },
    Column { field: "name", headings: &["nama"], others: &[], required: true },
    Column {
        field: "grade",
        headings: &["golongan"],
        others: &["pangkatgolongan"],
        required: false,
    },
    Column { field: "from", headings: &["tmt"], others: &["jabatantmt"], required: false },
];

fn list(file: &[u8]) -> Sheet {
    Sheet::read(file, &LIST).unwrap_or_else(|e| panic!("{e:?}"))
}

fn fields(sheet: &Sheet) -> Vec<(&str, Option<&str>)> {
    let columns = sheet.file_columns.iter();
    columns.map(|one| (one.heading.as_str(), one.field.map(|(field, _)| field))).collect()
}

#[test]
fn headings_are_looked_for_and_may_take_two_rows() {
    let sheet = list(
        b"DAFTAR URUT KEPANGKATAN\nNO;NAMA;NIP;PANGKAT;;JABATAN;;UNIT\n;;;GOLONGAN;TMT;NAMA;TMT;\n\
          1;2;3;4;5;6;7;8\n1;Sri;198503122010012007;III/c;2020-04-01;Analis;2021-01-01;DISDAG\n",
    );
    let expected = [
        ("NO", None),
        ("NAMA", Some("name")),
        ("NIP", Some("number")),
        ("PANGKAT GOLONGAN", Some("grade")),
        ("PANGKAT TMT", None),
        ("JABATAN NAMA", None),
        ("JABATAN TMT", Some("from")),
        ("UNIT", None),
    ];
    assert_eq!(fields(&sheet), expected);
    assert_eq!(sheet.passed[&Passed::ColumnNumbers], [4]);
    assert_eq!(sheet.rows().next().unwrap().text("from"), "2021-01-01");
    assert_eq!(sheet.title, "DAFTAR URUT KEPANGKATAN");
}

#[test]
fn rows_of_nobody_are_passed_over_and_said() {
    let sheet = list(
        b"No;NIP;Nama;Gaji;TMT\n(1);(2);(3);(4);(5)\n1;198503122010012007;Sri;1;2020-04-01\n\
          No;NIP;Nama;Gaji;TMT\n2;197701152003121004;Budi;1;2020-04-01\n;BIDANG PASAR;;;\n\
          3;199008172023211003;Paimin;1;2020-04-01\nJumlah;3 orang;;3;\n;;;;Contoh, 2 November\n",
    );
    let told: Vec<_> = sheet.passed.iter().map(|(why, rows)| (*why, rows.clone())).collect();
    let expected = [
        (Passed::ColumnNumbers, vec![2]),
        (Passed::HeadingAgain, vec![4]),
        (Passed::Total, vec![8]),
        (Passed::Remark, vec![6, 9]),
    ];
    assert_eq!((told.as_slice(), sheet.len()), (&expected[..], 3));
    // Somebody without a number is somebody.
    let nameless =
        list(b"No;NIP;Nama;Gaji;TMT\n1;;Sri;1;2020-04-01\n2;197701152003121004;Budi;1;\n");
    assert_eq!(nameless.len(), 2);
}

#[test]
fn commas_before_degrees_are_part_of_the_name() {
    let sheet = list(
        b"NIP,Nama,Golongan,TMT\n1,Sri, S.Pd., M.M.,III/c,2020-01-01\n2,Budi,IV/a,2020-01-01\n",
    );
    let rows: Vec<_> = sheet.rows().map(|row| (row.text("name"), row.text("grade"))).collect();
    let expected = [("Sri, S.Pd., M.M.", "III/c"), ("Budi", "IV/a")];
    assert_eq!(rows, expected.map(|(name, grade)| (name.to_owned(), grade.to_owned())));
}

#[test]
fn a_mapping_says_what_columns_hold_and_one_is_found_again_by_the_headings() {
    let file = b"Induk;Orang\n198503122010012007;Sri\n";
    let mut mapping = Mapping::default();
    mapping.columns.insert("Orang".into(), "name".into());
    mapping.columns.insert("Induk".into(), "number".into());
    let said = Mappings { given: Some(mapping.clone()), ..Mappings::default() };
    let sheet = Sheet::read_by(file, &LIST, &said).unwrap();
    assert_eq!(fields(&sheet), [("Induk", Some("number")), ("Orang", Some("name"))]);
    let stored = HashMap::from([(sheet.shape.clone(), mapping)]);
    let later = Sheet::read_by(b"INDUK;ORANG\n2;Budi\n", &LIST, &Mappings { given: None, stored });
    assert_eq!(later.unwrap().column_problems, []);
    // Two columns of one field are asked about.
    let twice = Sheet::read_by(b"NIP;nip;Nama\n1;2;Sri\n", &LIST, &Mappings::default()).unwrap();
    assert_eq!(twice.column_problems[0].code, "column-twice");
}

#[test]
fn markup_is_read_as_tables() {
    let page = "<html><table><tr><th>NIP<th>Nama<th>Golongan</tr><tr><td>1<td rowspan=2>Sri &amp; Budi<td>III/c</tr>\
        <tr style='display: none'><td>2<td>IV/a</tr></table></html>";
    let sheet = list(page.as_bytes());
    let rows: Vec<_> =
        sheet.rows().map(|row| row.text("name") + " " + &row.text("grade")).collect();
    assert_eq!(
        (rows, sheet.hidden_rows.clone()),
        (vec!["Sri & Budi III/c".into(), "Sri & Budi IV/a".into()], vec![3])
    );
    let excel = r#"<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Worksheet ss:Name="Kosong"><Table><Row/></Table></Worksheet>
        <Worksheet ss:Name="Data"><Table><Row ss:Index="3"><Cell><Data>NIP</Data></Cell><Cell ss:Index="3"><Data>Nama</Data></Cell></Row>
        <Row><Cell><Data>7</Data></Cell><Cell ss:Index="3"><Data>Sri</Data></Cell></Row></Table></Worksheet></Workbook>"#;
    let sheet = list(excel.as_bytes());
    assert_eq!(
        sheet.rows().map(|row| (row.number, row.text("name"))).collect::<Vec<_>>(),
        [(4, "Sri".to_owned())]
    );
    assert_eq!(sheet.sheets, [("Data".to_owned(), false)]);
}

#[test]
fn an_open_document_is_read_and_stays_small() {
    let content = |rows: &str| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
        let text = format!(
            "<office:document-content><table:table table:name=\"A\">{rows}</table:table></office:document-content>"
        );
        zip.write_all(text.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let head = format!(
        "<table:table-row>{}{}{}</table:table-row>",
        cell("NIP"),
        cell("Nama"),
        cell("TMT")
    );
    let day = "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-11-20\"><text:p>20/11/26</text:p></table:table-cell>";
    let rows = format!(
        "{head}<table:table-row table:visibility=\"filter\">{}{}{day}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        cell("198503122010012007"),
        cell("Sri")
    );
    let sheet = list(&content(&rows));
    let read = sheet.rows().next().unwrap();
    assert_eq!(
        (read.text("number"), read.text("from")),
        ("198503122010012007".into(), "2026-11-20".into())
    );
    assert_eq!((sheet.len(), sheet.hidden_rows.clone()), (1, vec![2]));
    let many = format!(
        "{head}<table:table-row table:number-rows-repeated=\"1048574\">{}</table:table-row>",
        cell("1")
    );
    let fault = Sheet::read(&content(&many), &LIST).err().unwrap();
    assert_eq!(fault[0].problem.code, "too-many-rows");
    let wide = "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\"><text:p>1</text:p></table:table-cell></table:table-row>";
    let fault = Sheet::read(&content(wide), &LIST).err().unwrap();
    assert_eq!(fault[0].problem.code, "row-too-wide");
}

#[test]
fn a_row_of_millions_of_empty_cells_is_not_gathered() {
    let begun = std::time::Instant::now();
    let commas = [b"nip,telepon\n1,2\n".to_vec(), vec![b','; 9_000_000], b"\n".to_vec()].concat();
    let fault = Sheet::read(&commas, &LIST).err().unwrap();
    assert_eq!((fault[0].row, fault[0].problem.code), (3, "row-too-wide"));
    assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{:?}", begun.elapsed());
    let quoted = format!("nip,telepon\n1,\"{}\"\n", ",".repeat(20_000));
    // Commas in a cell are text, of which it may not have so much.
    let faults = Sheet::read(quoted.as_bytes(), &LIST).err().unwrap_or_default();
    assert!(faults.iter().all(|fault| fault.problem.code != "row-too-wide"));
}

#[test]
fn hidden_rows_other_sheets_and_merged_cells_are_seen() {
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("Petunjuk")
        .unwrap()
        .write_string(0, 0, "Isi lembar Data")
        .unwrap();
    let sheet = book.add_worksheet().set_name("Data").unwrap();
    for (column, heading) in (0..).zip(["NIP", "Nama", "Golongan", "TMT"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for row in 1..4 {
        sheet.write_string(row, 0, format!("19850312201001200{row}")).unwrap();
        sheet.write_string(row, 1, "Sri").unwrap();
    }
    sheet.merge_range(1, 2, 3, 2, "III/c", &Format::new()).unwrap();
    sheet.set_row_hidden(2).unwrap();
    book.add_worksheet().set_name("Lama").unwrap().set_hidden(true);
    let file = book.save_to_buffer().unwrap();
    let read = list(&file);
    assert_eq!(read.rows().map(|row| row.text("grade")).collect::<Vec<_>>(), ["III/c"; 3]);
    assert_eq!((read.hidden_rows.as_slice(), read.sheet), (&[3][..], 1));
    let sheets = [("Petunjuk", false), ("Data", false), ("Lama", true)];
    assert_eq!(read.sheets, sheets.map(|(name, hidden)| (name.to_owned(), hidden)));
    let said = Mapping { skip_hidden: true, ..Mapping::default() };
    let said = Mappings { given: Some(said), ..Mappings::default() };
    assert_eq!(Sheet::read_by(&file, &LIST, &said).unwrap().len(), 2);
}

#[test]
fn windows_1252_is_read_with_a_warning() {
    let read = sheet(b"nip;telepon\nAndr\xE9 \x93x\x94;08\n");
    assert_eq!(read.rows().next().unwrap().text("number"), "André “x”");
    assert_eq!(read.warnings[0].problem.code, "file-windows-1252");
    assert_eq!(sheet("nip\nAndré\n".as_bytes()).warnings, []);
    // UTF-8 that is broken is no other encoding, and neither is what no text holds.
    for file in
        [&b"\xEF\xBB\xBFnip\nAndr\xE9\n"[..], b"nip\n\xC3\xA9\xE9\n", b"nip\n\x81\n", b"nip\n\0\n"]
    {
        assert_eq!(fault(file), (1, "file-not-utf8"), "{file:?}");
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    for (file, code) in [
        (&b""[..], "file-empty"),
        (b"nip,telepon\n", "file-empty"),
        (b"nama,telepon\nA,08\n", "column-missing"),
        (b"nip,number\n1,2\n", "column-twice"),
        (b"nip,telepon\n1,\"08\n2,09\n", "file-unclosed-quote"),
        (b"nip,telepon\n1,08,more\n", "row-too-wide"),
        (b"PK\x03\x04", "file-unreadable"),
        (&[COMPOUND, *b"Workbook"].concat(), "file-unreadable"),
        (&[&COMPOUND[..], &utf16("EncryptedPackage")].concat(), "file-locked"),
    ] {
        assert_eq!(fault(file).1, code);
    }
    let long = format!("nip\n{}", "1\n".repeat(MOST_ROWS + 1));
    assert_eq!(fault(long.as_bytes()), (200_002, "too-many-rows"));
}

const COMPOUND: [u8; 8] = workbook::COMPOUND;

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn formulas_are_found() {
    let read = sheet(b"nip,telepon\n=1+1,+62812\n20/11/2026,@x\n#N/A,-\n'-7,'+62812\n-,\n");
    let rows: Vec<_> = read.rows().collect();
    let described = |row: &Row<'_>| {
        let problems = row.formulas().into_iter();
        problems.map(|problem| (problem.field, problem.code)).collect::<Vec<_>>()
    };
    assert_eq!(described(&rows[0]), [("number".to_owned(), "formula")]);
    assert_eq!(described(&rows[1]), [("phone".to_owned(), "formula")]);
    assert_eq!(described(&rows[2]), [("number".to_owned(), "cell-failed")]);
    // The apostrophe of our own tables is taken off again.
    assert_eq!(described(&rows[3]), []);
    assert_eq!((rows[3].text("number"), rows[3].text("phone")), ("-7".into(), "+62812".into()));
    assert_eq!((described(&rows[4]), rows[4].get("number")), (vec![], None));
}
