//! The signed sheet of a recap, scanned or photographed: kept beside it, and replaced only with trace.

use serde_json::json;

use super::office_to_issue;
use crate::files::StoredFile;
use crate::rules::audit::AuditAction;
use crate::rules::{RecapId, Rulebook, Viewer};
use crate::store::recaps::{self, RecapRow, Scan};
use crate::store::{ConnectionTrait, Store};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// A recap of an office, for whoever sees the figures of that office.
///
/// # Errors
/// `NotFound` for one that there is not, or that is out of sight.
pub async fn in_sight(
    db: &impl ConnectionTrait,
    (rulebook, viewer): (&Rulebook, &Viewer),
    office_code: &str,
    id: RecapId,
) -> Result<RecapRow, WorkflowError> {
    let tree = &rulebook.offices;
    let office = tree.by_code(office_code).ok_or(WorkflowError::NotFound)?;
    if !viewer.scope(tree).holds_office(office.id) {
        return Err(WorkflowError::NotFound);
    }
    let row = recaps::by_id(db, id).await?;
    row.filter(|row| row.office_id == office.id).ok_or(WorkflowError::NotFound)
}

/// Asks before a file is stored whether it may be kept there.
pub async fn must_keep(
    store: &Store,
    warrant: &Warrant,
    office_code: &str,
    id: RecapId,
) -> Result<RecapRow, WorkflowError> {
    let rulebook = store.rulebook().await?;
    let row = in_sight(store.reader(), (&rulebook, warrant.viewer()?), office_code, id).await?;
    office_to_issue(warrant.by(), &rulebook, office_code)?;
    Ok(row)
}

/// Keeps the signed sheet in the place of the one before.
pub async fn keep_scan(
    store: &Store,
    warrant: &Warrant,
    (office_code, id): (&str, RecapId),
    stored: &StoredFile,
) -> Result<(), WorkflowError> {
    let office_code = office_code.to_owned();
    let (sha256, media_type) = (stored.stored_sha256.clone(), stored.media_type);
    let bytes = i64::try_from(stored.bytes).unwrap_or(i64::MAX);
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, rulebook) = (acting.txn(), acting.rulebook());
            office_to_issue(acting.by(), rulebook, &office_code)?;
            let row = in_sight(txn, (rulebook, acting.viewer()?), &office_code, id).await?;
            let (by, at) = (acting.author(), acting.now());
            let details = json!({ "office": office_code, "period": row.period().label(),
                "number": row.number, "before": row.scan_sha256, "after": sha256 });
            recaps::put_scan(txn, id, Scan { sha256, media_type, bytes, by, at }).await?;
            Ok(acting.note(AuditAction::RecapScan, format!("recaps/{id}"), details).await?)
        }))
        .await
}
