//! A transfer or a departure that was noted by mistake is taken back, the last one first: what it
//! ended runs on. The audit keeps what it said. Roles that ended with a departure do not come back.

use serde_json::json;

use super::managed::must_manage;
use super::place::noted;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::placement::{self, LastChange};
use crate::rules::{EmployeeRef, OfficeTree, Placement, Problem};
use crate::store::{Store, offices, placements};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext, Span};
use crate::workflows::closing::propose_amendments;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Takes back what happened last in somebody's career.
///
/// # Errors
/// `NotFound` for what there is not; `Conflict` for a placement that is not the last, or the only one.
pub async fn undo_last_change(
    store: &Store,
    warrant: &Warrant,
    whom: impl Into<EmployeeRef>,
    mistake: LastChange,
) -> Result<(), WorkflowError> {
    let whom = whom.into();
    let id = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let (facts, id) = amend::lock_person(acting, &whom).await?;
            let tree = OfficeTree::new(offices::all(txn).await?);
            must_manage(txn, acting.by(), &tree, id, now).await?;
            let before = placements::of(txn, id).await?;
            check(&before, mistake)?;
            let (after, since) =
                placement::without_last_change(&before).ok_or(WorkflowError::NotFound)?;
            if let Some(last) = after.last() {
                acting.by().must_manage_office(&tree, last.office)?;
            }
            placements::delete_all(&facts, &[id]).await?;
            let rows = after.into_iter().map(|placement| (id, placement)).collect();
            placements::insert_many(&facts, rows).await?;
            let subject = format!("employees/{id}");
            let details = before.last().map(|last| noted(last, &tree));
            acting.note(AuditAction::EmployeeUndoPlacement, subject, json!(details)).await?;
            let occasion = ChangeContext::new(acting, Cause::Placement);
            amend::facts_changed(&facts, &[Span::since(id, since)], &occasion).await?;
            Ok::<_, WorkflowError>(id)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(id), warrant.now()).await
}

/// Refuses whatever is not what happened last.
fn check(career: &[Placement], mistake: LastChange) -> Result<(), WorkflowError> {
    let conflict = |code| Err(WorkflowError::Conflict(Problem::new("placement", code)));
    match (placement::last_change(career), mistake) {
        (Some(last), _) if last == mistake => Ok(()),
        (last, LastChange::Placement(from)) if career.iter().any(|one| one.from == from) => {
            conflict(if last.is_none() { "placement-only" } else { "placement-not-last" })
        }
        _ => Err(WorkflowError::NotFound),
    }
}
