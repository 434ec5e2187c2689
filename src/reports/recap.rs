//! The recap of an office for a period as CSV, as spreadsheets here open it: semicolons, UTF-8
//! with its mark, and no cell that they would run as a formula.

use super::table::{as_text, csv_of, safe};
use crate::text::{self, Language};

/// One person. Amounts in rupiah; what does not apply is left empty.
#[derive(Clone, Debug)]
pub struct Line {
    pub number: String,
    pub name: String,
    pub office: String,
    /// As the API names it: `met`, `short` …
    pub status: &'static str,
    pub minimum: Option<i64>,
    pub counted: i64,
    pub count: u32,
    pub shortfall: Option<i64>,
}

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

/// # Errors
/// None of its own: it writes to memory.
pub fn csv(language: Language, lines: &[Line]) -> Result<Vec<u8>, csv::Error> {
    let headings = HEADINGS.map(|key| text::text(language, key)).to_vec();
    let rows = lines.iter().map(|line| {
        let status = text::text(language, &format!("status-{}", line.status.replace('_', "-")));
        let amount =
            |amount: Option<i64>| amount.map_or(String::new(), |rupiah| rupiah.to_string());
        vec![
            as_text(&line.number),
            safe(&line.name),
            safe(&line.office),
            safe(&status),
            amount(line.minimum),
            amount(Some(line.counted)),
            line.count.to_string(),
            amount(line.shortfall),
        ]
    });
    csv_of(std::iter::once(headings).chain(rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::sheet::{Column, Sheet};

    fn line(name: &str) -> Line {
        Line {
            number: "199003122015022001".into(),
            name: name.into(),
            office: "Dinas; Pasar".into(),
            status: "short",
            minimum: Some(100_000),
            counted: 65_000,
            count: 2,
            shortfall: Some(35_000),
        }
    }

    #[test]
    fn spreadsheets_read_it_as_text_in_columns() {
        let bytes = csv(Language::Indonesian, &[line("Sri")]).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with('\u{FEFF}'));
        let row = text.lines().nth(1).unwrap();
        assert!(row.starts_with("\"199003122015022001\t\";\"Sri\";\"Dinas; Pasar\";"), "{row}");
        assert!(row.ends_with(";\"100000\";\"65000\";\"2\";\"35000\""), "{row}");
    }

    #[test]
    fn numbers_stay_text_and_are_read_back() {
        static COLUMNS: [Column; 1] =
            [Column { field: "number", headings: &["nipnomor"], others: &[], required: true }];
        for number in ["199003122015022001", "007", "12E5", "K-7", "-7"] {
            let line = Line { number: number.into(), ..line("Sri") };
            let bytes = csv(Language::Indonesian, &[line]).unwrap();
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
            let bytes = csv(Language::English, &[line(evil)]).unwrap();
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(&format!("'{}", &evil[..1])), "{text}");
            assert!(!text.contains(&format!(";\"{evil}")), "{text}");
        }
    }

    #[test]
    fn nor_does_a_part_of_one_where_another_sign_parts_cells() {
        let bytes = csv(Language::English, &[line("Budi,=1+1,S.E; @x\t-1")]).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("Budi,'=1+1,S.E; '@x\t'-1"), "{text}");
    }
}
