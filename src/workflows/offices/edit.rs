//! Changing an office: name, kind, zone, and where it hangs.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::office::Change;
use crate::rules::{EmployeeId, Office, OfficeTree};
use crate::store::{Store, Txn, audit, offices};
use crate::txn_job;
use crate::workflows::{By, WorkflowError};

pub async fn edit(
    store: &Store,
    by: &By,
    code: &str,
    change: Change,
    now: DateTime<Utc>,
) -> Result<Office, WorkflowError> {
    by.must_administer()?;
    let (author, code) = (by.author(), code.to_owned());
    store
        .write_reference(txn_job!(|txn| {
            let tree = offices::locked(txn).await?;
            let before = tree.by_code(&code).ok_or(WorkflowError::NotFound)?;
            let office = change.check(&tree, before).map_err(WorkflowError::Invalid)?;
            put(txn, author, &tree, before, &office, now).await?;
            Ok(office)
        }))
        .await
}

/// Puts an office as it was checked against the tree, and notes what has changed.
pub(in crate::workflows) async fn put(
    txn: &Txn,
    author: Option<EmployeeId>,
    tree: &OfficeTree,
    before: &Office,
    office: &Office,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    if office == before {
        return Ok(());
    }
    offices::update(txn, office).await?;
    let parent = |office: &Office| {
        office.parent.and_then(|id| tree.get(id)).map(|parent| parent.code.clone())
    };
    let words = |office: &Office| {
        json!({
            "name": office.name,
            "kind": office.kind,
            "parent": parent(office),
            "time_zone": office.zone,
        })
    };
    let details = json!({ "before": words(before), "after": words(office) });
    let subject = format!("offices/{}", office.id);
    audit::note(txn, now, author, AuditAction::OfficeEdit, subject, details).await?;
    Ok(())
}
