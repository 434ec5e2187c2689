//! Reading a table that an administrator sends: CSV with commas, semicolons or tabs, UTF-8 or
//! Windows-1252, or the first sheet of an XLSX. Of either only the columns that are looked for are
//! kept.

mod delimited;
#[cfg(test)]
mod tests;
mod workbook;

use csv::StringRecord;

use crate::rules::problem::{Problem, problem_with_value};
use crate::text::{self, Language};

/// A column that is looked for.
pub struct Column {
    /// As the fields of forms and the API are named.
    pub field: &'static str,
    /// How headings may call it: small letters and digits only. The first is the usual one.
    pub headings: &'static [&'static str],
    pub required: bool,
}

impl Column {
    pub const fn optional(self) -> Self {
        Self { required: false, ..self }
    }
}

/// What makes a spreadsheet run a cell.
const RUN: [char; 4] = ['=', '+', '-', '@'];
/// What stands in a cell whose formula has failed.
const FAILED: [&str; 8] =
    ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA"];

/// A fault in a row; the heading is row 1, as in a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    pub row: u64,
    pub problem: Problem,
}

pub const MOST_BYTES: usize = 20 * 1024 * 1024;
pub const MOST_ROWS: usize = 200_000;

pub struct Sheet {
    columns: &'static [Column],
    /// For each of the columns, where it stands in the file.
    places: Vec<Option<usize>>,
    /// Cells in the row of the headings; none before that row was found.
    width: usize,
    rows: Vec<(u64, StringRecord)>,
    /// What is odd about the file, and was read all the same.
    pub warnings: Vec<RowProblem>,
    /// Headings of columns that nobody looked for.
    pub ignored: Vec<String>,
}

/// A row of a sheet.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    pub number: u64,
    cells: &'a StringRecord,
}

impl<'a> Row<'a> {
    /// What stands under a column, trimmed; `None` for nothing, and for the lone hyphen that
    /// people type instead.
    pub fn get(&self, field: &str) -> Option<&'a str> {
        let column = self.sheet.columns.iter().position(|column| column.field == field)?;
        let cell = self.cells.get(column)?.trim();
        // Tables of ours put an apostrophe before what a spreadsheet would run.
        let stored = cell.strip_prefix('\'').filter(|rest| rest.starts_with(RUN));
        stored.or_else(|| (!cell.is_empty() && cell != "-").then_some(cell))
    }

    pub fn text(&self, field: &str) -> String {
        self.get(field).unwrap_or_default().to_owned()
    }

    pub fn optional(&self, field: &str) -> Option<String> {
        self.get(field).map(str::to_owned)
    }

    /// A date as `2026-11-20`, also from `20/11/2026` and `20-11-2026`; anything else as it is.
    pub fn date(&self, field: &str) -> String {
        let text = self.text(field);
        let turned = chrono::NaiveDate::parse_from_str(&text, "%d/%m/%Y")
            .or_else(|_| chrono::NaiveDate::parse_from_str(&text, "%d-%m-%Y"));
        turned.map_or(text, |date| date.to_string())
    }

    /// Which of some names the cell means: the name itself, or its words in either language,
    /// `<prefix>-<name>`.
    pub fn chosen<const N: usize>(
        &self,
        field: &str,
        prefix: &str,
        names: [&'static str; N],
    ) -> Option<&'static str> {
        let described = plain(self.get(field)?);
        let mut languages = Language::ALL.into_iter();
        names.into_iter().find(|name| plain(name) == described).or_else(|| {
            languages.find_map(|language| {
                let words = |name: &str| text::known(language, &format!("{prefix}-{name}"));
                names
                    .into_iter()
                    .find(|name| words(name).is_some_and(|text| plain(&text) == described))
            })
        })
    }

    /// Cells that a spreadsheet program would run as a formula, and those in which one has failed.
    /// A telephone number may begin with a plus.
    pub fn formulas(&self) -> Vec<RowProblem> {
        let cells = self.sheet.columns.iter().zip(self.cells);
        let suspect = cells.filter_map(|(column, cell)| {
            let cell = cell.trim();
            let runs = cell.starts_with(['=', '@'])
                || (cell != "-" && column.field != "phone" && cell.starts_with(RUN));
            let failed = FAILED.iter().any(|error| cell.eq_ignore_ascii_case(error));
            let code = if failed { "cell-failed" } else { "formula" };
            (runs || failed).then(|| self.problem(Problem::new(column.field, code)))
        });
        suspect.collect()
    }

    pub fn problem(&self, problem: Problem) -> RowProblem {
        RowProblem { row: self.number, problem }
    }
}

