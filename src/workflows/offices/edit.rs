//! Changing an office: name, kind, zone, and where it hangs.

use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::office::Change;
use crate::rules::{Office, OfficeTree};
use crate::store::{Store, offices};
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

pub async fn edit(
    store: &Store,
    warrant: &Warrant,
    code: &str,
    change: Change,
) -> Result<Office, WorkflowError> {
    warrant.must(Right::Administer)?;
    let code = code.to_owned();
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let txn = acting.txn();
            let tree = offices::locked(txn).await?;
            let before = tree.by_code(&code).ok_or(WorkflowError::NotFound)?;
            let office = change.check(&tree, before).map_err(WorkflowError::Invalid)?;
            put(acting, &tree, before, &office).await?;
            Ok(office)
        }))
        .await
}

/// Puts an office as it was checked against the tree, and notes what has changed.
pub(in crate::workflows) async fn put(
    acting: &Acting<'_>,
    tree: &OfficeTree,
    before: &Office,
    office: &Office,
) -> Result<(), WorkflowError> {
    if office == before {
        return Ok(());
    }
    offices::update(acting.txn(), office).await?;
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
    acting.note(AuditAction::OfficeEdit, subject, details).await?;
    Ok(())
}
