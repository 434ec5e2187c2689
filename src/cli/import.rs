//! `pekan import employees FILE`, `pekan import offices FILE`, `pekan import placements FILE`,
//! `pekan import holidays FILE`.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{Import, Outcome, Result, parts};
use crate::reports::sheet::RowProblem;
use crate::rules::ImportKind;
use crate::workflows::By;
use crate::workflows::imports::{self, table};

/// The kinds that the command line imports, by name.
pub fn kinds() -> impl TypedValueParser<Value = ImportKind> {
    let kinds = table::all().filter(|table| table.by_system).map(|table| table.kind.name());
    // Other names are refused before.
    PossibleValuesParser::new(kinds)
        .try_map(|name| ImportKind::from_name(&name).ok_or("no such kind of table"))
}

pub async fn import(asked: Import) -> Result {
    let file = std::fs::read(&asked.file)?;
    let parts = parts::open().await?;
    let (store, now) = (&parts.store, parts.clock.now());
    let report = imports::import(store, &By::System, asked.kind, &file, asked.dry_run, now).await?;
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
    if asked.dry_run {
        println!("a dry run: nothing was written");
    }
    Ok(Outcome::Done)
}

fn words(described: &RowProblem) -> String {
    format!(
        "row {}, {}: {}",
        described.row,
        described.problem.field,
        parts::words(&described.problem)
    )
}
