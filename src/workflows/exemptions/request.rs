//! Days on which nothing is asked of somebody (rules.md §4): asked for by themselves, or entered
//! by an administrator or an operator for somebody else, and then approved. A document may come with it: its file
//! is kept before the row.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::json;

use crate::files::StoredFile;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::calendar::{ExemptionReason as Reason, ExemptionState};
use crate::rules::exemption_draft::Draft;
use crate::rules::{EmployeeId, Problem, Rulebook};
use crate::standing::people;
use crate::store::exemptions::{self, ExemptionRow};
use crate::store::{self, ConnectionTrait, FactsLock, Store, employees, placements};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext, Span};
use crate::workflows::closing::propose_amendments;
use crate::workflows::{Acting, By, Right, Warrant, WorkflowError};

/// Of one's own within so many days.
const MOST_OWN: u64 = 20;
const WITHIN_DAYS: i64 = 30;

/// One that may be recorded.
#[derive(Clone, Debug)]
pub struct Ready {
    employee: EmployeeId,
    days: (NaiveDate, NaiveDate),
    reason: Reason,
}

/// Returns the new exemption.
pub async fn request(
    store: &Store,
    warrant: &Warrant,
    number: &str,
    draft: Draft,
) -> Result<ExemptionRow, WorkflowError> {
    let ready = check(store, warrant, number, &draft).await?;
    record(store, warrant, ready, None).await
}

/// Judges everything that can be judged before a file is kept.
pub async fn check(
    store: &Store,
    warrant: &Warrant,
    number: &str,
    draft: &Draft,
) -> Result<Ready, WorkflowError> {
    let db = store.reader();
    let found = employees::by_number(db, number).await?.ok_or(WorkflowError::NotFound)?;
    let rulebook = store.rulebook().await?;
    must_enter(db, &rulebook, warrant.by(), found.id, warrant.now()).await?;
    let (days, reason) = draft.check().map_err(WorkflowError::Invalid)?;
    let ready = Ready { employee: found.id, days, reason };
    // Once more when it is written: of two at once one is the second.
    let row = ready.clone().row(warrant.author(), warrant.now());
    refuse_many(db, &row).await?;
    refuse_same(db, &row).await?;
    Ok(ready)
}

impl Ready {
    fn row(self, author: Option<EmployeeId>, now: DateTime<Utc>) -> ExemptionRow {
        let Self { employee, days, reason } = self;
        let asker = author.unwrap_or(employee);
        let asked = ExemptionRow::requested(employee, days, reason, asker, now);
        // Nobody approves their own, administrators neither.
        match author.filter(|author| *author != employee) {
            Some(other) => asked.approved(other, now),
            None => asked,
        }
    }
}

/// Writes it, with its document.
///
/// # Errors
/// `Conflict` where the same is asked for or approved already.
pub async fn record(
    store: &Store,
    warrant: &Warrant,
    ready: Ready,
    document: Option<StoredFile>,
) -> Result<ExemptionRow, WorkflowError> {
    let row = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let facts = amend::lock_people(acting, &[ready.employee]).await?;
            // So that two of one form come one after the other.
            employees::lock(txn, ready.employee).await?;
            must_enter(txn, acting.rulebook(), acting.by(), ready.employee, now).await?;
            let mut row = ready.row(acting.author(), now);
            if let Some(file) = document {
                row.document_sha256 = Some(file.stored_sha256);
                row.document_type = Some(file.media_type);
                row.document_bytes = Some(i64::try_from(file.bytes).unwrap_or(i64::MAX));
            }
            refuse_many(txn, &row).await?;
            refuse_same(txn, &row).await?;
            row.id = exemptions::insert(&facts, row.clone()).await?;
            let details = json!({
                "employee": row.employee_id,
                "from": row.from_on,
                "to": row.to_on,
                "state": row.state,
            });
            let subject = format!("exemptions/{}", row.id);
            acting.note(AuditAction::ExemptionRequest, subject, details).await?;
            if row.state == ExemptionState::Approved {
                days_change(acting, &facts, &row).await?;
            }
            Ok(row)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(row.employee_id), warrant.now()).await?;
    Ok(row)
}

/// Leave that is approved, or withdrawn after it was, may change closed periods.
pub(super) async fn days_change(
    acting: &Acting<'_>,
    facts: &FactsLock<'_>,
    row: &ExemptionRow,
) -> store::Result<()> {
    amend::facts_changed(facts, &[span(row)], &ChangeContext::new(acting, Cause::Exemption)).await
}

/// The days of one.
pub(in crate::workflows) fn span(row: &ExemptionRow) -> Span {
    Span { employee: Some(row.employee_id), from: row.from_on, to: Some(row.to_on) }
}

/// Each may bring a document, and a withdrawn one keeps it: nobody fills the disk for others with leave.
async fn refuse_many(db: &impl ConnectionTrait, row: &ExemptionRow) -> Result<(), WorkflowError> {
    if row.requested_by != row.employee_id {
        return Ok(());
    }
    let since = row.created_at - TimeDelta::days(WITHIN_DAYS);
    if exemptions::count_own(db, row.employee_id, since).await? < MOST_OWN {
        return Ok(());
    }
    let problem = Problem::new("from", "too-many-exemptions");
    Err(WorkflowError::Conflict(problem.with("most", MOST_OWN).with("days", WITHIN_DAYS)))
}

/// The same form twice is one exemption.
async fn refuse_same(db: &impl ConnectionTrait, row: &ExemptionRow) -> Result<(), WorkflowError> {
    let standing = exemptions::standing(db, [row.employee_id], row.from_on, row.to_on).await?;
    if standing.iter().any(|other| other.is_like(row)) {
        return Err(WorkflowError::Conflict(Problem::new("from", "exemption-exists")));
    }
    Ok(())
}

/// Oneself, or somebody whose leave the caller enters; others who are in sight may not.
async fn must_enter(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    by: &By,
    employee: EmployeeId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let viewer = match by {
        By::System => return Ok(()),
        other => other.viewer()?,
    };
    if viewer.is_administrator() || viewer.employee == employee {
        return Ok(());
    }
    let owner = (employee, placements::of(db, employee).await?);
    let owner = people::in_sight(rulebook, viewer, owner, now).ok_or(WorkflowError::NotFound)?;
    if viewer.may_enter_leave(&rulebook.offices, owner.id, owner.office) {
        Ok(())
    } else {
        Err(WorkflowError::Forbidden)
    }
}
