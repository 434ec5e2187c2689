//! `pekan import employees FILE`, `pekan import offices FILE`, `pekan import placements FILE`,
//! `pekan import holidays FILE`, `pekan import sellers FILE`.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{Import, Outcome, Result, parts};
use crate::reports::sheet::RowProblem;
use crate::rules::ImportKind;
use crate::rules::reading::Mapping;
use crate::workflows::Warrant;
use crate::workflows::imports::import::import_mapped;
use crate::workflows::imports::report::FileFacts;
use crate::workflows::imports::table;

/// The kinds that the command line imports, by name.
pub fn kinds() -> impl TypedValueParser<Value = ImportKind> {
    let kinds = table::all().filter(|table| table.by_system).map(|table| table.kind.name());
    // Other names are refused before.
    PossibleValuesParser::new(kinds)
        .try_map(|name| ImportKind::from_name(&name).ok_or("no such kind of table"))
}

pub async fn import(asked: Import) -> Result {
    let file = std::fs::read(&asked.file)?;
    let mapping: Option<Mapping> = match &asked.map {
        Some(path) => Some(serde_json::from_slice(&std::fs::read(path)?)?),
        None => None,
    };
    let parts = parts::open().await?;
    let (store, warrant) = (&parts.store, Warrant::system(parts.clock.now()));
    let report = import_mapped(store, &warrant, asked.kind, &file, mapping, asked.dry_run).await?;
    say_how_read(&report.file);
    for problem in &report.warnings {
        println!("warning: {}", words(problem));
    }
    for problem in &report.errors {
        println!("{}", words(problem));
    }
    let counts = [report.rows, report.created, report.changed, report.unchanged];
    let [rows, created, changed, unchanged] = counts;
    println!("{rows} rows: {created} new, {changed} changed, {unchanged} unchanged");
    if !report.errors.is_empty() {
        println!("{} errors; nothing was written", report.errors.len());
        return Ok(Outcome::FoundWrong);
    }
    if let Some(import) = report.import {
        println!("import {import}: while nothing else has touched it, /admin/impor undoes it");
    }
    if report.invitable > 0 && !asked.dry_run {
        println!("{} accounts can be invited; nobody was", report.invitable);
    }
    if asked.dry_run {
        println!("a dry run: nothing was written");
    }
    Ok(Outcome::Done)
}

/// What of the file was read, and what was not.
fn say_how_read(file: &FileFacts) {
    if let Some(sheet) = &file.sheet {
        let others = file.sheets.iter().filter(|(name, _)| name != sheet);
        let others: Vec<_> = others
            .map(|(name, hidden)| format!("{name}{}", if *hidden { " (hidden)" } else { "" }))
            .collect();
        let others = if others.is_empty() { "none".to_owned() } else { others.join(", ") };
        println!("sheet {sheet}; other sheets: {others}");
    }
    println!("headings in row {}", file.heading_row);
    for column in &file.columns {
        if let Some((field, by)) = column.field {
            println!("{field} <- {} (by {})", column.heading, by.name());
        }
    }
    if !file.ignored.is_empty() {
        println!("columns not read: {}", file.ignored.join(", "));
    }
    for (why, rows) in &file.passed {
        println!("rows passed over ({}): {}", why.name(), numbers(rows));
    }
    if !file.hidden_rows.is_empty() {
        println!("hidden rows: {}", numbers(&file.hidden_rows));
    }
}

/// The first of many row numbers.
fn numbers(rows: &[u64]) -> String {
    const SHOWN: usize = 20;
    let named: Vec<_> = rows.iter().take(SHOWN).map(u64::to_string).collect();
    let more = rows.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    named.join(", ") + &more
}

fn words(described: &RowProblem) -> String {
    let heading = described.heading.as_deref().unwrap_or(&described.problem.field);
    let value = described.value.as_ref().map(|value| format!(" \"{value}\""));
    let others = described.rows - 1;
    let others = if others > 0 { format!(" (and {others} more rows)") } else { String::new() };
    format!(
        "row {}, {heading}{}: {}{others}",
        described.row,
        value.unwrap_or_default(),
        parts::words(&described.problem)
    )
}
