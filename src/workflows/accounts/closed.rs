//! Accounts that open to nobody: whoever had them has left, or is kept out.

use chrono::{DateTime, Utc};

use crate::rules::{Problem, account};
use crate::store::employees::Employee;
use crate::store::{self, Store, placements};
use crate::workflows::{Acting, WorkflowError};

/// Whether somebody's account opens to them, of those who have not signed in yet. Guards ask the same of
/// sessions and keys, by `warrant::in_force`.
pub async fn is_open(store: &Store, owner: &Employee, now: DateTime<Utc>) -> store::Result<bool> {
    let rulebook = store.rulebook().await?;
    let places = placements::of(store.reader(), owner.id).await?;
    let today = rulebook.today(&places, now);
    Ok(account::is_open(owner.disabled_at.is_some(), &places, today))
}

/// The same in a transaction.
pub(super) async fn is_open_now(acting: &Acting<'_>, owner: &Employee) -> store::Result<bool> {
    let places = placements::of(acting.txn(), owner.id).await?;
    let today = acting.rulebook().today(&places, acting.now());
    Ok(account::is_open(owner.disabled_at.is_some(), &places, today))
}

/// Refuses to hand out a way into an account that opens to nobody.
///
/// # Errors
/// `Conflict` with `account-closed`.
pub(super) async fn must_be_open(
    acting: &Acting<'_>,
    owner: &Employee,
) -> Result<(), WorkflowError> {
    if is_open_now(acting, owner).await? {
        return Ok(());
    }
    Err(WorkflowError::Conflict(Problem::new("employee", "account-closed")))
}
