//! What may happen to a purchase after it was recorded: edited, voided, reviewed. Never deleted.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::access::Denial;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::mail::MailKind;
use crate::rules::purchase::State;
use crate::rules::purchase_access::{Action, Subject};
use crate::rules::purchase_draft::{Draft, NewPurchase, SellerChoice};
use crate::rules::{Problem, PurchaseId, Rulebook, Viewer, problem};
use crate::standing::people::{self, Found};
use crate::store::mails::{self, Mail};
use crate::store::purchases::{self, Purchase, PurchaseRow};
use crate::store::{Store, Txn, audit, receipts, sellers, totals};
use crate::txn_job;
use crate::workflows::WorkflowError;
use crate::workflows::closing::amend::{self, ChangeContext};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Verify,
    Reject,
}

const LONGEST_REASON: usize = 200;

/// A purchase in the viewer's sight, with its owner.
pub(super) async fn in_sight(
    store: &Store,
    rulebook: &Rulebook,
    viewer: &Viewer,
    id: PurchaseId,
    now: DateTime<Utc>,
) -> Result<(Purchase, Found), WorkflowError> {
    let sight = viewer.sight(&rulebook.offices, now);
    let found = purchases::visible_with_placements(store.reader(), &sight, id).await?;
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

fn must_allow_subject(
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

/// Edits what was recorded: by the owner, until the first deadline that the old day or the new has,
/// while nobody has reviewed it.
/// `version` is what the editor saw.
pub async fn edit(
    store: &Store,
    viewer: &Viewer,
    id: PurchaseId,
    version: i32,
    change: impl FnOnce(&Purchase) -> Draft,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let rulebook = store.rulebook().await?;
    let (purchase, owner) = in_sight(store, &rulebook, viewer, id, now).await?;
    must_allow(&rulebook, viewer, Action::Edit, (&purchase, &owner), now)?;
    if purchase.row.version != version {
        return Err(WorkflowError::Stale);
    }
    let today = rulebook.today(&owner.placements, now);
    let new = change(&purchase)
        .check(&rulebook, &owner.placements, today)
        .map_err(WorkflowError::Invalid)?;
    // No period whose deadline has passed gains by it either: late money is a purchase of its own.
    let subject = Subject { purchased_on: new.purchased_on, ..purchase.subject(&owner.placements) };
    must_allow_subject(&rulebook, viewer, Action::Edit, &subject, now)?;
    let (actor, before) = (viewer.employee, purchase.row);
    store
        .write(txn_job!(|txn| {
            let facts = amend::lock_people(txn, &[before.employee_id]).await?;
            // Always in the order of the days, so that two edits never wait for each other.
            let NewPurchase {
                purchased_on,
                amount,
                seller,
                channel,
                description,
                funding,
                no_receipt,
            } = new;
            let mut days = [before.purchased_on, purchased_on];
            days.sort_unstable();
            for day in days {
                totals::lock(txn, before.employee_id, day).await?;
            }
            let seller_id = match seller {
                SellerChoice::Known(id) if sellers::by_id(txn, id).await?.is_some() => id,
                SellerChoice::Known(_) => {
                    return Err(WorkflowError::invalid(Problem::new("seller", "seller-unknown")));
                }
                SellerChoice::New { name, district } => {
                    sellers::find_or_insert(txn, &name, district.as_deref(), actor, now).await?.id
                }
            };
            let row = PurchaseRow {
                purchased_on,
                amount,
                seller_id,
                channel,
                description,
                funding,
                no_receipt,
                ..before.clone()
            };
            let details = json!({
                "employee": before.employee_id,
                "amount": [before.amount, amount],
                "purchased_on": [before.purchased_on, purchased_on],
            });
            if !purchases::update(&facts, row).await? {
                return Err(WorkflowError::Stale);
            }
            let occasion = ChangeContext::new(Cause::Edit, Some(actor), now);
            amend::recount(&facts, before.employee_id, &days, &occasion).await?;
            let subject = format!("purchases/{id}");
            audit::note(txn, now, Some(actor), AuditAction::PurchaseEdit, subject, details).await?;
            Ok(())
        }))
        .await
}

/// Voids a purchase: the owner until the deadline, a reviewer at any time, with a reason.
pub async fn void(
    store: &Store,
    viewer: &Viewer,
    id: PurchaseId,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let rulebook = store.rulebook().await?;
    let (purchase, owner) = in_sight(store, &rulebook, viewer, id, now).await?;
    let allowed = must_allow(&rulebook, viewer, Action::Void, (&purchase, &owner), now);
    let reason = WorkflowError::in_order(allowed, problem::line("reason", reason, LONGEST_REASON))?;
    let from = Action::Void.states();
    settle(store, viewer, purchase, from, State::Voided, Some(reason), now).await
}

/// Verifies or rejects a purchase: whoever reviews the employee's office, never the employee. A
/// rejection says why, and its owner gets a mail.
pub async fn review(
    store: &Store,
    viewer: &Viewer,
    id: PurchaseId,
    decision: Decision,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let rulebook = store.rulebook().await?;
    let (purchase, owner) = in_sight(store, &rulebook, viewer, id, now).await?;
    let action = match decision {
        Decision::Verify => Action::Verify,
        Decision::Reject => Action::Reject,
    };
    let allowed = must_allow(&rulebook, viewer, action, (&purchase, &owner), now);
    let (to, reason) = match decision {
        Decision::Verify => {
            (State::Verified, problem::optional_line("reason", reason, LONGEST_REASON))
        }
        Decision::Reject => (
            State::Rejected,
            problem::line("reason", reason.unwrap_or_default(), LONGEST_REASON).map(Some),
        ),
    };
    let reason = WorkflowError::in_order(allowed, reason)?;
    settle(store, viewer, purchase, action.states(), to, reason, now).await
}

async fn settle(
    store: &Store,
    viewer: &Viewer,
    purchase: Purchase,
    from: &'static [State],
    to: State,
    reason: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let actor = viewer.employee;
    store
        .write(txn_job!(|txn| {
            let row = &purchase.row;
            let facts = amend::lock_people(txn, &[row.employee_id]).await?;
            totals::lock(txn, row.employee_id, row.purchased_on).await?;
            if !purchases::decide(&facts, row.id, from, to, actor, reason.as_deref(), now).await? {
                return Err(settled(row.state));
            }
            match to {
                State::Rejected => {
                    receipts::release(txn, row.id).await?;
                    notify_owner(txn, &purchase, now).await?;
                }
                State::Voided => receipts::release(txn, row.id).await?,
                State::Recorded | State::Verified => {}
            }
            let cause = if to == State::Voided { Cause::Void } else { Cause::Review };
            let occasion = ChangeContext {
                reason: reason.clone(),
                ..ChangeContext::new(cause, Some(actor), now)
            };
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
            audit::note(txn, now, Some(actor), action, subject, details).await?;
            Ok(())
        }))
        .await
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
