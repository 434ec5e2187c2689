//! Approving or refusing an exemption that somebody asked for; never one's own (rules.md §4).

use chrono::{DateTime, Utc};
use serde_json::json;

use super::request_exemption::note_approved;
use super::{By, Refused, amend, people, propose_amendments};
use crate::rules::Problem;
use crate::store::exemptions::{self, ExemptionRow};
use crate::store::{Store, audit};
use crate::txn_job;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Approve,
    Refuse,
}

/// Returns the decided exemption.
///
/// # Errors
/// `Forbidden` for one's own and for who does not review the person's office; `Conflict` where it
/// was decided before.
pub async fn decide(
    store: &Store,
    by: &By,
    id: i64,
    decision: Decision,
    now: DateTime<Utc>,
) -> Result<ExemptionRow, Refused> {
    // The database wants to know who decided.
    let By::Person(viewer) = by else { return Err(Refused::Forbidden) };
    let row = exemptions::by_id(store.reader(), id).await?.ok_or(Refused::NotFound)?;
    let rulebook = store.rulebook().await?;
    let whose = people::by_id(store, &rulebook, viewer, row.employee_id, now).await?;
    if !viewer.may_review(&rulebook.offices, whose.id, whose.office) {
        return Err(Refused::Forbidden);
    }
    let (state, action) = match decision {
        Decision::Approve => ("approved", "exemption.approve"),
        Decision::Refuse => ("refused", "exemption.refuse"),
    };
    let author = viewer.employee;
    let decided = store
        .write(txn_job!(|txn| {
            amend::hold(txn).await?.keep(txn, &[row.employee_id]).await?;
            if !exemptions::decide(txn, id, state, author, now).await? {
                return Err(Refused::Conflict(Problem::new("state", "already-decided")));
            }
            let details = json!({ "employee": row.employee_id });
            let subject = format!("exemptions/{id}");
            audit::note(txn, now, Some(author), action, subject, details).await?;
            let decided = exemptions::by_id(txn, id).await?.ok_or(Refused::NotFound)?;
            if decided.state == "approved" {
                note_approved(txn, &decided, now).await?;
            }
            Ok::<_, Refused>(decided)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(decided.employee_id), now).await?;
    Ok(decided)
}
