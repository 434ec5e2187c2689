//! Accepting, refusing or taking back a proposed move.

use serde_json::json;

use crate::rules::access::Denial;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::transfer::{Action, TransferState};
use crate::rules::{OfficeTree, Problem, TransferId, Viewer, problem};
use crate::store::decisions::Decision;
use crate::store::transfers::{self, TransferRow};
use crate::store::{Store, Txn, employees, offices, placements};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext, Span};
use crate::workflows::closing::propose_amendments;
use crate::workflows::employees::managed::must_manage;
use crate::workflows::employees::place::place_next;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

const LONGEST_REASON: usize = 200;

/// Places the person as it was proposed.
///
/// # Errors
/// `Conflict` where it was settled before, or the person has moved since.
pub async fn accept(store: &Store, warrant: &Warrant, id: TransferId) -> Result<(), WorkflowError> {
    let employee = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now, viewer) = (acting.txn(), acting.now(), acting.viewer()?);
            let employee = found(txn, id).await?.employee_id;
            let facts = amend::lock_people(acting, &[employee]).await?;
            // Read again now that nobody else changes the person.
            employees::lock(txn, employee).await?;
            let tree = OfficeTree::new(offices::all(txn).await?);
            let row = found(txn, id).await?;
            let (before, next) = row.placements()?;
            must_allow(txn, &tree, viewer, Action::Decide, &row).await?;
            if row.deciding_office_id == before.office {
                must_manage(txn, acting.by(), &tree, employee, now).await?;
            }
            place_next(acting, &facts, employee, &next, &tree).await?;
            settle(acting, &row, TransferState::Accepted, None).await?;
            let occasion = ChangeContext::new(acting, Cause::Placement);
            let span = Span::since(employee, next.from);
            amend::facts_changed(&facts, &[span], &occasion).await?;
            Ok(employee)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(employee), warrant.now()).await
}

/// `reason` says why.
pub async fn refuse(
    store: &Store,
    warrant: &Warrant,
    id: TransferId,
    reason: &str,
) -> Result<(), WorkflowError> {
    end(store, warrant, id, Some(reason)).await
}

/// Takes it back, by the side that proposed it.
pub async fn withdraw(
    store: &Store,
    warrant: &Warrant,
    id: TransferId,
) -> Result<(), WorkflowError> {
    end(store, warrant, id, None).await
}

/// Refuses with a reason, or withdraws without one.
async fn end(
    store: &Store,
    warrant: &Warrant,
    id: TransferId,
    reason: Option<&str>,
) -> Result<(), WorkflowError> {
    let (action, state) = match reason {
        Some(_) => (Action::Decide, TransferState::Refused),
        None => (Action::Withdraw, TransferState::Withdrawn),
    };
    let reason = reason.map(str::to_owned);
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, viewer) = (acting.txn(), acting.viewer()?);
            let tree = OfficeTree::new(offices::all(txn).await?);
            let row = found(txn, id).await?;
            let allowed = must_allow(txn, &tree, viewer, action, &row).await;
            let reason = reason.as_deref();
            let reason = reason.map(|reason| problem::line("reason", reason, LONGEST_REASON));
            let reason = match allowed {
                Err(WorkflowError::NotFound) => return Err(WorkflowError::NotFound),
                allowed => WorkflowError::in_order(allowed, reason.transpose())?,
            };
            settle(acting, &row, state, reason).await
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
    acting: &Acting<'_>,
    row: &TransferRow,
    state: TransferState,
    reason: Option<String>,
) -> Result<(), WorkflowError> {
    let (by, now) = (acting.viewer()?.employee, acting.now());
    let (_, next) = row.placements()?;
    let office = next.office;
    let details = json!({ "employee": row.employee_id, "office": office, "reason": reason });
    let decision = Decision { by, reason, at: now };
    if !transfers::settle(acting.txn(), row.id, state, decision).await? {
        return Err(WorkflowError::Conflict(Problem::new("state", "already-decided")));
    }
    let action = match state {
        TransferState::Proposed => AuditAction::TransferPropose,
        TransferState::Accepted => AuditAction::TransferAccept,
        TransferState::Refused => AuditAction::TransferRefuse,
        TransferState::Withdrawn => AuditAction::TransferWithdraw,
    };
    Ok(acting.note(action, format!("transfers/{}", row.id), details).await?)
}
