//! The classes of a seller change: what was bought there on days whose classes are others now is counted
//! anew, in closed periods by amendments (rules.md §§5 and 8).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::json;

use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::seller_class::{SpanDraft, carried, check_spans};
use crate::rules::{ClassSpan, EmployeeId, SellerId};
use crate::store::sellers::Seller;
use crate::store::{Store, purchases, seller_classes, sellers, totals};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::{Right, Warrant, WorkflowError};

/// Gives a seller other classes than it had: all of them.
///
/// # Errors
/// `NotFound` for a seller that there is not.
pub async fn classify(
    store: &Store,
    warrant: &Warrant,
    id: SellerId,
    classes: &[SpanDraft],
) -> Result<(Seller, Vec<ClassSpan>), WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    let after = check_spans(classes).map_err(WorkflowError::Invalid)?;
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let facts = acting.lock_facts().await?;
            let seller = sellers::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            let before = seller_classes::of_many(txn, [id]).await?.remove(&id).unwrap_or_default();
            if before == after {
                return Ok((seller, after));
            }
            let mut counted_anew: BTreeMap<EmployeeId, Vec<NaiveDate>> = BTreeMap::new();
            for (employee, day) in purchases::of_seller(txn, id).await? {
                if carried(&before, day) != carried(&after, day) {
                    counted_anew.entry(employee).or_default().push(day);
                }
            }
            let people: Vec<_> = counted_anew.keys().copied().collect();
            amend::store_before_change(&facts, &people).await?;
            seller_classes::replace(&facts, id, &after).await?;
            let occasion = ChangeContext::new(acting, Cause::Recount);
            for (employee, days) in counted_anew {
                for day in &days {
                    totals::lock(txn, employee, *day).await?;
                }
                amend::recount(&facts, employee, &days, &occasion).await?;
            }
            let details =
                json!({ "name": seller.name, "classes_before": before, "classes": after });
            let subject = format!("sellers/{id}");
            acting.note(AuditAction::SellerClassify, subject, details).await?;
            Ok((seller, after))
        }))
        .await
}
