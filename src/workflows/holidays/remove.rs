//! A day that turns out to be no holiday.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::put::{day_changes, office};
use crate::rules::audit::AuditAction;
use crate::store::facts::lock_for_fact_change;
use crate::store::{Store, audit, holidays};
use crate::txn_job;
use crate::workflows::{By, WorkflowError};

/// Removes everybody's, or that of an office by its code.
pub async fn remove(
    store: &Store,
    by: &By,
    day: NaiveDate,
    code: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    by.must_administer()?;
    let rulebook = store.rulebook().await?;
    let owner = office(&rulebook.offices, code).map_err(|_| WorkflowError::NotFound)?;
    let author = by.author();
    store
        .write_reference(txn_job!(|txn| {
            let facts = lock_for_fact_change(txn).await?;
            if !holidays::remove(&facts, day, owner).await? {
                return Err(WorkflowError::NotFound);
            }
            day_changes(&facts, day, author, now).await?;
            let (subject, details) = (format!("holidays/{day}"), json!({ "office": owner }));
            Ok(audit::note(txn, now, author, AuditAction::HolidayRemove, subject, details).await?)
        }))
        .await
}
