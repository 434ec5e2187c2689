//! A table of a kind as it is read: its columns, what its cells mean, and what has to be asked. What
//! somebody has said about a file is stored for the next one of its shape.

use std::collections::HashMap;
use std::sync::Arc;

use super::meaning::{self, Questions, Vocabulary};
use super::table;
use super::within::right_to_import;
use crate::reports::sheet::{Mappings, RowProblem, Sheet};
use crate::rules::reading::Mapping;
use crate::rules::{EmployeeId, ImportKind, Problem};
use crate::store::import_mappings::{self, NewMapping};
use crate::store::{self, Store};
use crate::txn_job;
use crate::workflows::by::Right;
use crate::workflows::warrant::Acting;
use crate::workflows::{Warrant, WorkflowError};

/// A table that could be read, or what is wrong with the file.
type Read = Result<(Sheet, Questions), Vec<RowProblem>>;

pub(super) async fn read(
    store: &Store,
    file: &[u8],
    kind: ImportKind,
    given: Option<Mapping>,
    reader: Option<EmployeeId>,
) -> store::Result<Read> {
    let db = store.reader();
    let mut stored = HashMap::new();
    for one in import_mappings::of_kind(db, kind, reader).await? {
        // One that cannot be read was written by another version: the file is proposed anew.
        if let Ok(mapping) = serde_json::from_str(&one.mapping) {
            stored.entry(one.shape).or_insert(mapping);
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
    Ok(read(store, file, kind, mapping, warrant.author()).await?)
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
    let Ok((sheet, _)) = read(store, file, kind, mapping, warrant.author()).await? else {
        return Ok(());
    };
    let sheet = Arc::new(sheet);
    warrant
        .on(store, right_to_import(kind))
        .write(txn_job!(|acting| {
            remember(acting, kind, &sheet).await?;
            Ok(())
        }))
        .await
}

/// Stores what was said about a file: by an administrator for everybody's next one of that shape, by an
/// operator for their own.
pub(super) async fn remember(
    acting: &Acting<'_>,
    kind: ImportKind,
    sheet: &Sheet,
) -> store::Result<()> {
    let new = NewMapping {
        kind,
        shape: sheet.shape.clone(),
        mapping: serde_json::to_string(&sheet.mapping).expect("texts and numbers are JSON"),
        saved_by: acting.author(),
        only_theirs: acting.by().must(Right::Administer).is_err(),
        saved_at: acting.now(),
    };
    import_mappings::put(acting.txn(), new).await
}
