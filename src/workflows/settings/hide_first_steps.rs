//! The list of what a new installation still lacks is shown no more.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::store::settings::{self, FirstSteps};
use crate::store::{Store, audit};
use crate::txn_job;
use crate::workflows::{By, WorkflowError};

pub async fn hide(store: &Store, by: &By, now: DateTime<Utc>) -> Result<(), WorkflowError> {
    by.must_administer()?;
    let author = by.author();
    store
        .write_reference(txn_job!(|txn| {
            let steps = settings::read(txn).await?.first_steps;
            let Some(steps) = steps.filter(|steps| !steps.hidden) else { return Ok(()) };
            let hidden = FirstSteps { hidden: true, ..steps };
            settings::put_part(txn, settings::FIRST_STEPS, &hidden).await?;
            let subject = format!("settings/{}", settings::FIRST_STEPS);
            audit::note(txn, now, author, AuditAction::StepsHide, subject, json!({})).await?;
            Ok(())
        }))
        .await
}
