//! What opens the account of somebody whom the caller manages: seen and ended for a telephone that was
//! lost, or a computer that others use now.

use chrono::{DateTime, Utc};

use super::own_access;
use crate::rules::{EmployeeId, OfficeTree, SessionId, TokenId};
use crate::store::employees::{self, Employee};
use crate::store::{ConnectionTrait, Store, offices};
use crate::txn_job;
use crate::workflows::employees::managed::must_manage;
use crate::workflows::{By, WorkflowError};

/// Somebody whose sessions and keys the caller may see and end.
///
/// # Errors
/// `NotFound` for somebody out of sight; `Forbidden` where their roles reach further than the caller's.
pub async fn managed(
    db: &impl ConnectionTrait,
    by: &By,
    number: &str,
    now: DateTime<Utc>,
) -> Result<Employee, WorkflowError> {
    by.must_manage_people()?;
    let found = employees::by_number(db, number).await?.ok_or(WorkflowError::NotFound)?;
    let tree = OfficeTree::new(offices::all(db).await?);
    must_manage(db, by, &tree, found.id, now).await?;
    Ok(found)
}

/// Signs one of their browsers out.
pub async fn end_session(
    store: &Store,
    by: &By,
    number: &str,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let (owner, author) = owner(store, by, number, now).await?;
    store.write(txn_job!(|txn| own_access::end(txn, owner, id, author, now).await)).await
}

/// Ends one of their keys to the API.
pub async fn revoke_token(
    store: &Store,
    by: &By,
    number: &str,
    id: TokenId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let (owner, author) = owner(store, by, number, now).await?;
    store.write(txn_job!(|txn| own_access::revoke(txn, owner, id, author, now).await)).await
}

async fn owner(
    store: &Store,
    by: &By,
    number: &str,
    now: DateTime<Utc>,
) -> Result<(EmployeeId, Option<EmployeeId>), WorkflowError> {
    Ok((managed(store.reader(), by, number, now).await?.id, by.author()))
}
