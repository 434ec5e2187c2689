//! An account that opens to nobody for a while: all that opens it ends at once, and nobody signs in until
//! somebody enables it again. Figures, placements and roles stay as they are.

use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::{EmployeeRef, OfficeTree};
use crate::store::employees::{self, Employee};
use crate::store::{Store, access, offices};
use crate::txn_job;
use crate::workflows::employees::managed::must_manage;
use crate::workflows::employees::revoke_role::someone_else_administers;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// Keeps somebody out from now on; whoever is kept out already stays so.
///
/// # Errors
/// `Conflict` where nobody else would administer.
pub async fn disable(
    store: &Store,
    warrant: &Warrant,
    whom: impl Into<EmployeeRef>,
) -> Result<(), WorkflowError> {
    let whom = whom.into();
    warrant
        .on(store, Right::ManagePeople)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let mut owner = managed(acting, &whom).await?;
            if owner.disabled_at.is_some() {
                return Ok(());
            }
            someone_else_administers(txn, owner.id, now).await?;
            let id = owner.id;
            owner.disabled_at = Some(now);
            employees::update(txn, owner).await?;
            access::end_all(txn, &[id], None, now).await?;
            let subject = format!("employees/{id}");
            acting.note(AuditAction::AccountDisable, subject, json!({})).await?;
            Ok(())
        }))
        .await
}

/// Lets them sign in again, with the password that they had.
pub async fn enable(
    store: &Store,
    warrant: &Warrant,
    whom: impl Into<EmployeeRef>,
) -> Result<(), WorkflowError> {
    let whom = whom.into();
    warrant
        .on(store, Right::ManagePeople)
        .write(txn_job!(|acting| {
            let mut owner = managed(acting, &whom).await?;
            if owner.disabled_at.take().is_none() {
                return Ok(());
            }
            let subject = format!("employees/{}", owner.id);
            employees::update(acting.txn(), owner).await?;
            acting.note(AuditAction::AccountEnable, subject, json!({})).await?;
            Ok(())
        }))
        .await
}

/// Somebody whom the author manages, locked.
async fn managed(acting: &Acting<'_>, whom: &EmployeeRef) -> Result<Employee, WorkflowError> {
    let txn = acting.txn();
    let owner = employees::locked(txn, whom).await?.ok_or(WorkflowError::NotFound)?;
    let tree = OfficeTree::new(offices::all(txn).await?);
    must_manage(txn, acting.by(), &tree, owner.id, acting.now()).await?;
    Ok(owner)
}
