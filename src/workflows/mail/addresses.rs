//! Addresses that are not written to any more: marked and cleared by administrators.

use serde_json::json;

use crate::mail::masked;
use crate::rules::audit::AuditAction;
use crate::rules::bounce::BounceSource;
use crate::rules::{MailId, Problem};
use crate::store::bounces::{self, Bounce};
use crate::store::{Store, mails};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Marks the address that a mail went to: nobody is there, as an administrator has learnt.
pub async fn mark(store: &Store, warrant: &Warrant, id: MailId) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let (mail, _) = mails::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            let refusal = |code| WorkflowError::Conflict(Problem::new("address", code));
            let bounce = bounces::of(&mail, BounceSource::Entered, "", now);
            let bounce = bounce.ok_or_else(|| refusal("mail-not-addressed"))?;
            if bounces::is_not_written_to(txn, &bounce.address).await? {
                return Err(refusal("address-marked"));
            }
            let to = masked(&bounce.address);
            bounces::insert(txn, Bounce { noted_by: acting.author(), ..bounce }).await?;
            let subject = format!("mails/{id}");
            acting.note(AuditAction::MailAddressMark, subject, json!({ "to": to })).await?;
            Ok(())
        }))
        .await
}

/// Writes to an address again.
pub async fn clear(store: &Store, warrant: &Warrant, address: String) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            if !bounces::clear(txn, &address, acting.author(), acting.now()).await? {
                return Err(WorkflowError::NotFound);
            }
            let details = json!({ "to": masked(&address) });
            acting.note(AuditAction::MailAddressClear, "mails".into(), details).await?;
            Ok(())
        }))
        .await
}
