//! Proposing a move into or out of the offices that one manages.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::place_draft::PlaceDraft;
use crate::rules::problem::{Problem, problem_with_value};
use crate::rules::transfer::TransferState;
use crate::rules::{EmployeeId, EmployeeRef, OfficeTree, Placement, TransferId};
use crate::store::decisions::Decision;
use crate::store::transfers::{self, TransferRow};
use crate::store::{Store, Txn, employees, offices, placements};
use crate::txn_job;
use crate::workflows::employees::managed::must_manage;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Returns the proposal. What the draft leaves out stays as in the last placement.
///
/// # Errors
/// `Conflict` where one side manages both offices, or a proposal about the person is open.
pub async fn propose(
    store: &Store,
    warrant: &Warrant,
    whom: impl Into<EmployeeRef>,
    draft: PlaceDraft,
) -> Result<TransferRow, WorkflowError> {
    warrant.must(Right::ManagePeople)?;
    let author = warrant.viewer()?.employee;
    let whom = whom.into();
    warrant
        .on(store, Right::ManagePeople)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let unknown = || problem_with_value("employee", "employee-unknown", &whom.to_string());
            let found = employees::locked(txn, &whom).await?;
            let employee = found.ok_or_else(|| WorkflowError::invalid(unknown()))?.id;
            if employee == author {
                return Err(WorkflowError::Forbidden);
            }
            let tree = OfficeTree::new(offices::all(txn).await?);
            let career = placements::of(txn, employee).await?;
            let last = career.last().ok_or_else(|| WorkflowError::invalid(unknown()))?;
            let next = draft.check(&tree, Some(last)).map_err(WorkflowError::Invalid)?;
            let managed = acting.by().managed_offices(&tree);
            let (proposing, deciding) = if managed.holds(last.office) {
                if managed.holds(next.office) {
                    return Err(WorkflowError::Conflict(Problem::new(
                        "office",
                        "transfer-not-needed",
                    )));
                }
                must_manage(txn, acting.by(), &tree, employee, now).await?;
                (last.office, next.office)
            } else {
                acting.by().must_manage_office(&tree, next.office)?;
                (next.office, last.office)
            };
            none_open(txn, employee, &career, author, now).await?;
            let mut row = TransferRow {
                id: TransferId::NONE,
                employee_id: employee,
                before: transfers::written(last),
                after: transfers::written(&next),
                proposing_office_id: proposing,
                deciding_office_id: deciding,
                state: TransferState::Proposed,
                proposed_by: author,
                proposed_at: now,
                decided_by: None,
                decided_at: None,
                reason: None,
            };
            row.id = transfers::insert(txn, row.clone()).await?;
            let code = |id| tree.get(id).map(|office| office.code.clone());
            let details = json!({
                "employee": employee,
                "from": next.from,
                "before": code(last.office),
                "office": code(next.office),
            });
            let subject = format!("transfers/{}", row.id);
            let action = AuditAction::TransferPropose;
            acting.note(action, subject, details).await?;
            Ok(row)
        }))
        .await
}

/// One that has become void makes room for the next.
async fn none_open(
    txn: &Txn,
    employee: EmployeeId,
    career: &[Placement],
    author: EmployeeId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let Some(open) = transfers::open_of(txn, employee).await? else { return Ok(()) };
    if !open.subject(career)?.is_void {
        return Err(WorkflowError::Conflict(Problem::new("employee", "transfer-open")));
    }
    let decision = Decision { by: author, reason: None, at: now };
    transfers::settle(txn, open.id, TransferState::Withdrawn, decision).await?;
    Ok(())
}
