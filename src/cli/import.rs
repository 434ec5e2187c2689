//! `pekan import employees FILE`, `pekan import offices FILE`.

use super::{Import, Outcome, Result, What, parts};
use crate::reports::sheet::RowProblem;
use crate::workflows::{By, import_employees, import_offices};

pub async fn import(import: Import) -> Result {
    let file = std::fs::read(&import.file)?;
    let parts = parts::open().await?;
    let (store, now) = (&parts.store, parts.clock.now());
    let report = match import.what {
        What::Employees => {
            import_employees::import(store, &By::System, &file, import.dry_run, now).await?
        }
        What::Offices => {
            import_offices::import(store, &By::System, &file, import.dry_run, now).await?
        }
    };
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
    if import.dry_run {
        println!("a dry run: nothing was written");
    }
    Ok(Outcome::Done)
}

fn words(told: &RowProblem) -> String {
    format!("row {}, {}: {}", told.row, told.problem.field, parts::words(&told.problem))
}
