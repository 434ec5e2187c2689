//! Days on which nothing is asked of somebody (rules.md §4): asked for by themselves, or entered
//! by an administrator or an operator for somebody else, and then approved. A document may come with it: its file
//! is kept before the row.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::files::StoredFile;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::calendar::ExemptionState;
use crate::rules::exemption_draft::Draft;
use crate::rules::{EmployeeId, Problem};
use crate::standing::people;
use crate::store::exemptions::{self, ExemptionRow};
use crate::store::{self, FactsLock, Store, Txn, audit, employees};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext, Span};
use crate::workflows::closing::propose_amendments;
use crate::workflows::{By, WorkflowError};

/// One that may be recorded.
#[derive(Clone, Debug)]
pub struct Ready {
    row: ExemptionRow,
    author: Option<EmployeeId>,
}

/// Returns the new exemption.
pub async fn request(
    store: &Store,
    by: &By,
    number: &str,
    draft: Draft,
    now: DateTime<Utc>,
) -> Result<ExemptionRow, WorkflowError> {
    let ready = check(store, by, number, &draft, now).await?;
    record(store, ready, None, now).await
}

/// Judges everything that can be judged before a file is kept.
pub async fn check(
    store: &Store,
    by: &By,
    number: &str,
    draft: &Draft,
    now: DateTime<Utc>,
) -> Result<Ready, WorkflowError> {
    let employee = owner_of(store, by, number, now).await?;
    let (days, reason) = draft.check().map_err(WorkflowError::Invalid)?;
    let asker = by.author().unwrap_or(employee);
    let asked = ExemptionRow::requested(employee, days, reason, asker, now);
    // Nobody approves their own, administrators neither.
    let row = match by.author().filter(|author| *author != employee) {
        Some(other) => asked.approved(other, now),
        None => asked,
    };
    Ok(Ready { row, author: by.author() })
}

/// Writes it, with its document.
///
/// # Errors
/// `Conflict` where the same is asked for or approved already.
pub async fn record(
    store: &Store,
    ready: Ready,
    document: Option<StoredFile>,
    now: DateTime<Utc>,
) -> Result<ExemptionRow, WorkflowError> {
    let Ready { mut row, author } = ready;
    if let Some(file) = document {
        row.document_sha256 = Some(file.stored_sha256);
        row.document_type = Some(file.media_type);
        row.document_bytes = Some(i64::try_from(file.bytes).unwrap_or(i64::MAX));
    }
    let row = store
        .write(txn_job!(|txn| {
            let facts = amend::lock_people(txn, &[row.employee_id]).await?;
            // So that two of one form come one after the other.
            employees::lock(txn, row.employee_id).await?;
            refuse_same(txn, &row).await?;
            row.id = exemptions::insert(&facts, row.clone()).await?;
            let details = json!({
                "employee": row.employee_id,
                "from": row.from_on,
                "to": row.to_on,
                "state": row.state,
            });
            let subject = format!("exemptions/{}", row.id);
            audit::note(txn, now, author, AuditAction::ExemptionRequest, subject, details).await?;
            if row.state == ExemptionState::Approved {
                days_change(&facts, &row, author, now).await?;
            }
            Ok::<_, WorkflowError>(row)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(row.employee_id), now).await?;
    Ok(row)
}

/// Leave that is approved, or withdrawn after it was, may change closed periods.
pub(super) async fn days_change(
    facts: &FactsLock<'_>,
    row: &ExemptionRow,
    author: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> store::Result<()> {
    amend::facts_changed(facts, &[span(row)], &ChangeContext::new(Cause::Exemption, author, now))
        .await
}

/// The days of one.
pub(in crate::workflows) fn span(row: &ExemptionRow) -> Span {
    Span { employee: Some(row.employee_id), from: row.from_on, to: Some(row.to_on) }
}

/// The same form twice is one exemption.
async fn refuse_same(txn: &Txn, row: &ExemptionRow) -> Result<(), WorkflowError> {
    let standing = exemptions::standing(txn, [row.employee_id], row.from_on, row.to_on).await?;
    if standing.iter().any(|other| other.is_like(row)) {
        return Err(WorkflowError::Conflict(Problem::new("from", "exemption-exists")));
    }
    Ok(())
}

/// Oneself, or somebody whose leave the caller enters; others who are in sight may not.
async fn owner_of(
    store: &Store,
    by: &By,
    number: &str,
    now: DateTime<Utc>,
) -> Result<EmployeeId, WorkflowError> {
    let found =
        employees::by_number(store.reader(), number).await?.ok_or(WorkflowError::NotFound)?;
    if let By::Person(viewer) = by
        && !viewer.is_administrator()
        && viewer.employee != found.id
    {
        let rulebook = store.rulebook().await?;
        let owner = people::by_id(store, &rulebook, viewer, found.id, now)
            .await?
            .ok_or(WorkflowError::NotFound)?;
        if !viewer.may_enter_leave(&rulebook.offices, owner.id, owner.office) {
            return Err(WorkflowError::Forbidden);
        }
    }
    Ok(found.id)
}
