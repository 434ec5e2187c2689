//! Taking an exemption back. It stays, with who withdrew it, when and why, and counts no more.

use serde_json::json;

use super::decide::{LONGEST_REASON, in_sight, must_allow, settled};
use super::request::days_change;
use crate::rules::audit::AuditAction;
use crate::rules::exemption_access::Action;
use crate::rules::{ExemptionId, ExemptionState, Problem, problem};
use crate::store::Store;
use crate::store::exemptions::{self, ExemptionRow};
use crate::txn_job;
use crate::workflows::closing::{amend, propose_amendments};
use crate::workflows::{Right, Warrant, WorkflowError};

/// One's own while nobody has decided on it; somebody else's after it was approved, by whoever may
/// decide, who says why. Returns the withdrawn exemption.
///
/// # Errors
/// `Conflict` where it is in no such state, `Forbidden` for everybody else.
pub async fn withdraw(
    store: &Store,
    warrant: &Warrant,
    id: ExemptionId,
    reason: Option<&str>,
) -> Result<ExemptionRow, WorkflowError> {
    let reason = reason.map(str::to_owned);
    let withdrawn = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            // The database wants to know who.
            let (txn, now, viewer) = (acting.txn(), acting.now(), acting.viewer()?);
            let facts = acting.lock_facts().await?;
            let rulebook = acting.rulebook();
            let (row, owner) = in_sight(txn, rulebook, viewer, id, now).await?;
            let action = Action::withdrawal(viewer, owner.id);
            let allowed = must_allow(rulebook, viewer, action, (&row, &owner));
            let reason = WorkflowError::in_order(allowed, written(action, reason.as_deref()))?;
            amend::store_before_change(&facts, &[row.employee_id]).await?;
            let details = json!({
                "employee": row.employee_id,
                "from": row.from_on,
                "to": row.to_on,
                "reason": reason,
            });
            let (from, author) = (action.state(), viewer.employee);
            if !exemptions::withdraw(&facts, id, from, author, reason, now).await? {
                return Err(settled(action));
            }
            let subject = format!("exemptions/{id}");
            acting.note(AuditAction::ExemptionWithdraw, subject, details).await?;
            if from == ExemptionState::Approved {
                days_change(acting, &facts, &row).await?;
            }
            exemptions::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(withdrawn.employee_id), warrant.now()).await?;
    Ok(withdrawn)
}

/// Whoever takes back their own need not say why.
fn written(action: Action, reason: Option<&str>) -> Result<Option<String>, Problem> {
    if action == Action::TakeBack {
        problem::optional_line("reason", reason, LONGEST_REASON)
    } else {
        problem::line("reason", reason.unwrap_or_default(), LONGEST_REASON).map(Some)
    }
}
