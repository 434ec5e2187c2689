//! Invites somebody to activate their account: a mail with a link that works once, for 72 hours.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::mail::MailKind;
use crate::rules::{EmployeeId, OfficeTree, Problem};
use crate::store::{self, Store, Txn, audit, employees, mails, offices};
use crate::txn_job;
use crate::workflows::employees::managed::must_manage;
use crate::workflows::{By, WorkflowError};

/// By whoever manages them.
///
/// # Errors
/// [`Refused::Conflict`] with `already-active` for whoever has a password (they use "forgotten"), and
/// with `no-address` for whoever has no address.
pub async fn invite(
    store: &Store,
    by: &By,
    employee: EmployeeId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    by.must_manage_people()?;
    let author = by.author();
    let by = by.clone();
    store
        .write(txn_job!(|txn| {
            let invited = employees::lock(txn, employee).await?.ok_or(WorkflowError::NotFound)?;
            let tree = OfficeTree::new(offices::all(txn).await?);
            must_manage(txn, &by, &tree, employee, now).await?;
            if invited.password_hash.is_some() {
                return Err(WorkflowError::Conflict(Problem::new("employee", "already-active")));
            }
            if invited.email.is_none() {
                return Err(WorkflowError::Conflict(Problem::new("employee", "no-address")));
            }
            if queue(txn, employee, now).await? {
                let subject = format!("employees/{employee}");
                audit::note(txn, now, author, AuditAction::EmployeeInvite, subject, json!({}))
                    .await?;
            }
            Ok(())
        }))
        .await
}

/// Puts the mail into the outbox as a part of another change, such as an import. Returns whether it
/// is new: one that still waits is enough, and who has no address gets none.
pub async fn queue(txn: &Txn, employee: EmployeeId, now: DateTime<Utc>) -> store::Result<bool> {
    if mails::waiting(txn, MailKind::Activation, employee).await? {
        return Ok(false);
    }
    mails::insert(txn, mails::new(MailKind::Activation, employee, now)).await
}
