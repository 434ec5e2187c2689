//! Accepting, refusing or taking back a proposed move.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::access::Denial;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::transfer::{Action, TransferState};
use crate::rules::{EmployeeId, OfficeTree, Problem, TransferId, Viewer, problem};
use crate::store::transfers::{self, TransferRow};
use crate::store::{Store, Txn, audit, employees, offices, placements};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext, Span};
use crate::workflows::closing::propose_amendments;
use crate::workflows::employees::managed::must_manage;
use crate::workflows::employees::place::place_next;
use crate::workflows::{By, WorkflowError};

const LONGEST_REASON: usize = 200;

/// Places the person as it was proposed.
///
/// # Errors
/// `Conflict` where it was settled before, or the person has moved since.
pub async fn accept(
    store: &Store,
    by: &By,
    id: TransferId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let By::Person(viewer) = by else { return Err(WorkflowError::Forbidden) };
    let (by, viewer) = (by.clone(), viewer.clone());
    let employee = store
        .write(txn_job!(|txn| {
            let employee = found(txn, id).await?.employee_id;
            let facts = amend::lock_people(txn, &[employee]).await?;
            // Read again now that nobody else changes the person.
            employees::lock(txn, employee).await?;
            let tree = OfficeTree::new(offices::all(txn).await?);
            let row = found(txn, id).await?;
            let (before, next) = row.placements()?;
            must_allow(txn, &tree, &viewer, Action::Decide, &row).await?;
            if row.deciding_office_id == before.office {
                must_manage(txn, &by, &tree, employee, now).await?;
            }
            let author = Some(viewer.employee);
            place_next(&facts, author, employee, &next, &tree, now).await?;
            settle(txn, &row, TransferState::Accepted, viewer.employee, None, now).await?;
            let occasion = ChangeContext::new(Cause::Placement, author, now);
            let span = Span::since(employee, next.from);
            amend::facts_changed(&facts, &[span], &occasion).await?;
            Ok::<_, WorkflowError>(employee)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(employee), now).await
}

/// `reason` says why.
pub async fn refuse(
    store: &Store,
    by: &By,
    id: TransferId,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    end(store, by, id, Some(reason), now).await
}

/// Takes it back, by the side that proposed it.
pub async fn withdraw(
    store: &Store,
    by: &By,
    id: TransferId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    end(store, by, id, None, now).await
}

/// Refuses with a reason, or withdraws without one.
async fn end(
    store: &Store,
    by: &By,
    id: TransferId,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let By::Person(viewer) = by else { return Err(WorkflowError::Forbidden) };
    let (action, state) = match reason {
        Some(_) => (Action::Decide, TransferState::Refused),
        None => (Action::Withdraw, TransferState::Withdrawn),
    };
    let (viewer, reason) = (viewer.clone(), reason.map(str::to_owned));
    store
        .write(txn_job!(|txn| {
            let tree = OfficeTree::new(offices::all(txn).await?);
            let row = found(txn, id).await?;
            let allowed = must_allow(txn, &tree, &viewer, action, &row).await;
            let reason = reason.as_deref();
            let reason = reason.map(|reason| problem::line("reason", reason, LONGEST_REASON));
            let reason = match allowed {
                Err(WorkflowError::NotFound) => return Err(WorkflowError::NotFound),
                allowed => WorkflowError::in_order(allowed, reason.transpose())?,
            };
            settle(txn, &row, state, viewer.employee, reason, now).await
        }))
        .await
}

async fn found(txn: &Txn, id: TransferId) -> Result<TransferRow, WorkflowError> {
    transfers::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)
}

async fn must_allow(
    txn: &Txn,
    tree: &OfficeTree,
    viewer: &Viewer,
    action: Action,
    row: &TransferRow,
) -> Result<(), WorkflowError> {
    let career = placements::of(txn, row.employee_id).await?;
    let subject = row.subject(&career)?;
    if !subject.is_shown_to(tree, viewer) {
        return Err(WorkflowError::NotFound);
    }
    action.check(tree, viewer, &subject).map_err(|denial| match denial {
        Denial::NotTheirs => WorkflowError::Forbidden,
        Denial::Settled => WorkflowError::Conflict(Problem::new("state", "already-decided")),
        Denial::Locked => WorkflowError::Conflict(Problem::new("state", "transfer-void")),
    })
}

async fn settle(
    txn: &Txn,
    row: &TransferRow,
    state: TransferState,
    by: EmployeeId,
    reason: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let (_, next) = row.placements()?;
    let office = next.office;
    let details = json!({ "employee": row.employee_id, "office": office, "reason": reason });
    if !transfers::settle(txn, row.id, state, by, reason, now).await? {
        return Err(WorkflowError::Conflict(Problem::new("state", "already-decided")));
    }
    let action = match state {
        TransferState::Proposed => AuditAction::TransferPropose,
        TransferState::Accepted => AuditAction::TransferAccept,
        TransferState::Refused => AuditAction::TransferRefuse,
        TransferState::Withdrawn => AuditAction::TransferWithdraw,
    };
    Ok(audit::note(txn, now, Some(by), action, format!("transfers/{}", row.id), details).await?)
}
