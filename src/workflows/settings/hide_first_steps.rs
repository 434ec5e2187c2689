//! The list of what a new installation still lacks is shown no more.

use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::store::Store;
use crate::store::settings::{self, FirstSteps};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

pub async fn hide(store: &Store, warrant: &Warrant) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let txn = acting.txn();
            let steps = settings::read(txn).await?.first_steps;
            let Some(steps) = steps.filter(|steps| !steps.hidden) else { return Ok(()) };
            let hidden = FirstSteps { hidden: true, ..steps };
            settings::put_part(txn, settings::FIRST_STEPS, &hidden).await?;
            let subject = format!("settings/{}", settings::FIRST_STEPS);
            acting.note(AuditAction::StepsHide, subject, json!({})).await?;
            Ok(())
        }))
        .await
}
