//! Reading a table that an administrator sends: XLSX, XLS, ODS, CSV or text with tabs in the usual
//! encodings, and pages that are called `.xls`. The row of the headings is looked for, each column is
//! given to a field, and rows that say nothing of anybody are passed over, and said.

mod cells;
mod column;
mod delimited;
mod heading;
mod hidden_rows;
mod markup;
mod old_excel;
mod passed;
mod raw;
mod row;
#[cfg(test)]
mod tests;
mod workbook;

use std::collections::{BTreeMap, HashMap, HashSet};

use csv::StringRecord;

pub use column::Column;
use heading::Choice;
pub use heading::{FileColumn, FoundBy, Mappings};
pub use passed::Passed;
use passed::{Rows, last_subject};
use raw::{RawRow, RawSheet};
pub use row::Row;

use crate::rules::Problem;
use crate::rules::reading::{Mapping, visible};

/// A fault in a row; rows are counted as a spreadsheet counts them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    pub row: u64,
    pub problem: Problem,
    /// The heading of the column, as the file has it.
    pub heading: Option<String>,
    /// What stands there.
    pub value: Option<String>,
    /// In how many rows it is the same.
    pub rows: usize,
}

impl RowProblem {
    pub fn new(row: u64, problem: Problem) -> Self {
        Self { row, problem, heading: None, value: None, rows: 1 }
    }
}

pub const MOST_BYTES: usize = 20 * 1024 * 1024;
pub const MOST_ROWS: usize = 200_000;
/// Rows by which a sheet, or a column, is judged.
const LOOKED_AT: usize = 50;

pub struct Sheet {
    columns: &'static [Column],
    rows: Vec<(u64, StringRecord)>,
    /// What could not be read, by row.
    faults: HashMap<u64, Vec<Problem>>,
    raw: Vec<RawRow>,
    /// What is odd about the file, and was read all the same.
    pub warnings: Vec<RowProblem>,
    /// Headings of columns that nobody looked for.
    pub ignored: Vec<String>,
    /// The sheets of the file, and whether each is hidden; the one that was read.
    pub sheets: Vec<(String, bool)>,
    pub sheet: usize,
    pub heading_row: u64,
    pub file_columns: Vec<FileColumn>,
    /// Columns that are missing, or there twice.
    pub column_problems: Vec<Problem>,
    pub passed: BTreeMap<Passed, Vec<u64>>,
    /// Hidden rows that were read, or left out where the mapping says so.
    pub hidden_rows: Vec<u64>,
    /// Titles above the headings.
    pub title: String,
    /// What files with the same headings have in common.
    pub shape: String,
    /// What was said about the file, or about an earlier one of its shape.
    pub mapping: Mapping,
}

impl Sheet {
    /// Reads a file whose columns all are there, once each.
    pub fn read(file: &[u8], columns: &'static [Column]) -> Result<Self, Vec<RowProblem>> {
        let sheet = Self::read_by(file, columns, &Mappings::default())?;
        if sheet.column_problems.is_empty() { Ok(sheet) } else { Err(sheet.column_faults()) }
    }

    /// Columns that are missing, or there twice, as faults of the row of the headings.
    pub fn column_faults(&self) -> Vec<RowProblem> {
        let problems = self.column_problems.iter().cloned();
        problems.map(|problem| RowProblem::new(self.heading_row, problem)).collect()
    }

