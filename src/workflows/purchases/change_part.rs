//! Changing or taking back a part that nobody has answered: by who proposed it.

use serde_json::json;

use super::answer_part::{noted, settled};
use crate::rules::audit::AuditAction;
use crate::rules::money::AmountInput;
use crate::rules::purchase::ceiling;
use crate::rules::purchase_draft;
use crate::rules::shared_part::PartState;
use crate::rules::{Problem, PurchaseId, SharedPartId};
use crate::store::purchases::{self, PurchaseRow};
use crate::store::shared_parts::{self, PartRow};
use crate::store::{Store, Txn, placements};
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// Nobody is asked for it any more.
pub async fn withdraw(
    store: &Store,
    warrant: &Warrant,
    id: SharedPartId,
) -> Result<PurchaseId, WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let part = proposed(acting, id).await?;
            let purchase = part.purchase_id;
            if part.state == PartState::Withdrawn {
                return Ok(purchase);
            }
            must_be_open(&part)?;
            let (subject, details) = noted(&part);
            let withdrawn =
                PartRow { state: PartState::Withdrawn, settled_at: Some(acting.now()), ..part };
            shared_parts::update(acting.txn(), withdrawn).await?;
            acting.note(AuditAction::SharedPartWithdraw, subject, details).await?;
            Ok(purchase)
        }))
        .await
}

/// It is another amount: at most what the other parts leave of the receipt.
pub async fn change(
    store: &Store,
    warrant: &Warrant,
    id: SharedPartId,
    amount: AmountInput,
) -> Result<PurchaseId, WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let part = proposed(acting, id).await?;
            must_be_open(&part)?;
            let first = purchases::by_id(txn, part.purchase_id).await?;
            let first = first.ok_or(WorkflowError::NotFound)?;
            let left = left(txn, &first, first.amount).await? + part.amount;
            let places = placements::of(txn, part.employee_id).await?;
            let most = ceiling(acting.rulebook(), &places, first.purchased_on);
            let amount = purchase_draft::amount(&amount, most).map_err(WorkflowError::invalid)?;
            if amount > left {
                let above = Problem::new("amount", "part-above-rest").with_rupiah("most", left);
                return Err(WorkflowError::invalid(above));
            }
            let (subject, mut details) = noted(&part);
            details["amount"] = json!([part.amount, amount]);
            let purchase = part.purchase_id;
            shared_parts::update(txn, PartRow { amount, ..part }).await?;
            acting.note(AuditAction::SharedPartChange, subject, details).await?;
            Ok(purchase)
        }))
        .await
}

/// What the parts that stand and one's own leave of a receipt, in rupiah; its rows are locked. Below 0 where
/// they are more than it.
pub(super) async fn left(txn: &Txn, first: &PurchaseRow, own: i64) -> Result<i64, WorkflowError> {
    let parts = shared_parts::standing(txn, first.id).await?;
    let parts: i64 = parts.iter().map(|part| part.amount).sum();
    Ok(first.receipt_amount.unwrap_or(own) - own - parts)
}

/// A part that whoever asks has proposed, which nobody else changes meanwhile.
async fn proposed(acting: &Acting<'_>, id: SharedPartId) -> Result<PartRow, WorkflowError> {
    let me = acting.viewer()?.employee;
    let part = shared_parts::locked(acting.txn(), id).await?;
    let is_theirs = |part: &PartRow| part.proposed_by == me && part.state != PartState::Claimed;
    part.filter(is_theirs).ok_or(WorkflowError::NotFound)
}

fn must_be_open(part: &PartRow) -> Result<(), WorkflowError> {
    if part.state == PartState::Proposed { Ok(()) } else { Err(settled(part.state)) }
}
