//! A day that turns out to be no holiday.

use chrono::NaiveDate;
use serde_json::json;

use super::put::{day_changes, office};
use crate::rules::audit::AuditAction;
use crate::store::{Store, holidays};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Removes everybody's, or that of an office by its code.
pub async fn remove(
    store: &Store,
    warrant: &Warrant,
    day: NaiveDate,
    code: Option<&str>,
) -> Result<(), WorkflowError> {
    warrant.must(Right::Administer)?;
    let rulebook = store.rulebook().await?;
    let owner = office(&rulebook.offices, code).map_err(|_| WorkflowError::NotFound)?;
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let facts = acting.lock_facts().await?;
            if !holidays::remove(&facts, day, owner).await? {
                return Err(WorkflowError::NotFound);
            }
            day_changes(acting, &facts, day).await?;
            let (subject, details) = (format!("holidays/{day}"), json!({ "office": owner }));
            Ok(acting.note(AuditAction::HolidayRemove, subject, details).await?)
        }))
        .await
}
