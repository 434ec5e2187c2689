//! A record of the ledger that was wrong. It stays, with who voided it and why; what is right is recorded anew.

use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::{OfficePurchaseId, Problem, problem};
use crate::store::Store;
use crate::store::office_purchases::{self, OfficePurchase};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

const LONGEST_REASON: usize = 200;

/// # Errors
/// `NotFound` for an office for which the caller does not record, `Stale` where somebody was faster, `Conflict`
/// for one that is voided already.
pub async fn void(
    store: &Store,
    warrant: &Warrant,
    (id, version): (OfficePurchaseId, i32),
    reason: &str,
) -> Result<OfficePurchase, WorkflowError> {
    let reason = problem::line("reason", reason, LONGEST_REASON).map_err(WorkflowError::invalid)?;
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, viewer) = (acting.txn(), acting.viewer()?);
            if !viewer.logs_for_others() {
                return Err(WorkflowError::Forbidden);
            }
            let offices = viewer.offices_to_log_for(&acting.rulebook().offices);
            let found = office_purchases::locked(txn, id).await?;
            let row = found.filter(|row| offices.holds(row.office_id));
            let row = row.ok_or(WorkflowError::NotFound)?;
            if row.version != version {
                return Err(WorkflowError::Stale);
            }
            if row.voided_by.is_some() {
                return Err(WorkflowError::Conflict(Problem::new("", "office-purchase-voided")));
            }
            let details = json!({ "office": row.office_id, "amount": row.amount, "on": row.purchased_on,
                "reason": reason });
            let row = OfficePurchase {
                voided_by: Some(viewer.employee),
                voided_at: Some(acting.now()),
                reason: Some(reason),
                ..row
            };
            let row = office_purchases::update(txn, row).await?;
            let subject = format!("office_purchases/{id}");
            acting.note(AuditAction::OfficePurchaseVoid, subject, details).await?;
            Ok(row)
        }))
        .await
}
