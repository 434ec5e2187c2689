//! What is known of a seller is changed by those who keep the sellers.

use serde_json::{Value, json};

use super::{Seen, as_seen, name_taken, taken};
use crate::rules::SellerId;
use crate::rules::audit::AuditAction;
use crate::rules::seller::{Details, Draft};
use crate::store::sellers::Seller;
use crate::store::{Store, sellers};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// # Errors
/// `Conflict` on `name` where there is another seller of this name in this sub-district.
pub async fn edit(
    store: &Store,
    warrant: &Warrant,
    (id, seen): (SellerId, Seen),
    draft: Draft,
) -> Result<Seller, WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    let name = draft.name.clone().unwrap_or_default();
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let mut seller = as_seen(txn, id, seen).await?;
            let before = sellers::details(&seller);
            let after = draft.check(&before).map_err(WorkflowError::Invalid)?;
            if after == before {
                return Ok(seller);
            }
            let same = sellers::by_name(txn, &after.name, after.district.as_deref()).await?;
            if same.is_some_and(|same| same.id != id) {
                return Err(name_taken(&after.name));
            }
            let details = json!({ "name": after.name, "before": noted(&before),
                "after": noted(&after), "others": is_reached_otherwise(&before, &after) });
            sellers::describe(&mut seller, after);
            let seller = sellers::update(txn, seller).await?;
            let subject = format!("sellers/{id}");
            acting.note(AuditAction::SellerEdit, subject, details).await?;
            Ok(seller)
        }))
        .await
        .map_err(|error| taken(error, &name))
}

/// What the audit says for ever: nothing by which somebody is reached.
pub(super) fn noted(details: &Details) -> Value {
    let Details { name, district, goods, market, stall, .. } = details;
    json!({ "name": name, "district": district, "goods": goods, "market": market, "stall": stall })
}

/// Whether something else differs, of which the audit says only that.
fn is_reached_otherwise(before: &Details, after: &Details) -> bool {
    let rest = |details: &Details| {
        let Details { nib, phone, whatsapp, instagram, youtube, marketplace, training, .. } =
            details.clone();
        [nib, phone, whatsapp, instagram, youtube, marketplace, training]
    };
    rest(before) != rest(after)
}
