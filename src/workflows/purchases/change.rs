//! What may happen to a purchase after it was recorded: voided, reviewed. Never deleted.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::access::Denial;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::mail::MailKind;
use crate::rules::purchase::{self, State};
use crate::rules::purchase_access::{Action, Subject};
use crate::rules::{Problem, PurchaseId, Rulebook, Viewer, problem};
use crate::standing::people::{self, Found};
use crate::store::mails::{self, Mail};
use crate::store::purchases::{self, Purchase, PurchaseRow};
use crate::store::{ConnectionTrait, Store, Txn, receipts, totals};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::sellers;
use crate::workflows::{Right, Warrant, WorkflowError};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Verify,
    Reject,
}

const LONGEST_REASON: usize = 200;

/// A purchase in the viewer's sight, with its owner.
pub(super) async fn with_owner(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    viewer: &Viewer,
    id: PurchaseId,
    now: DateTime<Utc>,
) -> Result<(Purchase, Found), WorkflowError> {
    let sight = viewer.sight(&rulebook.offices, now);
    let found = purchases::visible_with_placements(db, &sight, id).await?;
    let (purchase, placements) = found.ok_or(WorkflowError::NotFound)?;
    let owner = (purchase.row.employee_id, placements);
    let owner = people::in_sight(rulebook, viewer, owner, now).ok_or(WorkflowError::NotFound)?;
    Ok((purchase, owner))
}

/// Refuses what the viewer may not do with a purchase now (rules.md §9).
pub(super) fn must_allow(
    rulebook: &Rulebook,
    viewer: &Viewer,
    action: Action,
    (purchase, owner): (&Purchase, &Found),
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    must_allow_subject(rulebook, viewer, action, &purchase.subject(&owner.placements), now)
}

pub(super) fn must_allow_subject(
    rulebook: &Rulebook,
    viewer: &Viewer,
    action: Action,
    subject: &Subject<'_>,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    action.check(rulebook, viewer, subject, now).map_err(|denial| match denial {
        Denial::NotTheirs => WorkflowError::Forbidden,
        Denial::Settled => settled(subject.state),
        Denial::Locked => WorkflowError::Conflict(Problem::new("purchased_on", "purchase-locked")),
    })
}

fn settled(state: State) -> WorkflowError {
    let problem = Problem::new("state", "purchase-settled");
    WorkflowError::Conflict(problem.with("state", state.name()))
}

/// A purchase in sight.
pub async fn in_sight(
    store: &Store,
    viewer: &Viewer,
    id: PurchaseId,
    now: DateTime<Utc>,
) -> Result<Purchase, WorkflowError> {
    let rulebook = store.rulebook().await?;
    Ok(with_owner(store.reader(), &rulebook, viewer, id, now).await?.0)
}

/// A purchase with which the viewer may do something now.
pub async fn allowed(
    store: &Store,
    viewer: &Viewer,
    action: Action,
    id: PurchaseId,
    now: DateTime<Utc>,
) -> Result<Purchase, WorkflowError> {
    let rulebook = store.rulebook().await?;
    let (purchase, owner) = with_owner(store.reader(), &rulebook, viewer, id, now).await?;
    must_allow(&rulebook, viewer, action, (&purchase, &owner), now)?;
    Ok(purchase)
}

/// What somebody saw of a purchase when they decided about it: its version; none where they need not say.
pub type Seen = Option<i32>;

/// Voids a purchase: the owner until the deadline, a reviewer at any time, with a reason and of what they
/// saw.
pub async fn void(
    store: &Store,
    warrant: &Warrant,
    (id, seen): (PurchaseId, Seen),
    reason: &str,
) -> Result<(), WorkflowError> {
    let reason = problem::line("reason", reason, LONGEST_REASON).map(Some);
    settle(store, warrant, (id, seen), (Action::Void, State::Voided), reason).await
}

/// Verifies or rejects a purchase: whoever reviews the employee's office, never the employee. A
/// rejection says why, and its owner gets a mail.
pub async fn review(
    store: &Store,
    warrant: &Warrant,
    (id, version): (PurchaseId, i32),
    decision: Decision,
    reason: Option<&str>,
) -> Result<(), WorkflowError> {
    let (step, reason) = match decision {
        Decision::Verify => (
            (Action::Verify, State::Verified),
            problem::optional_line("reason", reason, LONGEST_REASON),
        ),
        Decision::Reject => (
            (Action::Reject, State::Rejected),
            problem::line("reason", reason.unwrap_or_default(), LONGEST_REASON).map(Some),
        ),
    };
    settle(store, warrant, (id, Some(version)), step, reason).await
}

