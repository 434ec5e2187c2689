//! Sending a mail again that has failed for good.

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
