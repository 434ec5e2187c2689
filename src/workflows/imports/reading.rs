//! A table of a kind as it is read: its columns, what its cells mean, and what has to be asked. What
//! somebody has said about a file is stored for the next one of its shape.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::meaning::{self, Questions, Vocabulary};
use super::table;
use super::within::right_to_import;
use crate::reports::sheet::{Mappings, RowProblem, Sheet};
use crate::rules::reading::Mapping;
use crate::rules::{EmployeeId, ImportKind, Problem};
use crate::store::import_mappings::{self, ImportMapping};
use crate::store::{self, Store, Txn};
use crate::txn_job;
use crate::workflows::{Warrant, WorkflowError};

/// A table that could be read, or what is wrong with the file.
type Read = Result<(Sheet, Questions), Vec<RowProblem>>;

pub(super) async fn read(
    store: &Store,
    file: &[u8],
    kind: ImportKind,
    given: Option<Mapping>,
) -> store::Result<Read> {
    let db = store.reader();
    let mut stored = HashMap::new();
    for one in import_mappings::of_kind(db, kind).await? {
        // One that cannot be read was written by another version: the file is proposed anew.
        if let Ok(mapping) = serde_json::from_str(&one.mapping) {
            stored.insert(one.shape, mapping);
        }
    }
    let (file, mappings) = (file.to_vec(), Mappings { given, stored });
    // Where it holds up nobody else. Whatever a reader stumbles over is a fault of the file.
    let columns = table::of(kind).columns;
    let read = tokio::task::spawn_blocking(move || Sheet::read_by(&file, columns, &mappings));
    let mut sheet = match read.await {
        Ok(Ok(sheet)) => sheet,
        Ok(Err(faults)) => return Ok(Err(faults)),
        Err(error) => {
            tracing::warn!(%error, "a table could not be read");
            return Ok(Err(vec![RowProblem::new(1, Problem::new("file", "file-unreadable"))]));
        }
    };
    let questions = meaning::read(&mut sheet, kind, &Vocabulary::read(db).await?);
    Ok(Ok((sheet, questions)))
}

/// Looks at a table and says how it would be read, without asking what it would change.
pub async fn look(
    store: &Store,
    warrant: &Warrant,
    kind: ImportKind,
    file: &[u8],
    mapping: Option<Mapping>,
) -> Result<Read, WorkflowError> {
    warrant.must(right_to_import(kind))?;
    Ok(read(store, file, kind, mapping).await?)
}

/// Stores what was said about a file, before anything of it is written.
pub async fn keep(
    store: &Store,
    warrant: &Warrant,
    kind: ImportKind,
    file: &[u8],
    mapping: Option<Mapping>,
) -> Result<(), WorkflowError> {
    warrant.must(right_to_import(kind))?;
    let Ok((sheet, _)) = read(store, file, kind, mapping).await? else { return Ok(()) };
    let sheet = Arc::new(sheet);
    warrant
        .on(store, right_to_import(kind))
        .write(txn_job!(|acting| {
            let (txn, now, author) = (acting.txn(), acting.now(), acting.author());
            remember(txn, kind, &sheet, author, now).await?;
            Ok(())
        }))
        .await
}

/// Stores what was said about a file.
pub(super) async fn remember(
    txn: &Txn,
    kind: ImportKind,
    sheet: &Sheet,
    author: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> store::Result<()> {
    let mapping = serde_json::to_string(&sheet.mapping).expect("texts and numbers are JSON");
    let shape = sheet.shape.clone();
    let row = ImportMapping { kind, shape, mapping, saved_by: author, saved_at: now };
    import_mappings::put(txn, row).await
}