/// Takes back what the owner has just recorded.
pub async fn undo(store: &Store, warrant: &Warrant, id: PurchaseId) -> Result<(), WorkflowError> {
    let viewer = warrant.viewer()?;
    let recorded = in_sight(store, viewer, id, warrant.now()).await?;
    if recorded.row.employee_id != viewer.employee {
        return Err(WorkflowError::Forbidden);
    }
    void(store, warrant, (id, None), purchase::UNDONE).await
}

async fn settle(
    store: &Store,
    warrant: &Warrant,
    (id, seen): (PurchaseId, Seen),
    (step, to): (Action, State),
    reason: Result<Option<String>, Problem>,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now, viewer) = (acting.txn(), acting.now(), acting.viewer()?);
            let rulebook = acting.rulebook();
            let facts = acting.lock_facts().await?;
            let (purchase, owner) = with_owner(txn, rulebook, viewer, id, now).await?;
            let allowed = must_allow(rulebook, viewer, step, (&purchase, &owner), now);
            let row = &purchase.row;
            if allowed.is_ok() {
                must_be_as_seen(row, seen, row.employee_id == viewer.employee)?;
            }
            let reason = WorkflowError::in_order(allowed, reason)?;
            amend::store_before_change(&facts, &[row.employee_id]).await?;
            totals::lock(txn, row.employee_id, row.purchased_on).await?;
            let (from, by) = (step.states(), viewer.employee);
            let as_read = (row.id, row.version);
            let why = reason.as_deref();
            if !purchases::decide(&facts, as_read, from, to, by, why, now).await? {
                return Err(overtaken(txn, id, from).await?);
            }
            match to {
                State::Rejected => {
                    receipts::release(txn, row.id).await?;
                    sellers::doubt_rejected(acting, row, why).await?;
                    notify_owner(txn, &purchase, now).await?;
                }
                State::Voided => receipts::release(txn, row.id).await?,
                State::Recorded | State::Verified => {}
            }
            let cause = if to == State::Voided { Cause::Void } else { Cause::Review };
            let occasion =
                ChangeContext { reason: reason.clone(), ..ChangeContext::new(acting, cause) };
            amend::recount(&facts, row.employee_id, &[row.purchased_on], &occasion).await?;
            let details = json!({
                "employee": row.employee_id,
                "amount": row.amount,
                "seller": purchase.seller.name,
                "purchased_on": row.purchased_on,
                "state": [row.state, to],
                "reason": reason,
            });
            let subject = format!("purchases/{}", row.id);
            let action = match to {
                State::Verified => AuditAction::PurchaseVerify,
                State::Rejected => AuditAction::PurchaseReject,
                State::Voided | State::Recorded => AuditAction::PurchaseVoid,
            };
            acting.note(action, subject, details).await?;
            Ok(())
        }))
        .await
}

/// Whoever decides about what somebody else bought says which version they saw.
fn must_be_as_seen(row: &PurchaseRow, seen: Seen, is_own: bool) -> Result<(), WorkflowError> {
    match seen {
        Some(version) if version == row.version => Ok(()),
        None if is_own => Ok(()),
        Some(_) => Err(WorkflowError::Stale),
        None => Err(WorkflowError::Unseen),
    }
}

/// Why one that was there a moment ago is not decided about: somebody was faster.
pub(super) async fn overtaken(
    txn: &Txn,
    id: PurchaseId,
    from: &[State],
) -> Result<WorkflowError, WorkflowError> {
    let now = purchases::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
    let is_open = from.contains(&now.state);
    Ok(if is_open { WorkflowError::Stale } else { settled(now.state) })
}

async fn notify_owner(
    txn: &Txn,
    purchase: &Purchase,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let mail = Mail {
        purchase_id: Some(purchase.row.id),
        ..mails::new(MailKind::PurchaseRejected, purchase.row.employee_id, now)
    };
    mails::insert(txn, mail).await?;
    Ok(())
}
