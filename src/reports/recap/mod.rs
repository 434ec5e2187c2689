//! The recap of an office for a period as CSV: as spreadsheets here open it, or plain; no cell is one that
//! they would run as a formula. Its workbook is in [`workbook`].

mod workbook;

pub use workbook::xlsx;

use std::io::Write;

use super::table::{Dialect, as_text, safe, write_csv};
use crate::rules::recap::{Line, Recap};
use crate::text::{self, Language};

const HEADINGS: [&str; 8] = [
    "recap-number",
    "recap-name",
    "recap-office",
    "recap-status",
    "recap-minimum",
    "recap-counted",
    "recap-count",
    "recap-shortfall",
];

/// Writes the headings, a line for everybody, and one for what they come to. What does not apply is left
/// empty.
///
/// # Errors
/// What is written to takes no more.
pub fn csv(
    language: Language,
    dialect: Dialect,
    recap: &Recap,
    out: impl Write,
) -> Result<(), csv::Error> {
    let headings = HEADINGS.map(|key| text::text(language, key)).to_vec();
    let lines = recap.lines.iter().map(|line| row(language, line));
    let last = std::iter::once_with(|| totals(language, recap));
    write_csv(dialect, std::iter::once(headings).chain(lines).chain(last), out)
}

fn row(language: Language, line: &Line) -> Vec<String> {
    let amount = |amount: Option<i64>| amount.map_or(String::new(), |rupiah| rupiah.to_string());
    vec![
        as_text(&line.number),
        safe(&line.name),
        safe(&line.office),
        safe(&text::status(language, line.status)),
        amount(line.minimum),
        amount(Some(line.counted)),
        line.count.to_string(),
        amount(line.shortfall),
    ]
}

fn totals(language: Language, recap: &Recap) -> Vec<String> {
    let totals = &recap.totals;
    vec![
        String::new(),
        text::text(language, "recap-total"),
        safe(&recap.office),
        String::new(),
        totals.minimum.to_string(),
        totals.summary.counted_amount.to_string(),
        totals.count.to_string(),
        totals.summary.shortfall_amount.to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::sheet::{Column, Sheet};

    use crate::rules::recap::Totals;
    use crate::rules::{Period, Status};

    fn whole(line: Line) -> Recap {
        Recap {
            institution: "Kabupaten".into(),
            office: "Dinas Pasar".into(),
            period: Period::parse("2026-W47").unwrap(),
            closed: true,
            amendment: None,
            with_offices: true,
            lines: vec![line],
            unseen: 0,
            totals: Totals::default(),
        }
    }

    fn csv(language: Language, dialect: Dialect, line: Line) -> Vec<u8> {
        let mut file = Vec::new();
        super::csv(language, dialect, &whole(line), &mut file).unwrap();
        file
    }

    fn line(name: &str) -> Line {
        Line {
            number: "199003122015022001".into(),
            name: name.into(),
            office: "Dinas; Pasar".into(),
            status: Status::Short,
            minimum: Some(100_000),
            counted: 65_000,
            count: 2,
            shortfall: Some(35_000),
        }
    }

    #[test]
    fn spreadsheets_read_it_as_text_in_columns() {
        let bytes = csv(Language::Indonesian, Dialect::Spreadsheet, line("Sri"));
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with('\u{FEFF}'));
        let row = text.lines().nth(1).unwrap();
        assert!(row.starts_with("\"199003122015022001\t\";\"Sri\";\"Dinas; Pasar\";"), "{row}");
        assert!(row.ends_with(";\"100000\";\"65000\";\"2\";\"35000\""), "{row}");
    }

    #[test]
    fn programs_read_it_with_commas() {
        let bytes = csv(Language::Indonesian, Dialect::Plain, line("Sri"));
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("\"NIP"), "{text}");
        assert!(text.contains("\",\"Sri\",\"Dinas; Pasar\","), "{text}");
    }

    #[test]
    fn numbers_stay_text_and_are_read_back() {
        static COLUMNS: [Column; 1] =
            [Column { field: "number", headings: &["nipnomor"], others: &[], required: true }];
        for number in ["199003122015022001", "007", "12E5", "K-7", "-7"] {
            let line = Line { number: number.into(), ..line("Sri") };
            let bytes = csv(Language::Indonesian, Dialect::Spreadsheet, line);
            let sheet = Sheet::read(&bytes, &COLUMNS).unwrap();
            let row = sheet.rows().next().unwrap();
            assert_eq!(row.get("number").map(|cell| cell.trim_start_matches('\'')), Some(number));
            let text = String::from_utf8(bytes).unwrap();
            let cell = text.lines().nth(1).unwrap().split(';').next().unwrap().trim_matches('"');
            assert!(cell.trim_matches(['\'', ' ']).parse::<f64>().is_err(), "{cell:?}");
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
        }
    }

    #[test]
    fn no_cell_becomes_a_formula() {
        for evil in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|'/C calc'!A0"] {
            let bytes = csv(Language::English, Dialect::Spreadsheet, line(evil));
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(&format!("'{}", &evil[..1])), "{text}");
            assert!(!text.contains(&format!(";\"{evil}")), "{text}");
        }
    }

    #[test]
    fn nor_does_a_part_of_one_where_another_sign_parts_cells() {
        let bytes = csv(Language::English, Dialect::Spreadsheet, line("Budi,=1+1,S.E; @x\t-1"));
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("Budi,'=1+1,S.E; '@x\t'-1"), "{text}");
    }
}
