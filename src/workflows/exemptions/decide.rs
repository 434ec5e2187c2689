//! Approving or refusing an exemption that somebody asked for; never one's own (rules.md §4).

use chrono::{DateTime, Utc};
use serde_json::json;

use super::request::days_change;
use crate::rules::access::Denial;
use crate::rules::audit::AuditAction;
use crate::rules::calendar::ExemptionState;
use crate::rules::exemption_access::Action;
use crate::rules::mail::MailKind;
use crate::rules::{ExemptionId, Problem, Rulebook, Viewer, problem};
use crate::standing::people::{self, Found};
use crate::store::exemptions::{self, ExemptionRow};
use crate::store::mails::{self, Mail};
use crate::store::{ConnectionTrait, Store, placements};
use crate::txn_job;
use crate::workflows::closing::{amend, propose_amendments};
use crate::workflows::{Right, Warrant, WorkflowError};

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
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    viewer: &Viewer,
    id: ExemptionId,
    now: DateTime<Utc>,
) -> Result<(ExemptionRow, Found), WorkflowError> {
    let row = exemptions::by_id(db, id).await?.ok_or(WorkflowError::NotFound)?;
    let owner = (row.employee_id, placements::of(db, row.employee_id).await?);
    let owner = people::in_sight(rulebook, viewer, owner, now).ok_or(WorkflowError::NotFound)?;
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
    warrant: &Warrant,
    id: ExemptionId,
    decision: Decision,
    reason: Option<&str>,
) -> Result<ExemptionRow, WorkflowError> {
    let (state, action, reason) = match decision {
        Decision::Approve => (ExemptionState::Approved, AuditAction::ExemptionApprove, None),
        Decision::Refuse => (ExemptionState::Refused, AuditAction::ExemptionRefuse, reason),
    };
    let reason = problem::optional_line("reason", reason, LONGEST_REASON);
    let decided = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            // The database wants to know who decided.
            let (txn, now, viewer) = (acting.txn(), acting.now(), acting.viewer()?);
            let facts = acting.lock_facts().await?;
            let rulebook = acting.rulebook();
            let (row, owner) = in_sight(txn, rulebook, viewer, id, now).await?;
            let allowed = must_allow(rulebook, viewer, Action::Decide, (&row, &owner));
            let reason = WorkflowError::in_order(allowed, reason)?;
            amend::store_before_change(&facts, &[row.employee_id]).await?;
            let details = json!({
                "employee": row.employee_id,
                "from": row.from_on,
                "to": row.to_on,
                "reason": reason,
            });
            if !exemptions::decide(&facts, id, state, viewer.employee, reason, now).await? {
                return Err(settled(Action::Decide));
            }
            acting.note(action, format!("exemptions/{id}"), details).await?;
            let letter = Mail {
                exemption_id: Some(id),
                ..mails::new(MailKind::ExemptionDecided, row.employee_id, now)
            };
            mails::insert(txn, letter).await?;
            let decided = exemptions::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            if decided.state == ExemptionState::Approved {
                days_change(acting, &facts, &decided).await?;
            }
            Ok(decided)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(decided.employee_id), warrant.now()).await?;
    Ok(decided)
}
