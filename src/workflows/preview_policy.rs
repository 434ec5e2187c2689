//! What a policy would have asked: the last period whose deadline has passed, under the new policy.
//! Nothing is written.

use chrono::{DateTime, Days, Utc};

use super::people::scope_day;
use super::{By, Refused, assess};
use crate::rules::policy_draft::Draft;
use crate::rules::policy_remarks::remarks;
use crate::rules::{OfficeId, Period, PeriodKind, Policy, PolicyId, Problem, Rulebook, Summary};
use crate::store::Store;

#[derive(Clone, Debug)]
pub struct Preview {
    pub period: Period,
    /// The office of the policy and all below it, each with what is below it; parents first.
    pub offices: Vec<(OfficeId, Summary)>,
    /// What to know of the policy before it is added.
    pub warnings: Vec<Problem>,
}

pub async fn preview(
    store: &Store,
    by: &By,
    draft: &Draft,
    now: DateTime<Utc>,
) -> Result<Preview, Refused> {
    by.must_administer()?;
    let rulebook = store.rulebook().await?;
    let policy = draft.check(&rulebook.offices).map_err(Refused::Invalid)?;
    let warnings = remarks(&policy, &rulebook.policies, &rulebook.offices);
    let (office, period) = (policy.office, last_past(policy.period, policy.grace_days, now));
    let offices = rulebook.offices.subtree(office);
    let people = assess::roster(store.reader(), Some(&offices), &[period]).await?;
    let supposed = with(&rulebook, policy, &period);
    let own = assess::own_summaries(&people, &supposed, &period, now);
    let summary = |office| (office, assess::summary(&own, &supposed.offices, office));
    Ok(Preview { period, offices: offices.into_iter().map(summary).collect(), warnings })
}

/// The last period whose deadline has passed.
fn last_past(kind: PeriodKind, grace_days: u32, now: DateTime<Utc>) -> Period {
    let today = scope_day(now);
    let mut period = Period::of(kind, today).previous();
    while period.end + Days::new(grace_days.into()) >= today {
        period = period.previous();
    }
    period
}

/// The rules as if the policy had been in force: of equals the later created wins.
fn with(rulebook: &Rulebook, policy: Policy, period: &Period) -> Rulebook {
    let mut supposed = rulebook.clone();
    let effective_from = period.start;
    let policy = Policy { id: PolicyId::MAX, effective_from, effective_until: None, ..policy };
    supposed.policies.push(policy);
    supposed
}
