//! Whoever has left keeps nothing that opened their account. Guards refuse it from the first minute after
//! the last day on; this takes it away.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::Zone;
use crate::rules::audit::AuditAction;
use crate::store::{Store, access};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// People in one transaction.
const BATCH: u64 = 200;

/// Ends the access of all whose last day is over everywhere. Returns of how many.
pub async fn end_leavers(store: &Store, now: DateTime<Utc>) -> Result<usize, WorkflowError> {
    // Midnight comes to the west last.
    let today = Zone::Wib.date(now);
    let mut ended = 0;
    loop {
        let some = Warrant::system(now)
            .on(store, Right::None)
            .write(txn_job!(|acting| {
                let (txn, now) = (acting.txn(), acting.now());
                let people = access::of_leavers(txn, today, BATCH).await?;
                access::end_all(txn, &people, None, now).await?;
                for id in &people {
                    let subject = format!("employees/{id}");
                    acting.note(AuditAction::AccessEnd, subject, json!({})).await?;
                }
                Ok::<_, WorkflowError>(people.len())
            }))
            .await?;
        ended += some;
        if some == 0 {
            return Ok(ended);
        }
    }
}
