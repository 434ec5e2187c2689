//! A reviewer who rejects a purchase because its seller is no small business says so of the seller as well:
//! those who keep the sellers decide.

use serde_json::json;

use crate::rules::SellerDoubtId;
use crate::rules::audit::AuditAction;
use crate::rules::seller::{DoubtState, SellerState, says_no_umkm};
use crate::store::purchases::PurchaseRow;
use crate::store::seller_doubts::{self, Doubt};
use crate::store::sellers;
use crate::workflows::{Acting, WorkflowError};

/// Notes the doubt, where the reason says so, nobody has decided about the seller for that day, and none is
/// noted yet.
pub async fn doubt_rejected(
    acting: &Acting<'_>,
    purchase: &PurchaseRow,
    reason: Option<&str>,
) -> Result<(), WorkflowError> {
    let Some(reason) = reason.filter(|reason| says_no_umkm(reason)) else { return Ok(()) };
    let (txn, now, by) = (acting.txn(), acting.now(), acting.viewer()?.employee);
    let id = purchase.seller_id;
    let mut seller = sellers::locked(txn, id).await?.ok_or(WorkflowError::NotFound)?;
    let doubt = Doubt {
        id: SellerDoubtId::NONE,
        seller_id: id,
        purchase_id: purchase.id,
        reason: reason.to_owned(),
        state: DoubtState::Open,
        raised_by: by,
        raised_at: now,
        decided_by: None,
        decided_at: None,
    };
    if seller.is_marked(purchase.purchased_on) || !seller_doubts::insert(txn, doubt).await? {
        return Ok(());
    }
    seller.state = SellerState::Doubted;
    let seller = sellers::update(txn, seller).await?;
    let details = json!({ "name": seller.name });
    Ok(acting.note(AuditAction::SellerDoubt, format!("sellers/{id}"), details).await?)
}

/// Takes back the doubt that came with a rejection which is taken back, while nobody has decided about it.
pub async fn withdraw_doubt(
    acting: &Acting<'_>,
    purchase: &PurchaseRow,
) -> Result<(), WorkflowError> {
    let (txn, now, by) = (acting.txn(), acting.now(), acting.viewer()?.employee);
    let id = purchase.seller_id;
    let mut seller = sellers::locked(txn, id).await?.ok_or(WorkflowError::NotFound)?;
    if !seller_doubts::withdraw(txn, (id, purchase.id), by, now).await? {
        return Ok(());
    }
    let was_confirmed = seller.confirmed_at.is_some();
    seller.state = if was_confirmed { SellerState::Confirmed } else { SellerState::Proposed };
    let seller = sellers::update(txn, seller).await?;
    let details = json!({ "name": seller.name });
    Ok(acting.note(AuditAction::SellerClear, format!("sellers/{id}"), details).await?)
}
