//! Taking a role back, at once. The row stays, with the moment.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::access::scope_day;
use crate::rules::audit::AuditAction;
use crate::rules::mail::AccountChange;
use crate::rules::{EmployeeId, Problem, RoleId, RoleKind};
use crate::store::roles::{self, RoleRow};
use crate::store::{Store, Txn, employees};
use crate::txn_job;
use crate::workflows::accounts::tell_owner::tell_owner;
use crate::workflows::{Right, Warrant, WorkflowError};

/// # Errors
/// `Conflict` where nobody else would administer.
pub async fn revoke(store: &Store, warrant: &Warrant, id: RoleId) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let RoleRow { employee_id: employee, kind: role, office_id: office, .. } =
                roles::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            if role == RoleKind::Administrator {
                someone_else_administers(txn, employee, now).await?;
            }
            roles::revoke(txn, id, now).await?.ok_or(WorkflowError::NotFound)?;
            let details = json!({ "employee": employee, "role": role, "office": office });
            let subject = format!("roles/{id}");
            acting.note(AuditAction::RoleRevoke, subject, details).await?;
            if let Some(owner) = employees::by_id(txn, employee).await? {
                tell_owner(acting, &owner, AccountChange::RoleRevoked { role, office }).await?;
            }
            Ok(())
        }))
        .await
}

/// An installation is never left without an administrator who can sign in.
pub(in crate::workflows) async fn someone_else_administers(
    txn: &Txn,
    leaving: EmployeeId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let today = scope_day(now);
    // Who has no such role does not leave the place empty.
    let mine = roles::of(txn, leaving, today).await?;
    if !mine.iter().any(|role| role.kind == RoleKind::Administrator)
        || roles::others_administer(txn, leaving, today).await?
    {
        return Ok(());
    }
    Err(WorkflowError::Conflict(Problem::new("role", "last-administrator")))
}
