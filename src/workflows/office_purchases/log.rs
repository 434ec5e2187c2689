//! An office has bought something from its own budget.

use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::office_purchase::{Draft, NewOfficePurchase, Supplier};
use crate::rules::{OfficePurchaseId, Zone};
use crate::store::office_purchases::{self, OfficePurchase};
use crate::store::{Store, sellers};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// # Errors
/// `Invalid` with every fault, by field: an office for which the caller does not record is one that they cannot
/// choose.
pub async fn log(
    store: &Store,
    warrant: &Warrant,
    draft: Draft,
) -> Result<OfficePurchase, WorkflowError> {
    let channels = store.settings().await?.channels.clone();
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, viewer, now) = (acting.txn(), acting.viewer()?, acting.now());
            if !viewer.logs_for_others() {
                return Err(WorkflowError::Forbidden);
            }
            let tree = &acting.rulebook().offices;
            let zone = tree.by_code(draft.office.trim()).map_or(Zone::Wib, |office| office.zone);
            let offices = viewer.offices_to_log_for(tree);
            let new = draft
                .check((tree, &offices), &channels, zone.date(now))
                .map_err(WorkflowError::Invalid)?;
            let NewOfficePurchase {
                office,
                purchased_on,
                amount,
                channel,
                supplier,
                item,
                order_number,
                domestic,
            } = new;
            let by = viewer.employee;
            let (seller_id, supplier) = match supplier {
                Supplier::Small { name, district } => {
                    let district = district.as_deref();
                    let seller = sellers::find_or_insert(txn, &name, district, by, now).await?;
                    (Some(seller.id), None)
                }
                Supplier::Other(name) => (None, Some(name)),
            };
            let mut row = OfficePurchase {
                id: OfficePurchaseId::NONE,
                office_id: office,
                purchased_on,
                amount,
                channel,
                seller_id,
                supplier,
                item,
                order_number,
                domestic,
                recorded_by: by,
                recorded_at: now,
                voided_by: None,
                voided_at: None,
                reason: None,
                version: 1,
            };
            row.id = office_purchases::insert(txn, row.clone()).await?;
            let details = json!({ "office": office, "amount": amount, "on": purchased_on });
            let subject = format!("office_purchases/{}", row.id);
            acting.note(AuditAction::OfficePurchaseLog, subject, details).await?;
            Ok(row)
        }))
        .await
}
