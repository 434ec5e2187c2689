//! The step between a file and its check: the form that says how the file is read, and what was said
//! on it.

use super::addresses::mapping_address;
use crate::rules::reading::dates;
use crate::rules::reading::{DateOrder, Mapping};
use crate::rules::{EmploymentType, ExemptionReason};
use crate::web::guards::context::Context;
use crate::web::guards::who::Importer;
use crate::web::input::parts::Parts;
use crate::web::input::table::MAPPING;
use crate::web::views::import_matching::{
    Choices, ColumnChoice, Matching, MissingField, OfficeChoice, OrderQuestion, SheetChoice,
    UnknownValue,
};
use crate::workflows::imports::meaning::Unknown;
use crate::workflows::imports::report::{FileFacts, ImportReport};
use crate::workflows::imports::table::ImportTable;

/// Values that a form asks about at once; the others come when these are known.
const MOST_ASKED: usize = 120;
const MOST_NUMBERS: usize = 12;

/// The form for a file that was read; none for one that could not be read at all.
pub fn matching(
    context: &Context<'_, Importer>,
    table: &ImportTable,
    upload: &str,
    report: &ImportReport,
    levels: &[String],
) -> Option<Matching> {
    let file = &report.file;
    if file.columns.is_empty() {
        return None;
    }
    let missing = missing(table, file);
    let faulty = |code: &str| report.errors.iter().any(|fault| fault.problem.code == code);
    let questions = &report.questions;
    let needed = !questions.is_empty() || faulty("column-missing") || faulty("column-twice");
    let asked = questions.values.iter().take(MOST_ASKED);
    let asked: Vec<_> = asked.map(unknown).collect();
    Some(Matching {
        needed,
        upload: upload.to_owned(),
        mapping: json(&said(file)),
        mapping_file: mapping_address(table, upload),
        sheet: file.sheet.clone(),
        sheets: file.sheets.iter().filter(|(name, _)| !name.is_empty()).map(sheet).collect(),
        heading_row: file.heading_row,
        columns: columns(file),
        fields: table.columns.iter().map(|column| column.field.to_owned()).collect(),
        missing,
        unknown_left: questions.values.len() - asked.len(),
        choices: choices(context, &asked, levels),
        unknown: asked,
        order: questions.order.as_ref().map(|order| OrderQuestion {
            value: order.value.clone(),
            rows: order.rows,
            day_first: dates::read(&order.value).by(Some(DateOrder::DayFirst)),
            month_first: dates::read(&order.value).by(Some(DateOrder::MonthFirst)),
        }),
        hidden_rows: numbers(&file.hidden_rows),
        skip_hidden: file.mapping.skip_hidden,
    })
}

/// What holds of a file, with the sheet and the row of the headings that were found.
pub fn said(file: &FileFacts) -> Mapping {
    let mut mapping = file.mapping.clone();
    mapping.sheet.clone_from(&file.sheet);
    mapping.heading_row = Some(file.heading_row);
    mapping
}

pub fn json(mapping: &Mapping) -> String {
    serde_json::to_string(mapping).expect("texts and numbers are JSON")
}

/// The first of many row numbers.
pub fn numbers(rows: &[u64]) -> String {
    let named: Vec<_> = rows.iter().take(MOST_NUMBERS).map(u64::to_string).collect();
    let more = if rows.len() > MOST_NUMBERS { ", …" } else { "" };
    named.join(", ") + more
}

fn sheet((name, hidden): &(String, bool)) -> SheetChoice {
    SheetChoice { name: name.clone(), hidden: *hidden }
}

fn columns(file: &FileFacts) -> Vec<ColumnChoice> {
    let named = file.columns.iter().zip(&file.examples);
    let named = named.filter(|(column, _)| !column.heading.is_empty());
    let column = named.map(|(column, example)| ColumnChoice {
        heading: column.heading.clone(),
        field: column.field.map(|(field, _)| field.to_owned()),
        by: column.field.map(|(_, by)| by.name().to_owned()),
        example: example.clone(),
    });
    column.collect()
}

