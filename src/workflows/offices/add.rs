//! A new office below another, or the root of all.

use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::office::Draft;
use crate::rules::{Office, Problem};
use crate::store::{Store, offices};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// # Errors
/// Besides what the draft itself lacks: `Conflict` on `code` where it is taken.
pub async fn add(store: &Store, warrant: &Warrant, draft: Draft) -> Result<Office, WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let txn = acting.txn();
            let tree = offices::locked(txn).await?;
            let mut office = draft.check(&tree).map_err(WorkflowError::Invalid)?;
            if tree.by_code(&office.code).is_some() {
                return Err(WorkflowError::Conflict(Problem::new("code", "code-taken")));
            }
            office.id = offices::insert(txn, &office).await?;
            let details = json!({
                "code": office.code,
                "name": office.name,
                "kind": office.kind,
                "parent": draft.parent,
                "time_zone": office.zone,
            });
            let subject = format!("offices/{}", office.id);
            acting.note(AuditAction::OfficeAdd, subject, details).await?;
            Ok(office)
        }))
        .await
}
