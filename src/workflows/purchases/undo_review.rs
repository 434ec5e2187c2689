//! A decision about a purchase is taken back by who has made it, for a few minutes: it waits again as if nobody
//! had decided, and all of the same receipt with it.

use serde_json::json;

use super::attach_receipts::used_meanwhile;
use super::change::{must_allow, overtaken, with_owner};
use crate::rules::PurchaseId;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::mail::MailKind;
use crate::rules::purchase::State;
use crate::rules::purchase_access::Action;
use crate::store::purchases::{self, Purchase};
use crate::store::{FactsLock, Store, mails, receipts, shared_parts, totals};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::sellers;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// Takes it back.
///
/// # Errors
/// `Conflict` after ten minutes, where somebody has changed it since, and where its file was recorded anew.
pub async fn undo_review(
    store: &Store,
    warrant: &Warrant,
    id: PurchaseId,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let facts = acting.lock_facts().await?;
            let case = case(acting, id).await?;
            let people: Vec<_> = case.iter().map(|one| one.row.employee_id).collect();
            amend::store_before_change(&facts, &people).await?;
            for one in &case {
                reopen(acting, &facts, one).await?;
            }
            if case[0].row.state == State::Rejected {
                sellers::withdraw_doubt(acting, &case[0].row).await?;
            }
            Ok(())
        }))
        .await
}

/// It, and what of the same receipt was decided with it.
async fn case(acting: &Acting<'_>, id: PurchaseId) -> Result<Vec<Purchase>, WorkflowError> {
    let (txn, rulebook) = (acting.txn(), acting.rulebook());
    let (viewer, now) = (acting.viewer()?, acting.now());
    let (purchase, owner) = with_owner(txn, rulebook, viewer, id, now).await?;
    must_allow(rulebook, viewer, Action::UndoReview, (&purchase, &owner), now)?;
    let (shared, decided_at) = (purchase.shared(), purchase.row.decided_at);
    let mut case = vec![purchase];
    for other in shared {
        let (other, owner) = match with_owner(txn, rulebook, viewer, other, now).await {
            Ok(found) => found,
            Err(WorkflowError::NotFound) => continue,
            Err(error) => return Err(error),
        };
        let may = must_allow(rulebook, viewer, Action::UndoReview, (&other, &owner), now);
        if may.is_ok() && other.row.decided_at == decided_at {
            case.push(other);
        }
    }
    Ok(case)
}

async fn reopen(
    acting: &Acting<'_>,
    facts: &FactsLock<'_>,
    purchase: &Purchase,
) -> Result<(), WorkflowError> {
    let (txn, row) = (acting.txn(), &purchase.row);
    totals::lock(txn, row.employee_id, row.purchased_on).await?;
    if !purchases::reopen(facts, row.id, row.version).await? {
        return Err(overtaken(txn, row.id, Action::UndoReview.states()).await?);
    }
    if row.state == State::Rejected {
        receipts::take_back(txn, row.id).await.map_err(used_meanwhile)?;
        mails::drop_queued(txn, MailKind::PurchaseRejected, row.id).await?;
        if let (true, Some(ended_at)) = (purchase.is_first_of_parts(), row.decided_at) {
            shared_parts::reopen(txn, row.id, ended_at).await?;
        }
    }
    let occasion = ChangeContext::new(acting, Cause::Review);
    amend::recount(facts, row.employee_id, &[row.purchased_on], &occasion).await?;
    let details = json!({
        "employee": row.employee_id,
        "amount": row.amount,
        "seller": purchase.seller.name,
        "purchased_on": row.purchased_on,
        "state": [row.state, State::Recorded],
    });
    let subject = format!("purchases/{}", row.id);
    Ok(acting.note(AuditAction::PurchaseUndoReview, subject, details).await?)
}
