//! A mail that is not to be sent.

use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::{MailId, Problem};
use crate::store::{Store, employees, mails};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Drops a mail that waits, for good: of a reminder there is no other.
pub async fn cancel(store: &Store, warrant: &Warrant, id: MailId) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let (mail, _) = mails::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            let to = employees::by_id(txn, mail.employee_id).await?;
            let address = mail.address.clone().or(to.and_then(|to| to.email));
            if !mails::cancel(txn, &mail, &address.unwrap_or_default(), now).await? {
                return Err(WorkflowError::Conflict(Problem::new("state", "mail-not-queued")));
            }
            let (subject, details) = (format!("mails/{id}"), json!({ "kind": mail.kind }));
            acting.note(AuditAction::MailCancel, subject, details).await?;
            Ok(())
        }))
        .await
}
