//! A row of a table: the cells of the columns that are read.

use csv::StringRecord;

use super::Column;
use crate::rules::Problem;

/// What makes a spreadsheet run a cell.
const RUN: [char; 4] = ['=', '+', '-', '@'];
/// What stands in a cell whose formula has failed.
const FAILED: [&str; 8] =
    ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA"];

#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub(super) columns: &'static [Column],
    pub number: u64,
    pub(super) cells: &'a StringRecord,
    pub(super) faults: &'a [Problem],
}

impl<'a> Row<'a> {
    /// What stands under a column; `None` for nothing, and for the lone hyphen that people type
    /// instead.
    pub fn get(&self, field: &str) -> Option<&'a str> {
        let column = self.columns.iter().position(|column| column.field == field)?;
        let cell = self.cells.get(column)?.trim();
        // Tables of ours put an apostrophe before what a spreadsheet would run, and people before
        // digits that are no number.
        let stored = cell.strip_prefix('\'').filter(|rest| {
            rest.starts_with(RUN) || rest.starts_with(|first: char| first.is_ascii_digit())
        });
        let cell = stored.unwrap_or(cell);
        (!cell.is_empty() && !matches!(cell, "-" | "–" | "—")).then_some(cell)
    }

    pub fn text(&self, field: &str) -> String {
        self.get(field).unwrap_or_default().to_owned()
    }

    pub fn optional(&self, field: &str) -> Option<String> {
        self.get(field).map(str::to_owned)
    }

    /// Cells that a spreadsheet program would run as a formula, and those in which one has failed.
    /// A telephone number may begin with a plus, and a name on Instagram with its sign.
    pub fn formulas(&self) -> Vec<Problem> {
        let cells = self.columns.iter().zip(self.cells);
        let suspect = cells.filter_map(|(column, cell)| {
            let cell = cell.trim();
            let is_named = column.field == "instagram" && cell.starts_with('@');
            let is_telephone = ["phone", "whatsapp"].contains(&column.field);
            let runs = (cell.starts_with(['=', '@']) && !is_named)
                || (cell != "-" && !is_telephone && !is_named && cell.starts_with(RUN));
            let failed = FAILED.iter().any(|error| cell.eq_ignore_ascii_case(error));
            let code = if failed { "cell-failed" } else { "formula" };
            (runs || failed).then(|| Problem::new(column.field, code))
        });
        suspect.collect()
    }

    /// Refuses a row in which something is a formula, or where one has failed.
    pub fn must_hold_values(&self) -> Result<(), Vec<Problem>> {
        let broken = |fault: &&Problem| matches!(fault.code, "formula" | "cell-failed");
        let broken: Vec<_> = self.faults.iter().filter(broken).cloned().collect();
        if broken.is_empty() { Ok(()) } else { Err(broken) }
    }

    /// What a check of the row came to, with what could not be read of it: of one field the reading
    /// says more.
    pub fn judged<T>(&self, checked: Result<T, Vec<Problem>>) -> Result<T, Vec<Problem>> {
        if self.faults.is_empty() {
            return checked;
        }
        let mut faults = checked.err().unwrap_or_default();
        for fault in self.faults {
            match faults.iter_mut().find(|other| other.field == fault.field) {
                Some(other) => other.clone_from(fault),
                None => faults.push(fault.clone()),
            }
        }
        Err(faults)
    }
}
