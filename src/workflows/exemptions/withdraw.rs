//! Taking an exemption back. It stays, with who withdrew it, when and why, and counts no more.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::decide::{LONGEST_REASON, in_sight};
use super::request::days_change;
use crate::rules::calendar::ExemptionState;
use crate::rules::{Problem, problem};
use crate::store::exemptions::{self, ExemptionRow};
use crate::store::{Store, audit};
use crate::txn_job;
use crate::workflows::closing::{amend, propose_amendments};
use crate::workflows::{By, Refused};

/// One's own while nobody has decided on it; somebody else's after it was approved, by whoever may
/// decide, who says why. Returns the withdrawn exemption.
///
/// # Errors
/// `Conflict` where it is in no such state, `Forbidden` for everybody else.
pub async fn withdraw(
    store: &Store,
    by: &By,
    id: i64,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<ExemptionRow, Refused> {
    // The database wants to know who.
    let By::Person(viewer) = by else { return Err(Refused::Forbidden) };
    let (row, whose) = in_sight(store, viewer, id, now).await?;
    let own = whose.id == viewer.employee;
    let rulebook = store.rulebook().await?;
    if !own && !viewer.may_review(&rulebook.offices, whose.id, whose.office) {
        return Err(Refused::Forbidden);
    }
    let (from, otherwise) = if own {
        (ExemptionState::Requested, "already-decided")
    } else {
        (ExemptionState::Approved, "exemption-not-approved")
    };
    let reason = if own {
        problem::optional_line("reason", reason, LONGEST_REASON)
    } else {
        problem::line("reason", reason.unwrap_or_default(), LONGEST_REASON).map(Some)
    };
    let reason = reason.map_err(Refused::invalid)?;
    let author = viewer.employee;
    let withdrawn = store
        .write(txn_job!(|txn| {
            amend::hold(txn).await?.keep(txn, &[row.employee_id]).await?;
            let details = json!({
                "employee": row.employee_id,
                "from": row.from_on,
                "to": row.to_on,
                "reason": reason,
            });
            if !exemptions::withdraw(txn, id, from, author, reason, now).await? {
                return Err(Refused::Conflict(Problem::new("state", otherwise)));
            }
            let subject = format!("exemptions/{id}");
            audit::note(txn, now, Some(author), "exemption.withdraw", subject, details).await?;
            if from == ExemptionState::Approved {
                days_change(txn, &row, Some(author), now).await?;
            }
            exemptions::by_id(txn, id).await?.ok_or(Refused::NotFound)
        }))
        .await?;
    propose_amendments::catch_up(store, Some(withdrawn.employee_id), now).await?;
    Ok(withdrawn)
}
