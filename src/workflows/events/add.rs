//! A new event.

use super::noted;
use crate::rules::audit::AuditAction;
use crate::rules::event::Draft;
use crate::store::Store;
use crate::store::events::{self, Event};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// # Errors
/// `Invalid` with every fault, by field.
pub async fn add(store: &Store, warrant: &Warrant, draft: Draft) -> Result<Event, WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    let details = draft.check().map_err(WorkflowError::Invalid)?;
    warrant
        .on(store, Right::KeepSellers)
        .write(txn_job!(|acting| {
            let author = acting.viewer()?.employee;
            let noted = noted(&details);
            let mut event = events::new(details, author, acting.now());
            event.id = events::insert(acting.txn(), event.clone()).await?;
            let subject = format!("events/{}", event.id);
            acting.note(AuditAction::EventAdd, subject, noted).await?;
            Ok(event)
        }))
        .await
}
