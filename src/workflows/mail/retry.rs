//! Sending mails again that have failed for good.

use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::{MailId, Problem};
use crate::store::{Store, mails};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Puts a failed mail back in the queue, as if it had never been tried.
pub async fn retry(store: &Store, warrant: &Warrant, id: MailId) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let (mail, _) = mails::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            if !mails::retry(txn, id, now).await? {
                return Err(WorkflowError::Conflict(Problem::new("state", "mail-not-failed")));
            }
            let (subject, details) = (format!("mails/{id}"), json!({ "kind": mail.kind }));
            acting.note(AuditAction::MailRetry, subject, details).await?;
            Ok(())
        }))
        .await
}

/// Puts all failed mails back in the queue, as after days without a mail server. Returns how many.
pub async fn retry_failed(store: &Store, warrant: &Warrant) -> Result<u64, WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let count = mails::retry_failed(acting.txn(), acting.now()).await?;
            if count > 0 {
                let details = json!({ "count": count });
                acting.note(AuditAction::MailRetryAll, "mails".into(), details).await?;
            }
            Ok(count)
        }))
        .await
}