    /// Reads a file as somebody has said, now or of an earlier one of this shape; what that leaves open
    /// is proposed.
    pub fn read_by(
        file: &[u8],
        columns: &'static [Column],
        mappings: &Mappings,
    ) -> Result<Self, Vec<RowProblem>> {
        if file.len() > MOST_BYTES {
            return Err(about_file("file-too-large"));
        }
        let mut warnings = Vec::new();
        let choose = |sheets: &[RawSheet]| heading::choose(sheets, columns, mappings).sheet;
        let mut found = if file.starts_with(b"PK") {
            workbook::read(file, &choose)?
        } else if file.starts_with(&workbook::COMPOUND) {
            old_excel::read(file)?
        } else {
            delimited::read(file, &mut warnings)?
        };
        let Choice { sheet: chosen, mapping, shape } = heading::choose(&found, columns, mappings);
        let sheets = found.iter().map(|sheet| (shortened(&sheet.name), sheet.hidden)).collect();
        let read = std::mem::take(found.get_mut(chosen).ok_or_else(|| about_file("file-empty"))?);
        let mut sheet = Self::of(read, columns, mapping)?;
        (sheet.sheets, sheet.sheet, sheet.shape) = (sheets, chosen, shape);
        sheet.warnings.splice(0..0, warnings);
        Ok(sheet)
    }

    fn of(
        mut read: RawSheet,
        columns: &'static [Column],
        mapping: Mapping,
    ) -> Result<Self, Vec<RowProblem>> {
        let heading = heading::find(&read.rows, columns, &mapping);
        if read.separator == Some(b',') {
            heading::mend_names(&mut read.rows, &heading, columns);
        }
        let placed = heading::place(&heading, &read.rows, columns, &mapping);
        let ignored = placed.columns.iter().filter(|one| one.field.is_none());
        let place = |field: &str| columns.iter().position(|one| one.field == field);
        let place = |field: &str| place(field).and_then(|column| placed.places[column]);
        let subject = placed.places.iter().flatten().next().copied();
        let first = placed.places.iter().position(Option::is_some).map(|at| columns[at].field);
        let above = read.rows.get(..heading.at).unwrap_or_default();
        let titles = above.iter().flat_map(|row| row.filled().map(|(_, text)| text.to_owned()));
        let mut sheet = Self {
            columns,
            rows: Vec::new(),
            faults: HashMap::new(),
            raw: Vec::new(),
            warnings: Vec::new(),
            ignored: ignored.map(|one| one.heading.clone()).filter(|one| !one.is_empty()).collect(),
            sheets: Vec::new(),
            sheet: 0,
            heading_row: read.rows.get(heading.at).map_or(1, |row| row.number),
            file_columns: placed.columns,
            column_problems: placed.problems,
            passed: BTreeMap::new(),
            hidden_rows: Vec::new(),
            title: titles.collect::<Vec<_>>().join(" "),
            shape: String::new(),
            mapping,
        };
        let rows = Rows {
            heading: &heading,
            subject,
            name: place("name"),
            digits: matches!(first, Some("number" | "date")),
            last: last_subject(&read.rows, subject),
        };
        sheet.take(&read, &rows, &placed.places)?;
        sheet.raw = read.rows;
        // Where columns are missing, the headings may be people.
        let empty = sheet.rows.is_empty() && sheet.column_problems.is_empty();
        if empty { Err(about_file("file-empty")) } else { Ok(sheet) }
    }

