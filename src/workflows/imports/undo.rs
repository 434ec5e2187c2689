//! Takes an import back, all of it or nothing: what it changed becomes what it was, and what it made
//! is taken back. Only while nothing else has touched any of it; what others saw meanwhile (letters,
//! the audit, closed periods) stays.

mod offices;
mod people;
mod sellers;

use serde_json::json;

use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::{ImportId, ImportKind, Problem};
use crate::store::imports::{self, Change, Import};
use crate::store::{self, Store};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::{Right, Warrant, WorkflowError};

/// Rows that a refusal names.
const NAMED: usize = 5;

/// Returns the import.
///
/// # Errors
/// `Conflict` where something else has touched what it changed, naming the first rows, and where it
/// is undone already.
pub async fn undo(store: &Store, warrant: &Warrant, id: ImportId) -> Result<Import, WorkflowError> {
    warrant.must(Right::Administer)?;
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let facts = acting.lock_facts().await?;
            let import = imports::locked(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            if import.undone_at.is_some() {
                return Err(WorkflowError::Conflict(Problem::new("import", "import-undone")));
            }
            if import.rows_removed_at.is_some() {
                let problem = Problem::new("import", "import-rows-removed");
                return Err(WorkflowError::Conflict(problem));
            }
            let changes = imports::changes(txn, id).await?;
            let count = changes.len();
            let spans = match import.kind {
                ImportKind::Employees | ImportKind::Placements => {
                    people::undo(acting, &facts, changes).await?
                }
                ImportKind::Offices => {
                    offices::undo(txn, changes).await?;
                    Vec::new()
                }
                ImportKind::Sellers => {
                    sellers::undo(acting, &facts, changes).await?;
                    Vec::new()
                }
                // None of them is recorded to be undone (`ImportTable::undoable`).
                ImportKind::Exemptions | ImportKind::Holidays => {
                    return Err(WorkflowError::NotFound);
                }
            };
            let occasion = ChangeContext::new(acting, Cause::Placement);
            amend::facts_changed(&facts, &spans, &occasion).await?;
            imports::undone(txn, id, acting.author(), now).await?;
            let details = json!({ "kind": import.kind, "records": count });
            acting.note(AuditAction::ImportUndo, format!("imports/{id}"), details).await?;
            Ok(Import { undone_by: acting.author(), undone_at: Some(now), ..import })
        }))
        .await
        .map_err(crate::workflows::employees::add::taken)
}

/// The refusal that names the first rows which something else has touched.
fn touched(rows: &[(i64, String)]) -> WorkflowError {
    let named: Vec<_> =
        rows.iter().take(NAMED).map(|(row, owner)| format!("{row} ({owner})")).collect();
    let more = if rows.len() > NAMED { ", …" } else { "" };
    let problem = Problem::new("import", "import-touched");
    WorkflowError::Conflict(problem.with("rows", named.join(", ") + more))
}

/// A record as an import left it, or as it was before.
fn image<T: serde::de::DeserializeOwned>(text: &str) -> store::Result<T> {
    serde_json::from_str(text).map_err(|_| store::broken("import", text))
}

/// How it was before, if it was there.
fn before<T: serde::de::DeserializeOwned>(change: &Change) -> store::Result<Option<T>> {
    change.before.as_deref().map(image).transpose()
}