/// Fields that must be there and have no column, and what was said of them.
fn missing(table: &ImportTable, file: &FileFacts) -> Vec<MissingField> {
    let taken = |field: &str| {
        file.columns.iter().any(|column| column.field.is_some_and(|(taken, _)| taken == field))
    };
    // Two rows never are the same person, or the same day.
    let own = |field: &str| matches!(field, "number" | "name" | "email" | "code" | "date");
    let columns = table.columns.iter().filter(|column| column.required && !taken(column.field));
    let asked = columns.filter(|column| !own(column.field)).map(|column| MissingField {
        field: column.field.to_owned(),
        value: file.mapping.defaults.get(column.field).cloned().unwrap_or_default(),
    });
    asked.collect()
}

fn unknown(one: &Unknown) -> UnknownValue {
    UnknownValue {
        field: one.field.to_owned(),
        value: one.value.clone(),
        rows: one.rows,
        suggested: one.suggested.clone(),
        said: one.said.clone(),
    }
}

fn choices(context: &Context<'_, Importer>, asked: &[UnknownValue], levels: &[String]) -> Choices {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let offices = asked.iter().any(|one| one.field == "office");
    let offices = context.offices().iter().filter(|_| offices);
    let mut offices: Vec<_> = offices
        .map(|office| OfficeChoice { code: office.code.clone(), name: office.name.clone() })
        .collect();
    offices.sort_by(|one, other| one.name.cmp(&other.name));
    Choices {
        offices,
        levels: levels.to_vec(),
        employment_types: names(EmploymentType::NAMES),
        reasons: names(ExemptionReason::NAMES),
    }
}

/// What the form says, on top of what was said before; `None` where it says nothing.
pub fn sent(parts: &Parts, before: Option<Mapping>) -> Option<Mapping> {
    let asked = parts.is_checked("column") || parts.is_checked("heading_row");
    if !asked {
        return before;
    }
    let mut mapping = before.unwrap_or_default();
    let sheet = parts.filled("sheet").map(str::to_owned).or(mapping.sheet.clone());
    let heading_row = parts.text("heading_row").trim().parse().ok();
    if sheet != mapping.sheet || heading_row != mapping.heading_row {
        // Other headings: their columns are proposed anew.
        let heading_row = heading_row.filter(|_| sheet == mapping.sheet);
        return Some(Mapping { sheet, heading_row, ..Mapping::default() });
    }
    let columns = parts.all("column").iter().cloned().zip(parts.all("field").iter().cloned());
    mapping.columns = columns.collect();
    let named = parts.all("own").iter().map(|named| named.trim());
    let named = named.chain(std::iter::repeat(""));
    let asked = parts.all("unknown").iter().zip(parts.all("meaning"));
    for ((unknown, meaning), named) in asked.zip(named) {
        // A name that was typed says more than what was proposed beside it.
        let meaning = if named.is_empty() { meaning.as_str() } else { named };
        // A value that nothing was said about is asked about again.
        if let Some((field, value)) = unknown.split_once('=').filter(|_| !meaning.is_empty()) {
            let meaning = if meaning == NOTHING { String::new() } else { meaning.to_owned() };
            mapping.values.entry(field.to_owned()).or_default().insert(value.to_owned(), meaning);
        }
    }
    for (field, value) in parts.all("default_field").iter().zip(parts.all("default")) {
        if value.trim().is_empty() {
            mapping.defaults.remove(field);
        } else {
            mapping.defaults.insert(field.clone(), value.trim().to_owned());
        }
    }
    if let Some(order) = DateOrder::from_name(parts.text("date_order")) {
        mapping.date_order = Some(order);
    }
    mapping.skip_hidden = parts.is_checked("skip_hidden");
    Some(mapping)
}

/// What the form sends for a value that means nothing.
const NOTHING: &str = "-";

/// The mapping that came along with a file that is applied.
pub fn carried(parts: &Parts) -> &str {
    parts.text(MAPPING)
}
