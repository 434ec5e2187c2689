//! Those who look after somebody answer what they asked: it is put right, or why not. The record itself is changed
//! where it is always changed.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::access::scope_day;
use crate::rules::audit::AuditAction;
use crate::rules::correction::{self, CorrectionState};
use crate::rules::mail::AccountChange;
use crate::rules::{CorrectionId, OfficeTree, Problem, placement};
use crate::store::corrections::{self, Correction};
use crate::store::decisions::Decision;
use crate::store::{Store, Txn, employees, offices, placements};
use crate::txn_job;
use crate::workflows::accounts::tell_owner::tell_owner;
use crate::workflows::{By, Right, Warrant, WorkflowError};

/// It is right now.
///
/// # Errors
/// `Conflict` where it was answered before.
pub async fn done(store: &Store, warrant: &Warrant, id: CorrectionId) -> Result<(), WorkflowError> {
    settle(store, warrant, id, None).await
}

/// It stays as it is; `reason` says why.
///
/// # Errors
/// As [`done`].
pub async fn refuse(
    store: &Store,
    warrant: &Warrant,
    id: CorrectionId,
    reason: &str,
) -> Result<(), WorkflowError> {
    settle(store, warrant, id, Some(reason)).await
}

async fn settle(
    store: &Store,
    warrant: &Warrant,
    id: CorrectionId,
    reason: Option<&str>,
) -> Result<(), WorkflowError> {
    let reason = reason.map(str::to_owned);
    warrant
        .on(store, Right::ManagePeople)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let row = corrections::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            let allowed = must_answer(txn, acting.by(), &row, now).await;
            if matches!(allowed, Err(WorkflowError::NotFound)) {
                return allowed;
            }
            let reason = reason.as_deref().map(correction::reason).transpose();
            let reason = WorkflowError::in_order(allowed, reason)?;
            let (state, action, change) = match &reason {
                None => (
                    CorrectionState::Done,
                    AuditAction::CorrectionDone,
                    AccountChange::CorrectionDone,
                ),
                Some(reason) => (
                    CorrectionState::Refused,
                    AuditAction::CorrectionRefuse,
                    AccountChange::CorrectionRefused { reason: reason.clone() },
                ),
            };
            let decision = Decision { by: acting.viewer()?.employee, reason, at: now };
            if !corrections::settle(txn, id, state, decision).await? {
                return Err(WorkflowError::Conflict(Problem::new("state", "already-decided")));
            }
            if let Some(owner) = employees::by_id(txn, row.employee_id).await? {
                tell_owner(acting, &owner, change).await?;
            }
            let details = json!({ "employee": row.employee_id, "field": row.field });
            acting.note(action, format!("corrections/{id}"), details).await?;
            Ok(())
        }))
        .await
}

/// Somebody out of sight is not found; one's own is answered by others.
async fn must_answer(
    txn: &Txn,
    by: &By,
    row: &Correction,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let tree = OfficeTree::new(offices::all(txn).await?);
    let places = placements::of(txn, row.employee_id).await?;
    let office = placement::current(&places, scope_day(now)).map(|place| place.office);
    let viewer = by.viewer()?;
    if !viewer.scope(&tree).holds(row.employee_id, office) {
        return Err(WorkflowError::NotFound);
    }
    if correction::may_answer(viewer, &tree, row.employee_id, office) {
        Ok(())
    } else {
        Err(WorkflowError::Forbidden)
    }
}
