//! Days, and the titles above the rows of a decree that say of which year and what kind they are.

use chrono::NaiveDate;

use super::{Reader, UnknownOrder, chosen};
use crate::reports::sheet::{Row, Sheet};
use crate::rules::calendar::HolidayKind;
use crate::rules::problem::problem_with_value;
use crate::rules::reading::dates::{self, WrittenDay};
use crate::rules::reading::{DateOrder, choices, guess};
use crate::rules::{ImportKind, Problem};

const FIELDS: [&str; 3] = ["from", "to", "date"];

/// The order of day and month that the dates of a table prove.
pub(super) fn order(sheet: &Sheet) -> Option<DateOrder> {
    // Also those of columns that are not read: a list of people has birthdays.
    let digits = |text: &&str| text.starts_with(|first: char| first.is_ascii_digit());
    let written =
        sheet.written_cells().filter(|text| (6..=10).contains(&text.len())).filter(digits);
    let written = written.filter(|text| text.contains(['/', '-', '.']));
    let proofs = written.filter_map(|text| match dates::read(text) {
        WrittenDay::Known(_, proof) => proof,
        _ => None,
    });
    guess::order(proofs.collect::<Vec<_>>())
}

/// What the titles of a table say of the rows below them.
pub(super) struct Titles {
    year: Option<i32>,
    /// From which row on rows are of which kind.
    kinds: Vec<(u64, HolidayKind)>,
}

impl Titles {
    pub fn of(sheet: &Sheet) -> Self {
        let remarks: Vec<_> = sheet.remarks().collect();
        let kinds = remarks.iter().filter_map(|(row, text)| Some((*row, choices::holiday(text)?)));
        let whole = remarks.iter().map(|(_, text)| *text).chain([sheet.title.as_str()]);
        let year = dates::year_of(&whole.collect::<Vec<_>>().join(" "));
        Self { year, kinds: kinds.collect() }
    }

    /// The kind that a row names, or its name, or the title above it; else a public holiday.
    pub fn kind_of(&self, row: &Row<'_>) -> String {
        let written = row.text("kind");
        if !written.is_empty() {
            let known = chosen("holiday", &written, HolidayKind::NAMES);
            let known = known.or_else(|| choices::holiday(&written).map(HolidayKind::name));
            return known.map_or(written, str::to_owned);
        }
        let above = self.kinds.iter().rev().find(|(from, _)| *from < row.number);
        let named = choices::holiday(&row.text("name")).or(above.map(|(_, kind)| *kind));
        named.unwrap_or(HolidayKind::Public).name().to_owned()
    }
}

type ReadRow = (u64, Vec<String>, Vec<Problem>);

impl Reader<'_> {
    /// The row with its days as `2026-11-20`; a row of a decree that names several becomes several.
    pub(super) fn days(
        &mut self,
        kind: ImportKind,
        row: &Row<'_>,
        fields: &[&'static str],
        mut cells: Vec<String>,
        mut faults: Vec<Problem>,
    ) -> Vec<ReadRow> {
        let places: Vec<_> = fields.iter().copied().enumerate().collect();
        for (at, field) in places.into_iter().filter(|(_, field)| FIELDS.contains(field)) {
            if cells[at].is_empty() {
                continue;
            }
            let read = dates::read(&cells[at]);
            if let Some(day) = read.by(self.order).filter(|day| dates::is_plausible(*day)) {
                cells[at] = day.to_string();
                continue;
            }
            if let Some(days) = dates::several(&cells[at], self.titles.year)
                && kind == ImportKind::Holidays
            {
                return several(row.number, at, &days, &cells, &faults);
            }
            let code = match read {
                WrittenDay::Swappable { .. } => self.ask_order(field, &cells[at]),
                _ => "not-a-date",
            };
            faults.push(problem_with_value(field, code, &cells[at]));
        }
        vec![(row.number, cells, faults)]
    }

    fn ask_order(&mut self, field: &'static str, value: &str) -> &'static str {
        let first = || UnknownOrder { field, value: value.to_owned(), rows: 0 };
        self.questions.order.get_or_insert_with(first).rows += 1;
        "date-order"
    }
}

fn several(
    row: u64,
    at: usize,
    days: &[NaiveDate],
    cells: &[String],
    faults: &[Problem],
) -> Vec<ReadRow> {
    let one = |day: &NaiveDate| {
        let mut cells = cells.to_vec();
        cells[at] = day.to_string();
        (row, cells, faults.to_vec())
    };
    days.iter().map(one).collect()
}
