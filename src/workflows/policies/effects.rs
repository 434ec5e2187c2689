//! What a new policy ends, and for whom: asked before it is added, and said in the answer.

use std::collections::BTreeSet;

use crate::rules::policy_effects::{Effects, EndedDuty, effects, first_periods};
use crate::rules::policy_remarks::{ENDS_DUTY, WITHOUT_REFERENCE, few_sellers};
use crate::rules::{OfficeId, Placement, Policy, Problem, Rulebook, access};
use crate::store::{self, ConnectionTrait, placements, seller_classes};

/// Offices that are named; the rest is counted.
const NAMED: usize = 5;

/// The people of the policy's office and of all below it, in the first periods that it can govern.
async fn of(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    policy: &Policy,
) -> store::Result<Effects> {
    let offices = rulebook.offices.subtree(policy.office);
    let everybody = rulebook.offices.get(policy.office).is_some_and(|one| one.parent.is_none());
    let periods = first_periods(policy);
    let from = periods.iter().map(|period| period.start).min().unwrap_or(policy.effective_from);
    let to = periods.iter().map(|period| period.end).max().unwrap_or(policy.effective_from);
    let people =
        placements::roster(db, (!everybody).then_some(offices.as_slice()), from, to).await?;
    let careers: Vec<&[Placement]> = people.values().map(Vec::as_slice).collect();
    Ok(effects(policy, rulebook, careers.into_iter()))
}

/// All that is to be said of a policy besides what it says itself.
pub async fn warnings_of(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    policy: &Policy,
) -> store::Result<Vec<Problem>> {
    let mut found = warnings(&of(db, rulebook, policy).await?, rulebook);
    let (classes, day) = (&policy.seller_classes, policy.effective_from);
    let sellers = seller_classes::count_on(db, classes, day).await?;
    found.extend(few_sellers(policy, |class| sellers.get(class).copied().unwrap_or_default()));
    Ok(found)
}

/// As it is said: a duty that ends, the one of the most people first, and how many have no reference
/// amount.
fn warnings(found: &Effects, rulebook: &Rulebook) -> Vec<Problem> {
    let ends = found.ends.iter().map(|ended| ends_duty(ended, rulebook));
    let mut warnings: Vec<Problem> = ends.collect();
    if found.without_reference > 0 {
        let without = Problem::new("minimum_percent", WITHOUT_REFERENCE);
        warnings.push(without.with("people", found.without_reference));
    }
    warnings
}

fn ends_duty(ended: &EndedDuty, rulebook: &Rulebook) -> Problem {
    let title = rulebook.policies.iter().find(|policy| policy.id == ended.policy);
    let title = title.map(|policy| policy.title.as_str()).unwrap_or_default();
    Problem::new("effective_from", ENDS_DUTY)
        .with("policy", title)
        .with("people", ended.people)
        .with("offices", named(&ended.offices, rulebook))
        .with_date(ended.from)
}

/// The topmost of the offices by their names.
fn named(offices: &BTreeSet<OfficeId>, rulebook: &Rulebook) -> String {
    let top = access::topmost(&rulebook.offices, &offices.iter().copied().collect());
    let names = top.iter().filter_map(|id| rulebook.offices.get(*id)).map(|one| one.name.as_str());
    let mut named: Vec<String> = names.take(NAMED).map(str::to_owned).collect();
    if top.len() > NAMED {
        named.push(format!("… (+{})", top.len() - NAMED));
    }
    named.join(", ")
}
