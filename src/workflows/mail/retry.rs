//! Sending a mail again that has failed for good.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::{MailId, Problem};
use crate::store::{Store, audit, mails};
use crate::txn_job;
use crate::workflows::{By, WorkflowError};

/// Puts a failed mail back in the queue, as if it had never been tried.
pub async fn retry(
    store: &Store,
    by: &By,
    id: MailId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    by.must_administer()?;
    let author = by.author();
    store
        .write(txn_job!(|txn| {
            let (mail, _) = mails::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            if !mails::retry(txn, id, now).await? {
                return Err(WorkflowError::Conflict(Problem::new("state", "mail-not-failed")));
            }
            let (subject, details) = (format!("mails/{id}"), json!({ "kind": mail.kind }));
            audit::note(txn, now, author, AuditAction::MailRetry, subject, details).await?;
            Ok(())
        }))
        .await
}
