//! Workbooks of Excel, sound, forged and broken.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// A workbook of one sheet.
fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_as_csv_is() {
    let file = book(|sheet| {
        // The headings need not stand in the first row, nor in the first column.
        sheet.write_string(2, 1, " N.I.P ").unwrap();
        sheet.write_string(2, 2, "Gaji").unwrap();
        sheet.write_string(2, 3, "Telepon").unwrap();
        sheet.write_string(4, 1, "198503122010012007").unwrap();
        sheet.write_number(4, 3, 812.0).unwrap();
        sheet.write_boolean(5, 1, true).unwrap();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let date = ExcelDateTime::parse_from_str("2026-11-20").unwrap();
        sheet.write_datetime_with_format(6, 1, &date, &day).unwrap();
        sheet.write_formula(7, 1, rust_xlsxwriter::Formula::new("=A1").set_result("K-7")).unwrap();
        sheet.write_blank(9, 200, &day).unwrap();
    });
    let expected = [
        row(5, "198503122010012007", Some("812")),
        row(6, "TRUE", None),
        row(7, "2026-11-20", None),
        row(8, "K-7", None),
    ];
    assert_eq!(read(&file), expected);
    assert_eq!(sheet(&file).ignored, ["Gaji"]);
}

#[test]
fn a_number_that_lost_its_digits_does_not_look_as_if_it_had_them() {
    let file = book(|sheet| {
        sheet.write_string(0, 0, "nip").unwrap();
        for (row, number) in (1..).zip([198_503_122_010_012_007.0, 2e17, 7.0, 0.5, 1e14, -3.0]) {
            sheet.write_number(row, 0, number).unwrap();
        }
    });
    let read: Vec<_> = read(&file).into_iter().filter_map(|(_, number, _)| number).collect();
    assert_eq!(read, ["1.98503122010012E+17", "2E+17", "7", "0.5", "100000000000000", "-3"]);
    for number in &read[..2] {
        let described = crate::rules::employee::number(number).unwrap_err();
        assert_eq!(described.code, "number-scientific");
    }
}

#[test]
fn days_that_spreadsheets_count_wrongly_stay_numbers() {
    let file = book(|sheet| {
        sheet.write_string(0, 0, "nip").unwrap();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        for (row, serial) in (1..).zip([0.0, 60.0, 61.0, 46346.5]) {
            sheet.write_number_with_format(row, 0, serial, &day).unwrap();
        }
    });
    let read: Vec<_> = read(&file).into_iter().filter_map(|(_, number, _)| number).collect();
    assert_eq!(read, ["0", "60", "1900-03-01", "2026-11-20"]);
}

/// A workbook put together by hand: its sheet, and its list of texts.
fn forged(sheet: &str, strings: &str) -> Vec<u8> {
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const DOC: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relation = |id: u8, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{DOC}/{kind}\" Target=\"{target}\"/>")
    };
    let relations =
        |all: String| format!("<Relationships xmlns=\"{PACKAGE}\">{all}</Relationships>");
    let inside = relation(1, "worksheet", "worksheets/sheet1.xml")
        + &relation(2, "sharedStrings", "sharedStrings.xml");
    let parts = [
        ("_rels/.rels", relations(relation(1, "officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels", relations(inside)),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{DOC}\"><sheets>\
                 <sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            sheet.replace("<worksheet>", &format!("<worksheet xmlns=\"{MAIN}\">")),
        ),
        ("xl/sharedStrings.xml", strings.to_owned()),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(format!("{HEAD}{text}").as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A heading, and what follows it.
fn sheet_of(dimension: &str, rows: &str) -> String {
    format!(
        "<worksheet><dimension ref=\"{dimension}\"/><sheetData>\
         <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>nip</t></is></c></row>{rows}\
         </sheetData></worksheet>"
    )
}

const NO_STRINGS: &str = "<sst></sst>";
const TWO: &str = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>";

#[test]
fn a_sheet_is_as_large_as_its_cells_not_as_it_says() {
    let strings = "<sst uniqueCount=\"1\"><si><t>K-7</t></si></sst>";
    assert_eq!(read(&forged(&sheet_of("A1:XFD1048576", TWO), strings)), [row(2, "K-7", None)]);
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let file = forged(&sheet_of("A1:XFD1048576", far), NO_STRINGS);
    assert_eq!(fault(&file), (1_048_576, "row-too-wide"));
    // Columns of a heading count as well.
    let wide = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>";
    assert_eq!(fault(&forged(&sheet_of("A1", wide), NO_STRINGS)), (1, "row-too-wide"));
}

#[test]
fn a_workbook_that_unpacks_into_too_much_is_not_unpacked() {
    let zeros = "0".repeat(51 * 1024 * 1024);
    let file = forged(&sheet_of("A1", &zeros), NO_STRINGS);
    assert!(file.len() < 1024 * 1024, "{} bytes", file.len());
    assert_eq!(fault(&file), (1, "file-unpacks-too-large"));
    let file = forged(&sheet_of("A1", ""), &zeros[..17 * 1024 * 1024]);
    assert_eq!(fault(&file), (1, "file-unpacks-too-large"));
    // One text in many cells.
    let strings = format!("<sst><si><t>{}</t></si></sst>", &zeros[..1024 * 1024]);
    let cells = (2..100)
        .map(|row| TWO.replace("\"2\"", &format!("\"{row}\"")).replace("A2", &format!("A{row}")));
    let file = forged(&sheet_of("A1", &cells.collect::<String>()), &strings);
    assert_eq!(fault(&file), (1, "file-unpacks-too-large"));
    // Memory would be reserved for what is announced.
    for announced in ["uniqueCount=\"99999999999\"", "uniqueCount = '99999999999'"] {
        let file = forged(&sheet_of("A1", ""), &format!("<sst {announced}></sst>"));
        assert_eq!(fault(&file), (1, "file-unpacks-too-large"));
    }
}

#[test]
fn entities_of_a_workbook_are_not_looked_up() {
    let evil = "<!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\
        <sst><si><t>&x;</t></si></sst>";
    assert_eq!(fault(&forged(&sheet_of("A1", TWO), evil)), (1, "file-unreadable"));
    let grown = "<!DOCTYPE sst [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\
        <sst><si><t>&b;</t></si></sst>";
    assert_eq!(fault(&forged(&sheet_of("A1", TWO), grown)), (1, "file-unreadable"));
}

#[test]
fn a_broken_workbook_is_told_wherever_it_breaks() {
    let whole = forged(&sheet_of("A1", TWO), "<sst><si><t>K-7</t></si></sst>");
    assert_eq!(read(&whole), [row(2, "K-7", None)]);
    for end in (2..whole.len()).step_by(97) {
        assert_eq!(fault(&whole[..end]), (1, "file-unreadable"), "cut at {end}");
    }
}
