//! Invites people to activate their account: a mail with a link that works once, for 72 hours. Nobody is
//! invited by anything else that is done to them.

use std::collections::HashSet;

use serde_json::json;

use super::closed::{is_open_now, must_be_open};
use crate::rules::audit::AuditAction;
use crate::rules::mail::MailKind;
use crate::rules::{EmployeeId, OfficeTree, Problem};
use crate::store::{self, Store, employees, mails, offices};
use crate::txn_job;
use crate::workflows::employees::managed::must_manage;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// People in one transaction.
const BATCH: usize = 300;

/// By whoever manages them.
///
/// # Errors
/// `Conflict` with `account-closed` for whoever has left or is kept out, with `already-active` for whoever has a password (they use "forgotten"), and with
/// `no-address` for whoever has no address.
pub async fn invite(
    store: &Store,
    warrant: &Warrant,
    employee: EmployeeId,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::ManagePeople)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let invited = employees::lock(txn, employee).await?.ok_or(WorkflowError::NotFound)?;
            let tree = OfficeTree::new(offices::all(txn).await?);
            must_manage(txn, acting.by(), &tree, employee, now).await?;
            must_be_open(acting, &invited).await?;
            if invited.password_hash.is_some() {
                return Err(WorkflowError::Conflict(Problem::new("employee", "already-active")));
            }
            if invited.email.is_none() {
                return Err(WorkflowError::Conflict(Problem::new("employee", "no-address")));
            }
            // One that still waits is enough.
            if !mails::waiting(txn, MailKind::Activation, employee).await? {
                mails::insert(txn, mails::new(MailKind::Activation, employee, now)).await?;
                note(acting, employee).await?;
            }
            Ok(())
        }))
        .await
}

/// Invites many at once; who has become active meanwhile, or has no address, is left aside. Returns how
/// many mails wait now.
pub async fn invite_all(
    store: &Store,
    warrant: &Warrant,
    people: Vec<EmployeeId>,
) -> Result<usize, WorkflowError> {
    warrant.must(Right::ManagePeople)?;
    let mut queued = 0;
    for batch in people.chunks(BATCH) {
        let batch = batch.to_vec();
        queued += warrant
            .on(store, Right::ManagePeople)
            .write(txn_job!(|acting| {
                let (txn, now) = (acting.txn(), acting.now());
                let waiting: HashSet<EmployeeId> =
                    mails::waiting_of(txn, MailKind::Activation, &batch).await?;
                let tree = OfficeTree::new(offices::all(txn).await?);
                let mut new = Vec::new();
                for person in employees::lock_all(txn, &batch).await? {
                    let reachable = person.password_hash.is_none() && person.email.is_some();
                    let reachable = reachable && !waiting.contains(&person.id);
                    if reachable && is_open_now(acting, &person).await? {
                        must_manage(txn, acting.by(), &tree, person.id, now).await?;
                        note(acting, person.id).await?;
                        new.push(mails::new(MailKind::Activation, person.id, now));
                    }
                }
                let count = new.len();
                mails::insert_many(txn, new).await?;
                Ok(count)
            }))
            .await?;
    }
    Ok(queued)
}

async fn note(acting: &Acting<'_>, employee: EmployeeId) -> store::Result<()> {
    let subject = format!("employees/{employee}");
    acting.note(AuditAction::EmployeeInvite, subject, json!({})).await
}
