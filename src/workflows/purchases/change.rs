//! What may happen to a purchase after it was recorded: voided, reviewed. Never deleted.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::access::Denial;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::mail::MailKind;
use crate::rules::purchase::{self, State};
use crate::rules::purchase_access::{Action, Subject, UNDO_FOR};
use crate::rules::{Problem, PurchaseId, Rulebook, Viewer, problem};
use crate::standing::people::{self, Found};
use crate::store::mails::{self, Mail};
use crate::store::purchases::{self, Purchase, PurchaseRow};
use crate::store::{ConnectionTrait, FactsLock, Store, Txn, receipts, shared_parts, totals};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::sellers;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

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
        Denial::Locked if action == Action::UndoReview => {
            WorkflowError::Conflict(Problem::new("", "review-undo-late"))
        }
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

/// What somebody saw when they decided: the version of the purchase, and those of the others of its receipt; none
/// where they need not say.
struct Seen {
    this: Option<i32>,
    others: Option<Vec<(PurchaseId, i32)>>,
}

/// Voids a purchase: the owner until the deadline, a reviewer at any time, with a reason and of what they
/// saw.
pub async fn void(
    store: &Store,
    warrant: &Warrant,
    (id, version): (PurchaseId, Option<i32>),
    reason: &str,
) -> Result<(), WorkflowError> {
    let reason = problem::line("reason", reason, LONGEST_REASON).map(Some);
    let seen = Seen { this: version, others: None };
    settle(store, warrant, (id, seen), (Action::Void, State::Voided), reason).await
}

/// What a reviewer decides about: a purchase, and with it all of the same receipt that they may decide about.
#[derive(Clone, Debug)]
pub struct Case {
    pub id: PurchaseId,
    /// What they saw of it.
    pub version: i32,
    /// What they saw of the others; none where they need not say.
    pub others: Option<Vec<(PurchaseId, i32)>>,
}

impl From<(PurchaseId, i32)> for Case {
    fn from((id, version): (PurchaseId, i32)) -> Self {
        Self { id, version, others: None }
    }
}

/// Verifies or rejects a purchase: whoever reviews the employee's office, never the employee. A
/// rejection says why, and its owner gets a mail.
pub async fn review(
    store: &Store,
    warrant: &Warrant,
    case: impl Into<Case>,
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
    let Case { id, version, others } = case.into();
    let seen = Seen { this: Some(version), others };
    settle(store, warrant, (id, seen), step, reason).await
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
            if allowed.is_ok() {
                must_be_as_seen(&purchase.row, seen.this, viewer)?;
            }
            let reason = WorkflowError::in_order(allowed, reason)?;
            let mut case = others(acting, &purchase, step, seen.others.as_deref()).await?;
            case.insert(0, purchase);
            let people: Vec<_> = case.iter().map(|one| one.row.employee_id).collect();
            amend::store_before_change(&facts, &people).await?;
            for one in &case {
                settle_one(acting, &facts, one, (step, to), reason.as_deref()).await?;
            }
            if to == State::Rejected {
                sellers::doubt_rejected(acting, &case[0].row, reason.as_deref()).await?;
            }
            Ok(())
        }))
        .await
}

/// The others of the same receipt that whoever reviews one may decide about as well: all of it is one case.
async fn others(
    acting: &Acting<'_>,
    purchase: &Purchase,
    step: Action,
    seen: Option<&[(PurchaseId, i32)]>,
) -> Result<Vec<Purchase>, WorkflowError> {
    let mut others = Vec::new();
    if step == Action::Void {
        return Ok(others);
    }
    let (rulebook, viewer, now) = (acting.rulebook(), acting.viewer()?, acting.now());
    for id in purchase.shared() {
        let found = with_owner(acting.txn(), rulebook, viewer, id, now).await;
        let (other, owner) = match found {
            Ok(found) => found,
            Err(WorkflowError::NotFound) => continue,
            Err(error) => return Err(error),
        };
        if must_allow(rulebook, viewer, step, (&other, &owner), now).is_err() {
            continue;
        }
        if seen.is_some_and(|seen| !seen.contains(&(id, other.row.version))) {
            return Err(WorkflowError::Stale);
        }
        others.push(other);
    }
    Ok(others)
}

pub(super) async fn settle_one(
    acting: &Acting<'_>,
    facts: &FactsLock<'_>,
    purchase: &Purchase,
    (step, to): (Action, State),
    reason: Option<&str>,
) -> Result<(), WorkflowError> {
    let (txn, now, row) = (acting.txn(), acting.now(), &purchase.row);
    totals::lock(txn, row.employee_id, row.purchased_on).await?;
    let (from, by) = (step.states(), acting.viewer()?.employee);
    let as_read = (row.id, row.version);
    if !purchases::decide(facts, as_read, from, to, by, reason, now).await? {
        return Err(overtaken(txn, row.id, from).await?);
    }
    if matches!(to, State::Rejected | State::Voided) {
        receipts::release(txn, row.id).await?;
        if purchase.is_first_of_parts() {
            shared_parts::end_open(txn, row.id, now).await?;
        }
    }
    if to == State::Rejected {
        notify_owner(txn, purchase, now).await?;
    }
    let cause = if to == State::Voided { Cause::Void } else { Cause::Review };
    let reason = reason.map(str::to_owned);
    let occasion = ChangeContext { reason: reason.clone(), ..ChangeContext::new(acting, cause) };
    amend::recount(facts, row.employee_id, &[row.purchased_on], &occasion).await?;
    let details = json!({
        "employee": row.employee_id,
        "amount": row.amount,
        "seller": purchase.seller.name,
        "purchased_on": row.purchased_on,
        "state": [row.state, to],
        "reason": reason,
    });
    let action = match to {
        State::Verified => AuditAction::PurchaseVerify,
        State::Rejected => AuditAction::PurchaseReject,
        State::Voided | State::Recorded => AuditAction::PurchaseVoid,
    };
    Ok(acting.note(action, format!("purchases/{}", row.id), details).await?)
}

/// Whoever decides about what somebody else bought says which version they saw.
pub(super) fn must_be_as_seen(
    row: &PurchaseRow,
    seen: Option<i32>,
    viewer: &Viewer,
) -> Result<(), WorkflowError> {
    let is_own = row.employee_id == viewer.employee;
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
        // Nobody is told what may still be taken back.
        next_attempt_at: now + UNDO_FOR,
        ..mails::new(MailKind::PurchaseRejected, purchase.row.employee_id, now)
    };
    mails::insert(txn, mail).await?;
    Ok(())
}
