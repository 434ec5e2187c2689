//! What may happen to a purchase after it was recorded: edited, voided, reviewed. Never deleted.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::amendment::Cause;
use crate::rules::mail::MailKind;
use crate::rules::purchase::{self, State};
use crate::rules::purchase_draft::{Draft, NewPurchase, SellerChoice};
use crate::rules::{Problem, Rulebook, Viewer, problem};
use crate::standing::people::{self, Found};
use crate::store::mails::{self, Mail};
use crate::store::purchases::{self, Purchase, PurchaseRow};
use crate::store::{Store, Txn, audit, receipts, sellers, totals};
use crate::txn_job;
use crate::workflows::Refused;
use crate::workflows::closing::amend::{self, Occasion};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Verify,
    Reject,
}

const LONGEST_REASON: usize = 200;

/// A purchase in the viewer's sight, with its owner.
pub(super) async fn sighted(
    store: &Store,
    rulebook: &Rulebook,
    viewer: &Viewer,
    id: i64,
    now: DateTime<Utc>,
) -> Result<(Purchase, Found), Refused> {
    let scope = viewer.scope(&rulebook.offices);
    let found = purchases::visible(store.reader(), &scope, id, people::scope_day(now)).await?;
    let purchase = found.ok_or(Refused::NotFound)?;
    let owner = people::by_id(store, rulebook, viewer, purchase.row.employee_id, now)
        .await?
        .ok_or(Refused::NotFound)?;
    Ok((purchase, owner))
}

pub(super) fn locked() -> Refused {
    Refused::Conflict(Problem::new("purchased_on", "purchase-locked"))
}

pub(super) fn settled(purchase: &Purchase) -> Refused {
    Refused::Conflict(
        Problem::new("state", "purchase-settled").with("state", purchase.row.state.name()),
    )
}

/// Whether the owner may still change it: until the deadline of its period.
pub(super) fn still_open(
    rulebook: &Rulebook,
    owner: &Found,
    purchase: &Purchase,
    now: DateTime<Utc>,
) -> bool {
    now < purchase::on_time_until(rulebook, &owner.placements, purchase.row.purchased_on)
}

/// Edits what was recorded: by the owner, until the deadline, while nobody has reviewed it.
/// `version` is what the editor saw.
pub async fn edit(
    store: &Store,
    viewer: &Viewer,
    id: i64,
    version: i32,
    change: impl FnOnce(&Purchase) -> Draft,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    let rulebook = store.rulebook().await?;
    let (purchase, owner) = sighted(store, &rulebook, viewer, id, now).await?;
    if purchase.row.employee_id != viewer.employee {
        return Err(Refused::Forbidden);
    }
    if purchase.row.state != State::Recorded {
        return Err(settled(&purchase));
    }
    if !still_open(&rulebook, &owner, &purchase, now) {
        return Err(locked());
    }
    if purchase.row.version != version {
        return Err(Refused::Stale);
    }
    let today = rulebook.today(&owner.placements, now);
    let new =
        change(&purchase).check(&rulebook, &owner.placements, today).map_err(Refused::Invalid)?;
    let (actor, before) = (viewer.employee, purchase.row);
    store
        .write(txn_job!(|txn| {
            amend::hold(txn).await?.keep(txn, &[before.employee_id]).await?;
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
                    return Err(Refused::invalid(Problem::new("seller", "seller-unknown")));
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
                "amount": [before.amount, amount],
                "purchased_on": [before.purchased_on, purchased_on],
            });
            if !purchases::update(txn, row).await? {
                return Err(Refused::Stale);
            }
            let occasion = Occasion::new(Cause::Edit, Some(actor), now);
            amend::recount(txn, before.employee_id, &days, &occasion).await?;
            let subject = format!("purchases/{id}");
            audit::note(txn, now, Some(actor), "purchase.edit", subject, details).await?;
            Ok(())
        }))
        .await
}

/// Voids a purchase: the owner until the deadline, a reviewer at any time, with a reason.
pub async fn void(
    store: &Store,
    viewer: &Viewer,
    id: i64,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    let rulebook = store.rulebook().await?;
    let (purchase, owner) = sighted(store, &rulebook, viewer, id, now).await?;
    let reviews = viewer.may_review(&rulebook.offices, owner.id, owner.office);
    if !reviews && owner.id != viewer.employee {
        return Err(Refused::Forbidden);
    }
    let reason = problem::line("reason", reason, LONGEST_REASON).map_err(Refused::invalid)?;
    if !reviews && !still_open(&rulebook, &owner, &purchase, now) {
        return Err(locked());
    }
    let from = &[State::Recorded, State::Verified, State::Rejected];
    settle(store, viewer, purchase, from, State::Voided, Some(reason), now).await
}

/// Verifies or rejects a purchase: whoever reviews the employee's office, never the employee. A
/// rejection says why, and its owner gets a mail.
pub async fn review(
    store: &Store,
    viewer: &Viewer,
    id: i64,
    decision: Decision,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    let rulebook = store.rulebook().await?;
    let (purchase, owner) = sighted(store, &rulebook, viewer, id, now).await?;
    if !viewer.may_review(&rulebook.offices, owner.id, owner.office) {
        return Err(Refused::Forbidden);
    }
    let (from, to, reason) = match decision {
        Decision::Verify => (
            [State::Recorded, State::Rejected],
            State::Verified,
            problem::optional_line("reason", reason, LONGEST_REASON),
        ),
        Decision::Reject => (
            [State::Recorded, State::Verified],
            State::Rejected,
            problem::line("reason", reason.unwrap_or_default(), LONGEST_REASON).map(Some),
        ),
    };
    let reason = reason.map_err(Refused::invalid)?;
    settle(store, viewer, purchase, &from, to, reason, now).await
}

async fn settle(
    store: &Store,
    viewer: &Viewer,
    purchase: Purchase,
    from: &[State],
    to: State,
    reason: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    let (actor, from) = (viewer.employee, from.to_vec());
    store
        .write(txn_job!(|txn| {
            let row = &purchase.row;
            amend::hold(txn).await?.keep(txn, &[row.employee_id]).await?;
            totals::lock(txn, row.employee_id, row.purchased_on).await?;
            if !purchases::decide(txn, row.id, &from, to, actor, reason.as_deref(), now).await? {
                return Err(settled(&purchase));
            }
            match to {
                State::Rejected => {
                    receipts::release(txn, row.id).await?;
                    tell_owner(txn, &purchase, now).await?;
                }
                State::Voided => receipts::release(txn, row.id).await?,
                State::Recorded | State::Verified => {}
            }
            let cause = if to == State::Voided { Cause::Void } else { Cause::Review };
            let occasion =
                Occasion { reason: reason.clone(), ..Occasion::new(cause, Some(actor), now) };
            amend::recount(txn, row.employee_id, &[row.purchased_on], &occasion).await?;
            let details = json!({ "state": [row.state, to], "reason": reason });
            let subject = format!("purchases/{}", row.id);
            let action = match to {
                State::Verified => "purchase.verified",
                State::Rejected => "purchase.rejected",
                State::Voided | State::Recorded => "purchase.voided",
            };
            audit::note(txn, now, Some(actor), action, subject, details).await?;
            Ok(())
        }))
        .await
}

async fn tell_owner(txn: &Txn, purchase: &Purchase, now: DateTime<Utc>) -> Result<(), Refused> {
    let mail = Mail {
        purchase_id: Some(purchase.row.id),
        ..mails::new(MailKind::PurchaseRejected, purchase.row.employee_id, now)
    };
    mails::insert(txn, mail).await?;
    Ok(())
}