    /// Takes the rows below the headings.
    fn take(
        &mut self,
        read: &RawSheet,
        rows: &Rows<'_>,
        places: &[Option<usize>],
    ) -> Result<(), Vec<RowProblem>> {
        let width = rows.heading.texts.len();
        let hidden: HashSet<_> = read.hidden_rows.iter().copied().collect();
        for row in read.rows.iter().skip(rows.heading.at + rows.heading.rows) {
            if let Some(why) = rows.passed(row) {
                self.passed.entry(why).or_default().push(row.number);
                continue;
            }
            if hidden.contains(&row.number) {
                self.hidden_rows.push(row.number);
                if self.mapping.skip_hidden {
                    continue;
                }
            }
            if read.separator.is_some() && row.width() > width {
                let problem = Problem::new("file", "row-too-wide");
                return Err(vec![RowProblem::new(row.number, problem)]);
            }
            let cells = self.columns.iter().zip(places).map(|(column, place)| match place {
                Some(place) => visible(row.get(*place)),
                None => {
                    let said = self.mapping.defaults.get(column.field);
                    said.map(String::as_str).unwrap_or_default().into()
                }
            });
            let cells: Vec<_> = cells.collect();
            self.rows.push((row.number, cells.iter().map(AsRef::as_ref).collect()));
        }
        Ok(())
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(number, cells)| Row {
            columns: self.columns,
            number: *number,
            cells,
            faults: self.faults.get(number).map_or(&[], Vec::as_slice),
        })
    }

    /// Puts other rows in the place of those that were read: each with its number, its cells by
    /// column, and what of it could not be read.
    pub fn replace_rows(&mut self, rows: Vec<(u64, Vec<String>, Vec<Problem>)>) {
        self.rows.clear();
        self.faults.clear();
        for (number, cells, faults) in rows {
            self.rows.push((number, cells.iter().map(String::as_str).collect()));
            if !faults.is_empty() {
                self.faults.entry(number).or_default().extend(faults);
            }
        }
    }

    /// The fields in the order of a row's cells.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|column| column.field)
    }

    /// Whether a column of the file, or a value for all rows, holds a field.
    pub fn has(&self, field: &str) -> bool {
        self.file_columns.iter().any(|one| one.field.is_some_and(|(taken, _)| taken == field))
    }

    /// The heading of the column that holds a field.
    pub fn heading_of(&self, field: &str) -> Option<&str> {
        let is_its = |one: &&FileColumn| one.field.is_some_and(|(taken, _)| taken == field);
        self.file_columns.iter().find(is_its).map(|one| one.heading.as_str())
    }

    /// A cell as it stands in the file.
    pub fn written(&self, row: u64, field: &str) -> Option<&str> {
        let is_its = |one: &FileColumn| one.field.is_some_and(|(taken, _)| taken == field);
        let column = self.file_columns.iter().position(is_its)?;
        let at = self.raw.binary_search_by_key(&row, |row| row.number).ok()?;
        Some(self.raw[at].get(column).trim()).filter(|text| !text.is_empty())
    }

    /// Rows as they stand in the file, below its headings.
    pub fn lines(&self, numbers: &[u64]) -> Vec<Vec<String>> {
        let width = self.file_columns.len();
        let found = numbers.iter().filter_map(|number| {
            let at = self.raw.binary_search_by_key(number, |row| row.number).ok()?;
            Some((0..width).map(|column| visible(self.raw[at].get(column)).into_owned()).collect())
        });
        found.collect()
    }

    /// Every cell of the file.
    pub fn written_cells(&self) -> impl Iterator<Item = &str> {
        self.raw.iter().flat_map(|row| row.filled().map(|(_, text)| text.trim()))
    }

    /// The first cell of each column that holds something, among the rows that are read.
    pub fn examples(&self) -> Vec<String> {
        let numbers: Vec<_> = self.rows.iter().take(LOOKED_AT).map(|(number, _)| *number).collect();
        let lines = self.lines(&numbers);
        let first =
            |column: usize| lines.iter().map(|line| &line[column]).find(|text| !text.is_empty());
        (0..self.file_columns.len())
            .map(|at| first(at).map_or(String::new(), |text| shortened(text)))
            .collect()
    }

    /// The rows of the file that hold one text only, with their numbers: titles of parts.
    pub fn remarks(&self) -> impl Iterator<Item = (u64, &str)> {
        let lone = self.raw.iter().filter(|row| row.filled().count() == 1);
        lone.filter_map(|row| row.filled().next().map(|(_, text)| (row.number, text)))
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A text of a file as it is shown: a cell may be as long as the file.
pub fn shortened(text: &str) -> String {
    const LONGEST: usize = 120;
    text.chars().take(LONGEST).collect()
}

/// What is wrong with the file as a whole.
fn about_file(code: &'static str) -> Vec<RowProblem> {
    vec![RowProblem::new(1, Problem::new("file", code))]
}
