//! How a table would be read: its columns, and what nobody knows of its values.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::reports::sheet::{FileColumn, Sheet};
use crate::text::Language;
use crate::web::input::table::{RowJson, describe_rows};
use crate::workflows::imports::meaning::{Questions, Unknown};

/// Rows that a plan shows as they would be read.
const SAMPLE: usize = 5;

#[derive(Serialize, ToSchema)]
pub struct PlanJson {
    columns: Vec<ColumnJson>,
    /// Whether day and month of some dates could be swapped: `mapping` has to say `date_order`, `dmy`
    /// or `mdy`.
    date_order_needed: bool,
    /// Columns that are missing, or there twice.
    errors: Vec<RowJson>,
    heading_row: u64,
    hidden_rows: Vec<u64>,
    passed: BTreeMap<&'static str, Vec<u64>>,
    /// The first rows as they would be read.
    sample: Vec<SampleJson>,
    sheet: Option<String>,
    /// All sheets of the file.
    sheets: Vec<SheetJson>,
    /// Values that nobody knows, each once.
    unknown: Vec<UnknownJson>,
}

#[derive(Serialize, ToSchema)]
pub struct ColumnJson {
    /// How it is known: `name`, `value` or `mapping`.
    by: Option<&'static str>,
    /// What it holds; `null` where it is not read.
    field: Option<&'static str>,
    heading: String,
}

#[derive(Serialize, ToSchema)]
pub struct SampleJson {
    row: u64,
    values: BTreeMap<&'static str, String>,
}

#[derive(Serialize, ToSchema)]
pub struct SheetJson {
    hidden: bool,
    name: String,
}

#[derive(Serialize, ToSchema)]
pub struct UnknownJson {
    field: &'static str,
    rows: usize,
    /// What it may well mean.
    suggested: Option<String>,
    value: String,
}

impl PlanJson {
    pub fn of(sheet: &Sheet, questions: &Questions, language: Language) -> Self {
        let errors: Vec<_> = sheet.column_faults();
        let named = sheet.sheets.iter().filter(|(name, _)| !name.is_empty());
        let chosen = sheet.sheets.get(sheet.sheet).filter(|(name, _)| !name.is_empty());
        let sample = sheet.rows().take(SAMPLE).map(|row| SampleJson {
            row: row.number,
            values: sheet
                .fields()
                .filter_map(|field| Some((field, row.optional(field)?)))
                .collect(),
        });
        let sheets = named.map(|(name, hidden)| SheetJson { hidden: *hidden, name: name.clone() });
        Self {
            columns: sheet.file_columns.iter().map(column).collect(),
            date_order_needed: questions.order.is_some(),
            errors: describe_rows(language, &errors),
            heading_row: sheet.heading_row,
            hidden_rows: sheet.hidden_rows.clone(),
            passed: sheet.passed.iter().map(|(why, rows)| (why.name(), rows.clone())).collect(),
            sample: sample.collect(),
            sheet: chosen.map(|(name, _)| name.clone()),
            sheets: sheets.collect(),
            unknown: unknown(questions),
        }
    }
}

fn column(column: &FileColumn) -> ColumnJson {
    ColumnJson {
        by: column.field.map(|(_, by)| by.name()),
        field: column.field.map(|(field, _)| field),
        heading: column.heading.clone(),
    }
}

pub fn unknown(questions: &Questions) -> Vec<UnknownJson> {
    let one = |unknown: &Unknown| UnknownJson {
        field: unknown.field,
        rows: unknown.rows,
        suggested: unknown.suggested.clone(),
        value: unknown.value.clone(),
    };
    questions.values.iter().map(one).collect()
}
