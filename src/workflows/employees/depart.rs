//! Somebody leaves: their placement and their roles end on the last day. Nothing is deleted.

use chrono::NaiveDate;
use serde_json::json;

use super::managed::must_manage;
use super::revoke_role::someone_else_administers;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::{EmployeeRef, OfficeTree, placement, problem};
use crate::store::{Store, access, offices, placements, roles};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext, Span};
use crate::workflows::closing::propose_amendments;
use crate::workflows::{Right, Warrant, WorkflowError};

/// `on` is the last day, as text. Returns it.
pub async fn depart(
    store: &Store,
    warrant: &Warrant,
    whom: impl Into<EmployeeRef>,
    on: &str,
) -> Result<NaiveDate, WorkflowError> {
    warrant.must(Right::ManagePeople)?;
    let on = problem::date("on", on).map_err(WorkflowError::invalid)?;
    let whom = whom.into();
    let id = warrant
        .on(store, Right::ManagePeople)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let (facts, id) = amend::lock_person(acting, &whom).await?;
            let tree = OfficeTree::new(offices::all(txn).await?);
            must_manage(txn, acting.by(), &tree, id, now).await?;
            let career = placements::of(txn, id).await?;
            placement::check_departure(&career, on).map_err(WorkflowError::invalid)?;
            someone_else_administers(txn, id, now).await?;
            placements::end(&facts, id, on).await?;
            for role in roles::lasting(txn, id, on).await? {
                if role.from_on > on {
                    roles::revoke(txn, role.id, now).await?;
                } else {
                    roles::end(txn, role, on).await?;
                }
            }
            // Until the last day is over they still come in; then the worker ends what opens the account.
            let rulebook = acting.rulebook();
            if on < rulebook.today(&career, now) {
                access::end_all(txn, &[id], None, now).await?;
            }
            let subject = format!("employees/{id}");
            acting.note(AuditAction::EmployeeDepart, subject, json!({ "on": on })).await?;
            let occasion = ChangeContext::new(acting, Cause::Placement);
            let from = on.succ_opt().unwrap_or(on);
            let span = Span { employee: Some(id), from, to: None };
            amend::facts_changed(&facts, &[span], &occasion).await?;
            Ok::<_, WorkflowError>(id)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(id), warrant.now()).await?;
    Ok(on)
}
