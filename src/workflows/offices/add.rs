//! A new office below another, or the root of all.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::office::Draft;
use crate::rules::{Office, Problem};
use crate::store::{Store, audit, offices};
use crate::txn_job;
use crate::workflows::{By, WorkflowError};

/// # Errors
/// Besides what the draft itself lacks: `Conflict` on `code` where it is taken.
pub async fn add(
    store: &Store,
    by: &By,
    draft: Draft,
    now: DateTime<Utc>,
) -> Result<Office, WorkflowError> {
    by.must_administer()?;
    let author = by.author();
    store
        .write_reference(txn_job!(|txn| {
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
            audit::note(txn, now, author, AuditAction::OfficeAdd, subject, details).await?;
            Ok(office)
        }))
        .await
}
