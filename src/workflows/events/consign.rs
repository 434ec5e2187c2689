//! Makers come to a sale point with their goods, and leave it.

use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::event::{EventKind, EventState};
use crate::rules::{ConsignmentId, EventId, Problem, SellerId, Zone};
use crate::store::consignments::{self, Consignment};
use crate::store::{Store, events, sellers};
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// # Errors
/// `NotFound` for a place or a seller that there is not, `Conflict` where it is no sale point or the maker is
/// there already.
pub async fn consign(
    store: &Store,
    warrant: &Warrant,
    id: EventId,
    maker: SellerId,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let place = events::locked(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            if place.kind != EventKind::SalePoint || place.state == EventState::Cancelled {
                return Err(WorkflowError::Conflict(Problem::new("seller", "no-sale-point")));
            }
            let maker = sellers::standing(txn, maker).await?.ok_or(WorkflowError::NotFound)?;
            let row = Consignment {
                id: ConsignmentId::NONE,
                event_id: id,
                seller_id: maker.id,
                from_on: today(acting),
                to_on: None,
                created_by: acting.viewer()?.employee,
                created_at: acting.now(),
            };
            if !consignments::insert(txn, row).await? {
                return Err(WorkflowError::Conflict(Problem::new("seller", "maker-is-there")));
            }
            let details = json!({ "name": place.name, "seller": maker.name });
            Ok(acting.note(AuditAction::EventConsign, format!("events/{id}"), details).await?)
        }))
        .await
}

/// The last day is today.
///
/// # Errors
/// `NotFound` where the maker is not there.
pub async fn end_consignment(
    store: &Store,
    warrant: &Warrant,
    about: (EventId, ConsignmentId),
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let place = events::locked(txn, about.0).await?.ok_or(WorkflowError::NotFound)?;
            let ended = consignments::end(txn, about, today(acting)).await?;
            let ended = ended.ok_or(WorkflowError::NotFound)?;
            let maker = sellers::by_id(txn, ended.seller_id).await?;
            let details = json!({ "name": place.name, "seller": maker.map(|one| one.name) });
            let subject = format!("events/{}", about.0);
            Ok(acting.note(AuditAction::EventEndConsignment, subject, details).await?)
        }))
        .await
}

/// In the zone of the institution.
fn today(acting: &Acting<'_>) -> chrono::NaiveDate {
    let root = acting.rulebook().offices.roots().next();
    root.map_or(Zone::Wib, |root| root.zone).date(acting.now())
}
