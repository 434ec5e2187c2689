//! Imports: the form for a table, what a table comes to, and the imports that were made.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::form_values::FormValues;
use crate::rules::{EmploymentType, ImportId, ImportKind};
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
    /// The columns that are read, as a heading.
    pub columns: String,
    /// Where the tables to fill in are, without their format.
    pub templates: String,
    /// The table that waits on the server to be applied.
    pub upload: Option<String>,
    pub result: Option<ImportResult>,
    pub form: FormValues,
}

impl View for ImportPage {
    const TEMPLATE: &'static str = "admin/imports/send.html";
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
    pub errors: Vec<RowJson>,
    /// Whether there may be more errors than these.
    pub errors_cut: bool,
    /// Where the errors are as a file.
    pub errors_file: Option<String>,
    pub warnings: Vec<RowJson>,
    pub moves: Vec<MoveRow>,
}

/// Somebody who is moved by a row.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MoveRow {
    pub row: u64,
    pub number: String,
    pub name: String,
    pub before: Option<MovePlace>,
    pub after: MovePlace,
    pub from: NaiveDate,
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
}

/// A kind of table, where to send one, and where the tables to fill in are.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct TableRow {
    pub kind: ImportKind,
    pub address: String,
    pub templates: String,
}
