//! What opens the account of somebody whom the caller manages: seen and ended for a telephone that was
//! lost, or a computer that others use now.

use chrono::{DateTime, Utc};

use super::own_access;
use crate::rules::{EmployeeId, EmployeeRef, OfficeTree, SessionId, TokenId};
use crate::store::employees::{self, Employee};
use crate::store::{ConnectionTrait, Store, offices};
use crate::txn_job;
use crate::workflows::employees::managed::must_manage;
use crate::workflows::{Acting, By, Right, Warrant, WorkflowError};

/// Somebody whose sessions and keys the caller may see and end.
///
/// # Errors
/// `NotFound` for somebody out of sight; `Forbidden` where their roles reach further than the caller's.
pub async fn managed(
    db: &impl ConnectionTrait,
    by: &By,
    whom: &EmployeeRef,
    now: DateTime<Utc>,
) -> Result<Employee, WorkflowError> {
    by.must(Right::ManagePeople)?;
    let found = employees::find(db, whom).await?.ok_or(WorkflowError::NotFound)?;
    let tree = OfficeTree::new(offices::all(db).await?);
    must_manage(db, by, &tree, found.id, now).await?;
    Ok(found)
}

/// Signs one of their browsers out.
pub async fn end_session(
    store: &Store,
    warrant: &Warrant,
    whom: impl Into<EmployeeRef>,
    id: SessionId,
) -> Result<(), WorkflowError> {
    let whom = whom.into();
    warrant
        .on(store, Right::ManagePeople)
        .write(txn_job!(|acting| {
            own_access::end(acting, owner(acting, &whom).await?, id).await
        }))
        .await
}

/// Ends one of their keys to the API.
pub async fn revoke_token(
    store: &Store,
    warrant: &Warrant,
    whom: impl Into<EmployeeRef>,
    id: TokenId,
) -> Result<(), WorkflowError> {
    let whom = whom.into();
    warrant
        .on(store, Right::ManagePeople)
        .write(txn_job!(|acting| {
            own_access::revoke(acting, owner(acting, &whom).await?, id).await
        }))
        .await
}

async fn owner(acting: &Acting<'_>, whom: &EmployeeRef) -> Result<EmployeeId, WorkflowError> {
    Ok(managed(acting.txn(), acting.by(), whom, acting.now()).await?.id)
}
