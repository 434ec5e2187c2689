//! Approving or refusing an exemption that somebody asked for; never one's own (rules.md §4).

use chrono::{DateTime, Utc};
use serde_json::json;

use super::request::days_change;
use crate::rules::access::Denial;
use crate::rules::audit::AuditAction;
use crate::rules::calendar::ExemptionState;
use crate::rules::exemption_access::Action;
use crate::rules::{ExemptionId, Problem, Rulebook, Viewer, problem};
use crate::standing::people::{self, Found};
use crate::store::exemptions::{self, ExemptionRow};
use crate::store::{Store, audit};
use crate::txn_job;
use crate::workflows::closing::{amend, propose_amendments};
use crate::workflows::{By, WorkflowError};

/// Refuses what the viewer may not do with an exemption (rules.md §§4 and 9).
pub(super) fn must_allow(
    rulebook: &Rulebook,
    viewer: &Viewer,
    action: Action,
    (row, owner): (&ExemptionRow, &Found),
) -> Result<(), WorkflowError> {
    let subject = row.subject(owner.office);
    action.check(&rulebook.offices, viewer, &subject).map_err(|denial| match denial {
        Denial::NotTheirs => WorkflowError::Forbidden,
        Denial::Settled | Denial::Locked => settled(action),
    })
}

/// It is in no state that allows the action, or was brought out of it meanwhile.
pub(super) fn settled(action: Action) -> WorkflowError {
    let code = match action {
        Action::Decide | Action::TakeBack => "already-decided",
        Action::Withdraw => "exemption-not-approved",
    };
    WorkflowError::Conflict(Problem::new("state", code))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Approve,
    Refuse,
}

pub(super) const LONGEST_REASON: usize = 200;

/// An exemption of somebody in the viewer's sight.
pub async fn in_sight(
    store: &Store,
    viewer: &Viewer,
    id: ExemptionId,
    now: DateTime<Utc>,
) -> Result<(ExemptionRow, Found), WorkflowError> {
    let row = exemptions::by_id(store.reader(), id).await?.ok_or(WorkflowError::NotFound)?;
    let rulebook = store.rulebook().await?;
    let owner = people::by_id(store, &rulebook, viewer, row.employee_id, now)
        .await?
        .ok_or(WorkflowError::NotFound)?;
    Ok((row, owner))
}

/// Decides; `reason` says why it is refused, and is of no use for an approval. Returns the decided
/// exemption.
///
/// # Errors
/// `Forbidden` for one's own and for who does not review the person's office; `Conflict` where it
/// was decided before.
pub async fn decide(
    store: &Store,
    by: &By,
    id: ExemptionId,
    decision: Decision,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<ExemptionRow, WorkflowError> {
    // The database wants to know who decided.
    let By::Person(viewer) = by else { return Err(WorkflowError::Forbidden) };
    let (row, owner) = in_sight(store, viewer, id, now).await?;
    let rulebook = store.rulebook().await?;
    let allowed = must_allow(&rulebook, viewer, Action::Decide, (&row, &owner));
    let (state, action, reason) = match decision {
        Decision::Approve => (ExemptionState::Approved, AuditAction::ExemptionApprove, None),
        Decision::Refuse => (ExemptionState::Refused, AuditAction::ExemptionRefuse, reason),
    };
    let reason = problem::optional_line("reason", reason, LONGEST_REASON);
    let reason = WorkflowError::in_order(allowed, reason)?;
    let author = viewer.employee;
    let decided = store
        .write(txn_job!(|txn| {
            let facts = amend::lock_people(txn, &[row.employee_id]).await?;
            let details = json!({
                "employee": row.employee_id,
                "from": row.from_on,
                "to": row.to_on,
                "reason": reason,
            });
            if !exemptions::decide(&facts, id, state, author, reason, now).await? {
                return Err(settled(Action::Decide));
            }
            let subject = format!("exemptions/{id}");
            audit::note(txn, now, Some(author), action, subject, details).await?;
            let decided = exemptions::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            if decided.state == ExemptionState::Approved {
                days_change(&facts, &decided, Some(author), now).await?;
            }
            Ok::<_, WorkflowError>(decided)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(decided.employee_id), now).await?;
    Ok(decided)
}
