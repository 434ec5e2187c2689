//! Sending mails again that have failed for good.

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

/// Puts all failed mails back in the queue, as after days without a mail server. Returns how many.
pub async fn retry_failed(
    store: &Store,
    by: &By,
    now: DateTime<Utc>,
) -> Result<u64, WorkflowError> {
    by.must_administer()?;
    let author = by.author();
    store
        .write(txn_job!(|txn| {
            let count = mails::retry_failed(txn, now).await?;
            if count > 0 {
                let (action, details) = (AuditAction::MailRetryAll, json!({ "count": count }));
                audit::note(txn, now, author, action, "mails".into(), details).await?;
            }
            Ok(count)
        }))
        .await
}
