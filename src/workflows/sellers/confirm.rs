//! Somebody who keeps the sellers has looked at one: it is what people say it is, and counts.

use serde_json::json;

use super::{Seen, as_seen, confirmed};
use crate::rules::audit::AuditAction;
use crate::rules::seller::{DoubtState, SellerState};
use crate::rules::{Problem, SellerId};
use crate::store::sellers::Seller;
use crate::store::{Store, seller_doubts, sellers};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Confirms what somebody has proposed; what a reviewer said of it is refused.
///
/// # Errors
/// `Conflict` for one that is confirmed already.
pub async fn confirm(
    store: &Store,
    warrant: &Warrant,
    (id, seen): (SellerId, Seen),
) -> Result<Seller, WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let (txn, now, by) = (acting.txn(), acting.now(), acting.viewer()?.employee);
            let mut seller = as_seen(txn, id, seen).await?;
            if seller.state == SellerState::Confirmed {
                let problem = Problem::new("state", "seller-confirmed");
                return Err(WorkflowError::Conflict(problem));
            }
            let was = seller.state;
            seller_doubts::decide(txn, id, DoubtState::Refused, by, now).await?;
            confirmed(acting, &mut seller)?;
            let seller = sellers::update(txn, seller).await?;
            let action = match was {
                SellerState::Doubted => AuditAction::SellerClear,
                SellerState::Proposed | SellerState::Confirmed => AuditAction::SellerConfirm,
            };
            let details = json!({ "name": seller.name });
            acting.note(action, format!("sellers/{id}"), details).await?;
            Ok(seller)
        }))
        .await
}
