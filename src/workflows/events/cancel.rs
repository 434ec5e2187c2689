//! An event that is not held. Nothing is deleted: what was bought there before stays.

use serde_json::json;

use super::as_seen;
use crate::rules::audit::AuditAction;
use crate::rules::event::EventState;
use crate::rules::{EventId, Problem, problem};
use crate::store::Store;
use crate::store::events::{self, Event};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

const LONGEST_REASON: usize = 200;

/// # Errors
/// `Invalid` without a reason, `Conflict` for one that is cancelled already.
pub async fn cancel(
    store: &Store,
    warrant: &Warrant,
    (id, version): (EventId, i32),
    reason: &str,
) -> Result<Event, WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    let reason = problem::line("reason", reason, LONGEST_REASON).map_err(WorkflowError::invalid)?;
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let row = as_seen(acting.txn(), id, version).await?;
            if row.state == EventState::Cancelled {
                return Err(WorkflowError::Conflict(Problem::new("", "event-is-cancelled")));
            }
            let details = json!({ "name": row.name, "reason": reason });
            let row = Event { state: EventState::Cancelled, reason: Some(reason), ..row };
            let event = events::update(acting.txn(), row).await?;
            acting.note(AuditAction::EventCancel, format!("events/{id}"), details).await?;
            Ok(event)
        }))
        .await
}
