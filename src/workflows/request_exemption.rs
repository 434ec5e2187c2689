//! Days on which nothing is asked of somebody (rules.md §4): asked for by themselves, or entered
//! by an administrator for somebody else, and then approved.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::amend::{self, Occasion, Span};
use super::{By, Refused, people, propose_amendments};
use crate::rules::amendment::Cause;
use crate::rules::problem::{self, Problem, Problems};
use crate::rules::{EmployeeId, ExemptionReason};
use crate::store::exemptions::{self, ExemptionRow};
use crate::store::{self, Store, Txn, audit, employees};
use crate::txn_job;

/// An exemption as it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub from: String,
    pub to: String,
    pub reason: String,
}

/// The longest study leave, and a year of grace.
const LONGEST_DAYS: i64 = 5 * 366;

/// Returns the new exemption.
pub async fn request(
    store: &Store,
    by: &By,
    number: &str,
    draft: Draft,
    now: DateTime<Utc>,
) -> Result<ExemptionRow, Refused> {
    let employee = whose(store, by, number, now).await?;
    let (from, to, reason) = draft.check().map_err(Refused::Invalid)?;
    // Nobody approves their own, administrators neither.
    let decided_by = by.author().filter(|author| *author != employee);
    let row = ExemptionRow {
        id: 0,
        employee_id: employee,
        from_on: from,
        to_on: to,
        reason: reason.name().into(),
        state: if decided_by.is_some() { "approved" } else { "requested" }.into(),
        requested_by: by.author().unwrap_or(employee),
        decided_by,
        decided_at: decided_by.map(|_| now),
        created_at: now,
    };
    let author = by.author();
    let row = store
        .write(txn_job!(|txn| {
            let mut row = row;
            amend::hold(txn).await?.keep(txn, &[employee]).await?;
            row.id = exemptions::insert(txn, row.clone()).await?;
            let details =
                json!({ "employee": employee, "from": from, "to": to, "state": row.state });
            let subject = format!("exemptions/{}", row.id);
            audit::note(txn, now, author, "exemption.request", subject, details).await?;
            if row.state == "approved" {
                note_approved(txn, &row, now).await?;
            }
            Ok::<_, Refused>(row)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(employee), now).await?;
    Ok(row)
}

/// Leave that is approved may change closed periods.
pub(super) async fn note_approved(
    txn: &Txn,
    row: &ExemptionRow,
    now: DateTime<Utc>,
) -> store::Result<()> {
    let occasion = Occasion::new(Cause::Exemption, row.decided_by, now);
    let span = Span { employee: Some(row.employee_id), from: row.from_on, to: Some(row.to_on) };
    amend::facts_changed(txn, &[span], &occasion).await
}

/// Oneself, or anybody for an administrator; others who are in sight may not.
async fn whose(
    store: &Store,
    by: &By,
    number: &str,
    now: DateTime<Utc>,
) -> Result<EmployeeId, Refused> {
    let found = employees::by_number(store.reader(), number).await?.ok_or(Refused::NotFound)?;
    if let By::Person(viewer) = by
        && !viewer.is_administrator()
        && viewer.employee != found.id
    {
        let rulebook = store.rulebook().await?;
        people::by_id(store, &rulebook, viewer, found.id, now).await?;
        return Err(Refused::Forbidden);
    }
    Ok(found.id)
}

impl Draft {
    fn check(&self) -> Result<(NaiveDate, NaiveDate, ExemptionReason), Vec<Problem>> {
        let mut problems = Problems::default();
        let from = problems.take(problem::date("from", &self.from));
        let to = problems.take(problem::date("to", &self.to));
        if let (Some(from), Some(to)) = (from, to) {
            if to < from {
                problems.add(Problem::new("to", "ends-before-start"));
            } else if (to - from).num_days() > LONGEST_DAYS {
                problems.add(Problem::new("to", "too-many-days").with("most", LONGEST_DAYS));
            }
        }
        let reason = problems.take(match self.reason.trim() {
            "" => Err(Problem::new("reason", "missing")),
            reason => ExemptionReason::parse(reason)
                .ok_or_else(|| problem::shown("reason", "unknown-choice", reason)),
        });
        match (from, to, reason) {
            (Some(from), Some(to), Some(reason)) if problems.is_empty() => Ok((from, to, reason)),
            _ => Err(problems.into_vec()),
        }
    }
}
