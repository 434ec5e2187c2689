//! The classes of a seller change.

use serde_json::json;

use super::recount::{Bearing, Recount};
use super::{Seen, as_seen};
use crate::rules::audit::AuditAction;
use crate::rules::seller_class::{SpanDraft, check_spans};
use crate::rules::{ClassSpan, SellerId};
use crate::store::sellers::Seller;
use crate::store::{Store, purchases, seller_classes, sellers};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Gives a seller other classes than it had: all of them.
///
/// # Errors
/// `NotFound` for a seller that there is not.
pub async fn classify(
    store: &Store,
    warrant: &Warrant,
    (id, seen): (SellerId, Seen),
    classes: &[SpanDraft],
) -> Result<(Seller, Vec<ClassSpan>), WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    let after = check_spans(classes).map_err(WorkflowError::Invalid)?;
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let facts = acting.lock_facts().await?;
            let seller = as_seen(txn, id, seen).await?;
            let before = seller_classes::of_many(txn, [id]).await?.remove(&id).unwrap_or_default();
            if before == after {
                return Ok((seller, after));
            }
            let bought = purchases::of_seller(txn, id).await?;
            let bearings =
                (&Bearing::new(&seller, before.clone()), &Bearing::new(&seller, after.clone()));
            let recount = Recount::begin(&facts, bought, bearings).await?;
            seller_classes::replace(&facts, id, &after).await?;
            let seller = sellers::update(txn, seller).await?;
            recount.finish(acting, &facts).await?;
            let details =
                json!({ "name": seller.name, "classes_before": before, "classes": after });
            let subject = format!("sellers/{id}");
            acting.note(AuditAction::SellerClassify, subject, details).await?;
            Ok((seller, after))
        }))
        .await
}
