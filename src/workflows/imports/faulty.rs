//! The rows of a table that have faults, as they stand in the file: mended, they can be sent again.

use std::collections::HashMap;

use super::import::check;
use crate::reports::sheet::RowProblem;
use crate::rules::ImportKind;
use crate::store::Store;
use crate::workflows::{Warrant, WorkflowError};

#[derive(Default)]
pub struct FaultyRows {
    pub headings: Vec<String>,
    /// The cells of each, and what is wrong with it. Of what many rows have in common the first says
    /// it.
    pub lines: Vec<(Vec<String>, Vec<RowProblem>)>,
}

pub async fn rows(
    store: &Store,
    warrant: &Warrant,
    kind: ImportKind,
    file: &[u8],
) -> Result<FaultyRows, WorkflowError> {
    let (sheet, mut report) = check(store, warrant, kind, file, None).await?;
    let Some(sheet) = sheet else { return Ok(FaultyRows::default()) };
    let mut faults: HashMap<u64, Vec<RowProblem>> = HashMap::new();
    for fault in report.errors {
        faults.entry(fault.row).or_default().push(fault);
    }
    report.faulty_rows.retain(|row| *row > sheet.heading_row);
    report.faulty_rows.sort_unstable();
    report.faulty_rows.dedup();
    let cells = sheet.lines(&report.faulty_rows);
    let lines = report.faulty_rows.iter().zip(cells);
    let lines = lines.map(|(row, cells)| (cells, faults.remove(row).unwrap_or_default()));
    let headings = sheet.file_columns.iter().map(|column| column.heading.clone());
    Ok(FaultyRows { headings: headings.collect(), lines: lines.collect() })
}