impl Sheet {
    pub fn read(file: &[u8], columns: &'static [Column]) -> Result<Self, Vec<RowProblem>> {
        if file.len() > MOST_BYTES {
            return Err(about_file("file-too-large"));
        }
        let (warnings, ignored) = (Vec::new(), Vec::new());
        let mut sheet =
            Self { columns, places: Vec::new(), width: 0, rows: Vec::new(), warnings, ignored };
        if file.starts_with(b"PK") || file.starts_with(&workbook::COMPOUND) {
            workbook::read(file, &mut sheet)?;
        } else {
            delimited::read(file, &mut sheet)?;
        }
        if sheet.rows.is_empty() { Err(about_file("file-empty")) } else { Ok(sheet) }
    }

    /// Takes the next row; the first one that is not blank holds the headings.
    fn take(&mut self, row: u64, cells: &[&str]) -> Result<(), Vec<RowProblem>> {
        let blank = |cells: &[&str]| cells.iter().all(|cell| cell.trim().is_empty());
        if blank(cells) {
            return Ok(());
        }
        let refused = |code| Err(vec![RowProblem { row, problem: Problem::new("file", code) }]);
        if self.width == 0 {
            self.width = cells.len();
            return self.head(row, cells);
        }
        if self.rows.len() >= MOST_ROWS {
            return refused("too-many-rows");
        }
        if cells.get(self.width..).is_some_and(|beyond| !blank(beyond)) {
            return refused("row-too-wide");
        }
        let places = self.places.iter();
        let stored = places.map(|place| place.and_then(|place| cells.get(place)).unwrap_or(&""));
        self.rows.push((row, stored.collect()));
        Ok(())
    }

    fn head(&mut self, row: u64, headings: &[&str]) -> Result<(), Vec<RowProblem>> {
        self.places = places(row, headings, self.columns)?;
        let known = |place: usize| self.places.contains(&Some(place));
        let others = headings.iter().enumerate().filter(|(place, _)| !known(*place));
        let others = others.map(|(_, heading)| heading.trim().to_owned());
        self.ignored = others.filter(|heading| !heading.is_empty()).collect();
        Ok(())
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(number, cells)| Row { sheet: self, number: *number, cells })
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// What is wrong with the file as a whole.
fn about_file(code: &'static str) -> Vec<RowProblem> {
    vec![RowProblem { row: 1, problem: Problem::new("file", code) }]
}

/// Small letters and digits only, as headings and choices are compared.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Finds the columns by their headings. Others are passed over: staff lists have many.
fn places(
    row: u64,
    headings: &[&str],
    columns: &[Column],
) -> Result<Vec<Option<usize>>, Vec<RowProblem>> {
    let headings: Vec<_> = headings.iter().map(|heading| plain(heading)).collect();
    let mut problems = Vec::new();
    let mut places = Vec::new();
    for column in columns {
        let known = |heading: &&String| column.headings.contains(&heading.as_str());
        let mut found = headings.iter().enumerate().filter(|(_, heading)| known(heading));
        let place = found.next().map(|(place, _)| place);
        if place.is_none() && column.required {
            problems.push(problem_with_value(column.field, "column-missing", column.headings[0]));
        } else if let Some((_, again)) = found.next() {
            problems.push(problem_with_value(column.field, "column-twice", again));
        }
        places.push(place);
    }
    if problems.is_empty() {
        Ok(places)
    } else {
        Err(problems.into_iter().map(|problem| RowProblem { row, problem }).collect())
    }
}
