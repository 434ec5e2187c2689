//! Imports: the form for a table, what a table comes to, and the imports that were made.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::form_values::FormValues;
use crate::rules::{EmploymentType, ImportId, ImportKind, Tier};
use crate::web::input::person_segment::PersonSegment;
use crate::web::input::table::RowJson;

/// The form for a table, and what the last one comes to.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ImportPage {
    pub kind: ImportKind,
    /// Where the form is sent.
    pub address: String,
    /// The page that lists what it changes, and the key of that page's name.
    pub back: String,
    pub back_words: String,
    /// Whether the table may be pasted, too.
    pub pasted: bool,
    /// The levels that people are given here; only where a column holds them.
    pub levels: Vec<String>,
    /// The columns that are read.
    pub columns: Vec<ColumnRow>,
    /// Where the tables to fill in are, without their format.
    pub templates: String,
    /// The table that waits on the server to be applied.
    pub upload: Option<String>,
    pub result: Option<ImportResult>,
    /// How the file is read, to be changed.
    pub matching: Option<super::import_matching::Matching>,
    pub form: FormValues,
}

impl View for ImportPage {
    const TEMPLATE: &'static str = "admin/imports/send.html";
}

/// A column that is read.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ColumnRow {
    pub field: String,
    pub required: bool,
    /// What may stand there; of columns that a file of ours has.
    pub example: Option<String>,
}

/// What a table comes to.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ImportResult {
    pub rows: usize,
    pub created: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub applied: bool,
    /// The number of the import, to undo it by.
    pub import: Option<ImportId>,
    /// Headings of columns that were not read.
    pub ignored: Vec<String>,
    /// Rows that were passed over, by why.
    pub passed: Vec<PassedRows>,
    pub errors: Vec<RowJson>,
    /// Whether there may be more errors than these.
    pub errors_cut: bool,
    /// Where the errors are as a file.
    pub errors_file: Option<String>,
    /// Where the rows with errors are, to be mended and sent again.
    pub rows_file: Option<String>,
    pub warnings: Vec<RowJson>,
    /// Who changes what.
    pub people: Vec<PersonRow>,
    /// Who is new.
    pub newcomers: Vec<PersonRow>,
    /// Who works in the offices of the list and is not in it.
    pub absent: Vec<Absent>,
    pub absent_count: usize,
    pub tiers: Vec<TierRow>,
    /// New people who can be invited now.
    pub invitable: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PassedRows {
    pub why: String,
    /// The first of them.
    pub rows: String,
    pub count: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Absent {
    /// In the addresses of their pages.
    pub segment: PersonSegment,
    pub number: String,
    pub name: String,
}

/// How many rows fit a tier of a policy.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct TierRow {
    pub policy: String,
    /// `None` for whom no tier fits.
    pub tier: Option<Tier>,
    pub rows: usize,
}

/// Somebody who is new, or whom a row changes.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PersonRow {
    /// In the addresses of their pages; none for who is new.
    pub segment: Option<PersonSegment>,
    pub row: u64,
    pub number: String,
    pub name: String,
    pub before: Option<MovePlace>,
    pub after: Option<MovePlace>,
    pub from: Option<NaiveDate>,
    pub fields: Vec<FieldRow>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct FieldRow {
    pub field: String,
    pub before: String,
    pub after: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MovePlace {
    pub office: Option<String>,
    pub position_level: String,
    pub employment_type: EmploymentType,
    pub grade: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ImportsPage {
    pub imports: Vec<ImportRow>,
    pub tables: Vec<TableRow>,
}

impl View for ImportsPage {
    const TEMPLATE: &'static str = "admin/imports/index.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ImportRow {
    pub id: ImportId,
    pub kind: ImportKind,
    pub at: String,
    /// The name of who made it.
    pub by: Option<String>,
    pub rows: i64,
    pub created: i64,
    pub changed: i64,
    pub undone_at: Option<String>,
    pub undone_by: Option<String>,
    /// Whether it cannot be undone any more, for its rows are gone.
    pub rows_removed: bool,
}

/// A kind of table, where to send one, and where the tables to fill in are.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct TableRow {
    pub kind: ImportKind,
    pub address: String,
    pub templates: String,
}
