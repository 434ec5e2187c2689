//! Taking an exemption back. It stays, with who withdrew it, when and why, and counts no more.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::decide::{LONGEST_REASON, in_sight, must_allow, settled};
use super::request::days_change;
use crate::rules::audit::AuditAction;
use crate::rules::exemption_access::Action;
use crate::rules::{ExemptionId, ExemptionState, problem};
use crate::store::exemptions::{self, ExemptionRow};
use crate::store::{Store, audit};
use crate::txn_job;
use crate::workflows::closing::{amend, propose_amendments};
use crate::workflows::{By, WorkflowError};

/// One's own while nobody has decided on it; somebody else's after it was approved, by whoever may
/// decide, who says why. Returns the withdrawn exemption.
///
/// # Errors
/// `Conflict` where it is in no such state, `Forbidden` for everybody else.
pub async fn withdraw(
    store: &Store,
    by: &By,
    id: ExemptionId,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<ExemptionRow, WorkflowError> {
    // The database wants to know who.
    let By::Person(viewer) = by else { return Err(WorkflowError::Forbidden) };
    let (row, owner) = in_sight(store, viewer, id, now).await?;
    let rulebook = store.rulebook().await?;
    let action = Action::withdrawal(viewer, owner.id);
    let allowed = must_allow(&rulebook, viewer, action, (&row, &owner));
    let from = action.state();
    let reason = if action == Action::TakeBack {
        problem::optional_line("reason", reason, LONGEST_REASON)
    } else {
        problem::line("reason", reason.unwrap_or_default(), LONGEST_REASON).map(Some)
    };
    let reason = WorkflowError::in_order(allowed, reason)?;
    let author = viewer.employee;
    let withdrawn = store
        .write(txn_job!(|txn| {
            let facts = amend::lock_people(txn, &[row.employee_id]).await?;
            let details = json!({
                "employee": row.employee_id,
                "from": row.from_on,
                "to": row.to_on,
                "reason": reason,
            });
            if !exemptions::withdraw(&facts, id, from, author, reason, now).await? {
                return Err(settled(action));
            }
            let subject = format!("exemptions/{id}");
            audit::note(txn, now, Some(author), AuditAction::ExemptionWithdraw, subject, details)
                .await?;
            if from == ExemptionState::Approved {
                days_change(&facts, &row, Some(author), now).await?;
            }
            exemptions::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(withdrawn.employee_id), now).await?;
    Ok(withdrawn)
}
