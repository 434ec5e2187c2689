//! What is known of an event changes. What was bought at it stays so, whatever its days become.

use serde_json::json;

use super::{as_seen, noted};
use crate::rules::audit::AuditAction;
use crate::rules::event::{Details, Draft, EventState};
use crate::rules::{EventId, Problem};
use crate::store::Store;
use crate::store::events::{self, Event};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// `change` makes of what is known what should be.
///
/// # Errors
/// `Stale` where somebody was faster, `Conflict` for one that is cancelled.
pub async fn edit(
    store: &Store,
    warrant: &Warrant,
    (id, version): (EventId, i32),
    change: impl FnOnce(&Details) -> Draft + Clone + Send + 'static,
) -> Result<Event, WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let row = as_seen(txn, id, version).await?;
            if row.state == EventState::Cancelled {
                return Err(WorkflowError::Conflict(Problem::new("", "event-is-cancelled")));
            }
            let before = events::details(&row);
            let after = change(&before).check().map_err(WorkflowError::Invalid)?;
            if after == before {
                return Ok(row);
            }
            let details = json!({
                "name": after.name, "before": noted(&before), "after": noted(&after),
            });
            let changed = events::new(after, row.created_by, row.created_at);
            let row = Event { id, version: row.version, ..changed };
            let event = events::update(txn, row).await?;
            acting.note(AuditAction::EventEdit, format!("events/{id}"), details).await?;
            Ok(event)
        }))
        .await
}
