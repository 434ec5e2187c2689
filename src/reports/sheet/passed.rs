//! Rows of a table that say nothing of anybody: numbers of columns, headings that come again,
//! signatures, totals. They are passed over, and said.

use super::heading::Heading;
use super::raw::RawRow;
use crate::rules::office::is_code;
use crate::rules::reading::{key, visible};

/// Why a row is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passed {
    ColumnNumbers,
    HeadingAgain,
    Total,
    /// Few cells, and none of them says of whom: a signature, the name of a section.
    Remark,
    /// The example of a file of ours.
    Example,
    /// An office that an earlier row names as well.
    OfficeAgain,
}

impl Passed {
    pub const ALL: [Self; 6] = [
        Self::ColumnNumbers,
        Self::HeadingAgain,
        Self::Total,
        Self::Remark,
        Self::Example,
        Self::OfficeAgain,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::ColumnNumbers => "column-numbers",
            Self::HeadingAgain => "heading-again",
            Self::Total => "total",
            Self::Remark => "remark",
            Self::Example => "example",
            Self::OfficeAgain => "office-again",
        }
    }
}

/// Tables with fewer columns than this have no rows that are only remarks.
const FEWEST_COLUMNS: usize = 4;
/// Cells of a signature.
const FEW_CELLS: usize = 2;

/// What tells rows of a table from each other.
pub struct Rows<'a> {
    pub heading: &'a Heading,
    /// The column that says of whom or of what a row is.
    pub subject: Option<usize>,
    /// The column that holds names.
    pub name: Option<usize>,
    /// Whether each subject holds a digit: a number, a day.
    pub digits: bool,
    /// The last row that has a subject.
    pub last: u64,
}

impl Rows<'_> {
    pub fn passed(&self, row: &RawRow) -> Option<Passed> {
        let filled = row.filled().count();
        if Self::numbers_columns(row, filled) {
            return Some(Passed::ColumnNumbers);
        }
        let heading = |at: usize| self.heading.texts.get(at).map_or("", String::as_str);
        let same = row.filled().filter(|(at, text)| visible(text) == heading(*at)).count();
        if same >= 3 && same * 2 > filled {
            return Some(Passed::HeadingAgain);
        }
        let headings = self.heading.texts.iter().filter(|text| !text.is_empty()).count();
        let subject = self.subject.map_or("", |at| row.get(at)).trim();
        if matches!(subject, "(contoh)" | "(example)") {
            return Some(Passed::Example);
        }
        if self.is_total(row, subject) {
            return Some(Passed::Total);
        }
        if headings < FEWEST_COLUMNS || filled > FEW_CELLS {
            return None;
        }
        let unnamed = self.name.is_none_or(|at| row.get(at).trim().is_empty());
        let unnamed_row = subject.is_empty() && (unnamed || row.number > self.last);
        // Words where a number or a day should be: `Mengetahui,`, `BIDANG PASAR`.
        let words = !subject.bytes().any(|byte| byte.is_ascii_digit()) && !is_code(subject);
        (unnamed_row || (self.digits && words && !subject.is_empty())).then_some(Passed::Remark)
    }

    fn is_total(&self, row: &RawRow, subject: &str) -> bool {
        let Some((at, first)) = row.filled().next() else { return false };
        let first = key(first);
        let starts = ["jumlah", "total", "subtotal", "grandtotal", "jmlh"];
        let is_named = starts.iter().any(|start| first.starts_with(start));
        is_named && (subject.is_empty() || self.digits || self.subject != Some(at))
    }

    /// `1 2 3 …` or `(1) (2) (3) …` below the headings.
    fn numbers_columns(row: &RawRow, filled: usize) -> bool {
        let number = |text: &str| {
            text.trim()
                .trim_matches(['(', ')'])
                .parse::<usize>()
                .ok()
                .filter(|number| *number < 100)
        };
        filled >= FEWEST_COLUMNS
            && row.filled().zip(1..).all(|((_, text), wanted)| number(text) == Some(wanted))
    }
}

/// The last row that has a subject with a digit in it.
pub fn last_subject(rows: &[RawRow], subject: Option<usize>) -> u64 {
    let Some(at) = subject else { return u64::MAX };
    let has = |row: &&RawRow| row.get(at).bytes().filter(u8::is_ascii_digit).count() > 1;
    rows.iter().rev().find(has).map_or(u64::MAX, |row| row.number)
}
