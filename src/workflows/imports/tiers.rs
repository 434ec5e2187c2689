//! How many people of a list fit each tier of the policies that are, or are about to be, in force: a
//! tier that nobody fits shows levels that were read otherwise than the circular calls them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::rules::policy::governing;
use crate::rules::{OfficeTree, Period, PeriodKind, Placement, Policy, Tier};

/// A tier, and how many rows fit it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierFit {
    pub policy: String,
    /// `None` for whom no tier fits.
    pub tier: Option<Tier>,
    pub rows: usize,
}

/// Counts those whom each tier of a policy fits in the period after a day.
pub fn count<'p>(
    policies: &[Policy],
    offices: &OfficeTree,
    day: NaiveDate,
    places: impl Iterator<Item = &'p Placement>,
) -> Vec<TierFit> {
    let periods: Vec<_> =
        PeriodKind::ALL.into_iter().map(|kind| Period::of(kind, day).next()).collect();
    let tiered = policies.iter().any(|policy| !policy.tiers.is_empty());
    let mut counts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for place in places.filter(|_| tiered) {
        for period in &periods {
            let policy = governing(policies, offices, place.office, period);
            let at = policy.and_then(|policy| policies.iter().position(|one| one.id == policy.id));
            let Some(at) = at.filter(|at| !policies[*at].tiers.is_empty()) else { continue };
            let tiers = policies[at].tiers.len();
            let counted = counts.entry(at).or_insert_with(|| vec![0; tiers + 1]);
            counted[policies[at].tier_of(place).unwrap_or(tiers)] += 1;
        }
    }
    let named = counts.into_iter().flat_map(|(at, counted)| {
        let policy = &policies[at];
        counted.into_iter().enumerate().map(move |(tier, rows)| TierFit {
            policy: policy.title.clone(),
            tier: policy.tiers.get(tier).cloned(),
            rows,
        })
    });
    named.collect()
}
