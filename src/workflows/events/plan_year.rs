//! How many events are planned for a year, whether they are entered already or not.

use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::event::year;
use crate::rules::problem::{self, Problem, Problems};
use crate::store::{Store, settings};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

const MOST: u32 = 10_000;

/// An empty number takes the plan away.
///
/// # Errors
/// `Invalid` for a year or a number that cannot be.
pub async fn plan_year(
    store: &Store,
    warrant: &Warrant,
    (number, planned): (i32, String),
) -> Result<Option<u32>, WorkflowError> {
    warrant.must(Right::KeepSellers)?;
    let mut problems = Problems::default();
    if year(number).is_none_or(|(first, _)| !(2000..2200).contains(&chrono::Datelike::year(&first)))
    {
        problems.add(Problem::new("year", "not-in-range").with("least", 2000).with("most", 2199));
    }
    let given = problem::given(Some(&planned));
    let read = given.map(|text| problem::whole("planned", Some(text), 0, 1..=MOST)).transpose();
    let wanted = problems.take(read).flatten();
    if !problems.is_empty() {
        return Err(WorkflowError::Invalid(problems.into_vec()));
    }
    warrant
        .on(store, Right::KeepSellers)
        .write_reference(txn_job!(|acting| {
            let mut plans = settings::read(acting.txn()).await?.event_plans;
            let before = match wanted {
                Some(planned) => plans.insert(number, planned),
                None => plans.remove(&number),
            };
            if before != wanted {
                settings::put_part(acting.txn(), settings::EVENT_PLANS, &plans).await?;
                let details = json!({ "number": number.to_string(), "planned": [before, wanted] });
                let subject = format!("events/plans/{number}");
                acting.note(AuditAction::EventPlan, subject, details).await?;
            }
            Ok(wanted)
        }))
        .await
}
