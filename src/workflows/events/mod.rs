//! Bazaars, expos, campaigns and places at which small businesses sell, as those enter them who keep the sellers.

mod add;
mod cancel;
mod consign;
mod edit;
mod plan_year;

pub use add::add;
pub use cancel::cancel;
pub use consign::{consign, end_consignment};
pub use edit::edit;
pub use plan_year::plan_year;

use serde_json::{Value, json};

use super::WorkflowError;
use crate::rules::EventId;
use crate::rules::event::{Details, Schedule};
use crate::store::Txn;
use crate::store::events::{self, Event};

/// The event, locked, as somebody saw it.
async fn as_seen(txn: &Txn, id: EventId, version: i32) -> Result<Event, WorkflowError> {
    let event = events::locked(txn, id).await?.ok_or(WorkflowError::NotFound)?;
    if event.version == version { Ok(event) } else { Err(WorkflowError::Stale) }
}

/// What the audit says of one.
fn noted(details: &Details) -> Value {
    let Details { name, kind, schedule, place, district, organiser, expected_sellers } = details;
    let Schedule { from, to, weekday } = schedule;
    json!({
        "name": name, "event_kind": kind, "from": from, "to": to, "weekday": weekday, "place": place,
        "district": district, "organiser": organiser, "expected_sellers": expected_sellers,
    })
}
