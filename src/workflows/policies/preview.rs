//! What a policy would have asked: the last period whose deadline has passed, under the new policy,
//! beside how people really stood. Some queries for everybody, none for each; nothing is written.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};

use super::effects;
use crate::rules::access::scope_day;
use crate::rules::policy_draft::Draft;
use crate::rules::policy_remarks::remarks;
use crate::rules::summary::with_below;
use crate::rules::{
    EmployeeId, OfficeId, Period, Policy, PolicyId, Problem, Rulebook, Status, Summary, close,
    period_kind,
};
use crate::standing::assess::{self, Person};
use crate::store::{self, Store, employees};
use crate::workflows::{Right, Warrant, WorkflowError};

/// Of those whose status changes, so many are named.
pub const MOST_NAMED: usize = 100;

#[derive(Clone, Debug)]
pub struct Preview {
    pub period: Period,
    /// The office of the policy and all below it, each with what is below it; parents first.
    pub offices: Vec<(OfficeId, Summary)>,
    pub changes: Changes,
    /// What to know of the policy before it is added.
    pub warnings: Vec<Problem>,
}

/// Whose status would be another one.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    pub total: usize,
    /// How many change from what to what, the most first.
    pub kinds: Vec<(Status, Status, usize)>,
    /// The first [`MOST_NAMED`]: those who would be short before all others.
    pub people: Vec<Change>,
}

#[derive(Clone, Debug)]
pub struct Change {
    pub number: String,
    pub name: String,
    pub office: Option<OfficeId>,
    /// How they stood, and in which period: another one where weeks follow months.
    pub before: (Status, Period),
    pub after: Status,
    /// Rupiah, never below 0.
    pub shortfall: Option<i64>,
}

pub async fn preview(
    store: &Store,
    warrant: &Warrant,
    draft: &Draft,
) -> Result<Preview, WorkflowError> {
    warrant.must(Right::Administer)?;
    let (rulebook, now) = (store.rulebook().await?, warrant.now());
    let draft = store.settings().await?.policy_defaults.fill(draft.clone());
    let policy = draft.check(&rulebook.offices).map_err(WorkflowError::Invalid)?;
    let mut warnings = remarks(&policy, &rulebook.policies, &rulebook.offices);
    warnings.extend(effects::warnings_of(store.reader(), &rulebook, &policy).await?);
    let today = scope_day(now);
    let office = policy.office;
    let period = close::last_past(policy.period, policy.grace_days, today);
    let other = close::last_past(policy.period.other(), policy.grace_days, today);
    let offices = rulebook.offices.subtree(office);
    let people = roster(store, &rulebook, office, &offices, period).await?;
    let supposed = with(&rulebook, policy, &period);
    let own = assess::own_summaries(&people, &supposed, &period, now);
    // Whoever is measured by the other kind of period now is compared with how they stood in it.
    let is_other =
        |person: &Person| period_kind::is_other(&rulebook, &person.placements, &period, &other);
    let elsewhere = people.iter().any(is_other);
    let in_other = if elsewhere {
        let found = roster(store, &rulebook, office, &offices, other).await?.into_iter();
        found.map(|person| (person.id, person)).collect()
    } else {
        HashMap::new()
    };
    let changed = people.iter().filter_map(|person| {
        let was = in_other.get(&person.id).filter(|_| is_other(person));
        let before = was.map_or((person, period), |was| (was, other));
        changed(person, before, (&rulebook, &supposed), &period, now)
    });
    let changes = counted(store, changed.collect()).await?;
    let summary = |office| (office, with_below(&own, &supposed.offices, office));
    Ok(Preview { period, offices: offices.into_iter().map(summary).collect(), changes, warnings })
}

/// Everybody who was in one of the offices in the period; for the root that is everybody, which is
/// quicker to ask.
async fn roster(
    store: &Store,
    rulebook: &Rulebook,
    office: OfficeId,
    offices: &[OfficeId],
    period: Period,
) -> store::Result<Vec<Person>> {
    let root = rulebook.offices.get(office).is_some_and(|office| office.parent.is_none());
    let db = store.reader();
    let mut people = assess::roster(db, (!root).then_some(offices), &[period]).await?;
    // How they stood: as it was stored, if the period is closed.
    assess::load_closed_results(db, rulebook, &mut people, &[period]).await?;
    Ok(people)
}

type Changed = (EmployeeId, Change);

/// Somebody whom the new policy governs and whose status it changes.
fn changed(
    person: &Person,
    before: (&Person, Period),
    (rulebook, supposed): (&Rulebook, &Rulebook),
    period: &Period,
    now: DateTime<Utc>,
) -> Option<Changed> {
    let after = person.assess_now(supposed, period, now);
    if after.policy.is_none_or(|policy| policy.id != SUPPOSED) {
        return None;
    }
    let (was, in_period) = before;
    let stood = was.assess(rulebook, &in_period, now).status;
    let change = Change {
        number: String::new(),
        name: String::new(),
        office: after.office,
        before: (stood, in_period),
        after: after.status,
        shortfall: after.shortfall,
    };
    (stood != after.status).then_some((person.id, change))
}

/// Counts the changes, and names the first of them.
async fn counted(store: &Store, mut changed: Vec<Changed>) -> store::Result<Changes> {
    let mut kinds: BTreeMap<(&str, &str), (Status, Status, usize)> = BTreeMap::new();
    for (_, change) in &changed {
        let (before, after) = (change.before.0, change.after);
        kinds.entry((before.name(), after.name())).or_insert((before, after, 0)).2 += 1;
    }
    let mut kinds: Vec<_> = kinds.into_values().collect();
    kinds.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
    let total = changed.len();
    let missing = |change: &Change| std::cmp::Reverse(change.shortfall);
    changed.sort_by_key(|(id, change)| (change.after != Status::Short, missing(change), *id));
    changed.truncate(MOST_NAMED);
    let ids = changed.iter().map(|(id, _)| *id);
    let found = employees::by_ids(store.reader(), ids).await?.into_iter();
    let mut names: HashMap<_, _> = found.map(|one| (one.id, (one.number, one.name))).collect();
    let people = changed.into_iter().filter_map(|(id, change)| {
        let (number, name) = names.remove(&id)?;
        Some(Change { number, name, ..change })
    });
    Ok(Changes { total, kinds, people: people.collect() })
}

const SUPPOSED: PolicyId = PolicyId(i64::MAX);

/// The rules as if the policy had been in force: of equals the later created wins.
fn with(rulebook: &Rulebook, policy: Policy, period: &Period) -> Rulebook {
    let mut supposed = rulebook.clone();
    let effective_from = period.start;
    let policy = Policy { id: SUPPOSED, effective_from, effective_until: None, ..policy };
    supposed.policies.push(policy);
    supposed
}
