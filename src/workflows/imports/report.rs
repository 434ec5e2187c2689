//! What an import did, or would do.

use std::collections::{BTreeMap, HashMap};

use super::meaning::Questions;
use super::tiers::TierFit;
use crate::reports::sheet::{FileColumn, Passed, RowProblem, Sheet, shortened};
use crate::rules::problem::ProblemArg;
use crate::rules::reading::Mapping;
use crate::rules::{EmployeeId, ImportId, Placement, Problem};

/// Longer lists of faults, or of changes, help nobody.
pub const MOST_SHOWN: usize = 1000;

/// What is wrong with many rows alike is one fault, with their number.
const GROUPED: [&str; 5] =
    ["office-unknown", "unknown-choice", "level-unknown", "grade-unknown", "date-order"];

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    pub rows: usize,
    pub created: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Any of them, and nothing was written.
    pub errors: Vec<RowProblem>,
    /// The rows that have one, in their order.
    pub faulty_rows: Vec<u64>,
    /// What is odd about a row, and was accepted all the same.
    pub warnings: Vec<RowProblem>,
    /// Who is new, and who changes what, row by row.
    pub people: Vec<PersonChange>,
    /// Whether somebody who is on record gets another address or telephone, by which accounts open.
    pub changes_addresses: bool,
    /// Who works in the offices of the list and is not in it.
    pub absent: Vec<Absent>,
    /// How many rows fit the tiers of the policies in force.
    pub tiers: Vec<TierFit>,
    /// What the file itself has to say.
    pub file: FileFacts,
    /// What has to be asked before it can be read as a whole.
    pub questions: Questions,
    /// New people who can be invited now: nobody was.
    pub invitable: usize,
    /// The number of the import, to undo it by; none while nothing was written.
    pub import: Option<ImportId>,
    /// Where each fault that stands for many rows is.
    pub(super) grouped: HashMap<(String, &'static str, String), usize>,
}

/// How a file was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// The sheet that was read, where there are sheets.
    pub sheet: Option<String>,
    /// All of them, and whether each is hidden.
    pub sheets: Vec<(String, bool)>,
    pub heading_row: u64,
    pub columns: Vec<FileColumn>,
    /// Headings of columns that were not read.
    pub ignored: Vec<String>,
    pub passed: BTreeMap<Passed, Vec<u64>>,
    pub hidden_rows: Vec<u64>,
    /// What was said about the file, or about an earlier one of its shape.
    pub mapping: Mapping,
    /// The first cell of each column that holds something.
    pub examples: Vec<String>,
}

/// Somebody who is new, or whom a row changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonChange {
    pub row: u64,
    /// None for who is new.
    pub id: Option<EmployeeId>,
    pub number: String,
    pub name: String,
    /// The last placement so far, where another follows.
    pub before: Option<Placement>,
    pub after: Option<Placement>,
    pub fields: Vec<FieldChange>,
}

/// Somebody who is not in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    pub id: EmployeeId,
    pub number: String,
    pub name: String,
}

/// A field of a person: what it was and what it becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub field: &'static str,
    pub before: String,
    pub after: String,
}

impl ImportReport {
    /// The file could not be read at all.
    pub fn unreadable(errors: Vec<RowProblem>) -> Self {
        Self { errors, ..Self::default() }
    }

    /// With what the file itself has to say, and where in it each fault stands.
    #[must_use]
    pub fn about(mut self, sheet: &Sheet, questions: &Questions) -> Self {
        self.warnings.splice(0..0, sheet.warnings.iter().cloned());
        self.questions = questions.clone();
        let named = sheet.sheets.get(sheet.sheet).filter(|(name, _)| !name.is_empty());
        self.file = FileFacts {
            sheet: named.map(|(name, _)| name.clone()),
            sheets: sheet.sheets.clone(),
            heading_row: sheet.heading_row,
            columns: sheet.file_columns.clone(),
            ignored: sheet.ignored.clone(),
            passed: sheet.passed.clone(),
            hidden_rows: sheet.hidden_rows.clone(),
            mapping: sheet.mapping.clone(),
            examples: sheet.examples(),
        };
        for fault in self.errors.iter_mut().chain(&mut self.warnings) {
            let field = fault.problem.field.as_str();
            let from = sources(field).iter().copied().chain([field]);
            let from = from.clone().find(|one| sheet.written(fault.row, one).is_some());
            let from = from.unwrap_or(field);
            fault.heading = sheet.heading_of(from).map(str::to_owned);
            fault.value = sheet.written(fault.row, from).map(shortened);
        }
        self
    }

    pub fn refuse(&mut self, row: u64, problems: impl IntoIterator<Item = Problem>) {
        if self.faulty_rows.last() != Some(&row) {
            self.faulty_rows.push(row);
        }
        for problem in problems {
            if GROUPED.contains(&problem.code) {
                let place = (problem.field.clone(), problem.code, faulty_value(&problem));
                if let Some(first) = self.grouped.get(&place) {
                    self.errors[*first].rows += 1;
                    continue;
                }
                self.grouped.insert(place, self.errors.len());
            }
            if self.errors.len() < MOST_SHOWN {
                self.errors.push(RowProblem::new(row, problem));
            }
        }
    }

    pub fn warn(&mut self, row: u64, problem: Option<Problem>) {
        if self.warnings.len() < MOST_SHOWN {
            self.warnings.extend(problem.map(|problem| RowProblem::new(row, problem)));
        }
    }

    pub fn show(&mut self, person: PersonChange) {
        let is_address = |change: &FieldChange| matches!(change.field, "email" | "phone");
        self.changes_addresses |= person.id.is_some() && person.fields.iter().any(is_address);
        if self.people.len() < MOST_SHOWN {
            self.people.push(person);
        }
    }

    /// With errors nothing was written, and the counts say so.
    #[must_use]
    pub fn as_written(mut self) -> Self {
        if !self.errors.is_empty() {
            (self.created, self.changed, self.invitable) = (0, 0, 0);
        }
        self
    }
}

/// The columns by which a field is read, besides its own.
fn sources(field: &str) -> &'static [&'static str] {
    match field {
        "position_level" => &["position_level", "position_kind", "position_title"],
        "office" => &["office", "office_above"],
        _ => &[],
    }
}

/// The value that a fault shows; of swapped dates one stands for all.
fn faulty_value(problem: &Problem) -> String {
    let value = problem.args.iter().find(|(name, _)| *name == "value");
    match value {
        Some((_, ProblemArg::Text(value))) if problem.code != "date-order" => value.clone(),
        _ => String::new(),
    }
}
