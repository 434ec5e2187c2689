//! When a policy may end (rules.md §2: the past keeps the policy that it had).

use chrono::{Days, NaiveDate};

use super::policy::governing;
use super::problem::{self, Problem};
use super::{OfficeTree, Period, Policy, PolicyId};

const LONGEST_REASON: usize = 200;

/// The end of a policy as it came in: plain text, nothing believed yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The last day on which it is in force.
    pub until: String,
    pub reason: String,
}

impl Draft {
    /// The last day and the reason; every fault at once. `today` is the latest date anywhere.
    pub fn check(
        &self,
        policy: &Policy,
        policies: &[Policy],
        offices: &OfficeTree,
        today: NaiveDate,
    ) -> Result<(NaiveDate, String), Vec<Problem>> {
        let mut problems = problem::Problems::default();
        let until = problem::date("until", &self.until).and_then(|until| {
            let earliest = earliest(policy, policies, offices, today);
            match policy.effective_until {
                Some(end) if end <= until => {
                    Err(Problem::new("until", "ends-already").with_date(end))
                }
                _ if until < earliest => {
                    Err(Problem::new("until", "ends-too-early").with_date(earliest))
                }
                _ => Ok(until),
            }
        });
        let until = problems.take(until);
        let reason = problems.take(problem::line("reason", &self.reason, LONGEST_REASON));
        match (until, reason) {
            (Some(until), Some(reason)) => Ok((until, reason)),
            _ => Err(problems.into_vec()),
        }
    }
}

/// The earliest last day that leaves every period that has begun as it is: the day before a policy
/// that is still to come, else the end of the running week, of the running month, or of both.
pub fn earliest(
    policy: &Policy,
    policies: &[Policy],
    offices: &OfficeTree,
    today: NaiveDate,
) -> NaiveDate {
    if today < policy.effective_from {
        return policy.effective_from - Days::new(1);
    }
    let running = [Period::week_of(today), Period::month_of(today)];
    let (week, month) = (running[0].end, running[1].end);
    let (sooner, later) = (week.min(month), week.max(month));
    let below = offices.subtree(policy.office);
    let ended = with_end(policies, policy.id, sooner);
    let rewrites = running.iter().any(|period| {
        let of = |policies, office| governing(policies, offices, office, period).map(|one| one.id);
        below.iter().any(|office| of(policies, *office) != of(&ended, *office))
    });
    if rewrites { later } else { sooner }
}

/// The earliest day on which a policy can still be ended, if it can be at all.
pub fn earliest_possible(
    policy: &Policy,
    policies: &[Policy],
    offices: &OfficeTree,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let earliest = earliest(policy, policies, offices, today);
    policy.effective_until.is_none_or(|until| earliest < until).then_some(earliest)
}

/// The policies, one of them ended.
pub fn with_end(policies: &[Policy], id: PolicyId, last_day: NaiveDate) -> Vec<Policy> {
    let end = |policy: &Policy| policy.clone().ended((policy.id == id).then_some(last_day));
    policies.iter().map(end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{policy_from as policy, two_offices as offices};
    use crate::{OfficeId, PeriodKind};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn earliest_of(policies: &[Policy], today: &str) -> String {
        earliest(&policies[0], policies, &offices(), day(today)).to_string()
    }

    #[test]
    fn what_has_begun_goes_on_to_its_end() {
        let weekly = policy(1, 7, PeriodKind::Week, "2026-01-05");
        assert_eq!(earliest_of(std::slice::from_ref(&weekly), "2026-11-18"), "2026-11-22");
        let monthly = policy(1, 7, PeriodKind::Month, "2026-01-01");
        assert_eq!(earliest_of(std::slice::from_ref(&monthly), "2026-11-18"), "2026-11-30");
        // On the last day of November the week runs into December.
        assert_eq!(earliest_of(&[weekly], "2026-11-30"), "2026-12-06");
        assert_eq!(earliest_of(&[monthly], "2026-11-30"), "2026-11-30");
    }

    #[test]
    fn the_policy_behind_it_does_not_come_into_a_running_month() {
        let below = policy(1, 8, PeriodKind::Week, "2026-01-05");
        let root = policy(2, 7, PeriodKind::Month, "2026-01-01");
        assert_eq!(earliest_of(&[below.clone(), root], "2026-11-18"), "2026-11-30");
        let weekly = policy(2, 7, PeriodKind::Week, "2026-01-05");
        assert_eq!(earliest_of(&[below, weekly], "2026-11-18"), "2026-11-22");
    }

    #[test]
    fn what_is_to_come_may_be_withdrawn() {
        let coming = policy(1, 7, PeriodKind::Month, "2027-01-01");
        assert_eq!(earliest_of(std::slice::from_ref(&coming), "2026-11-18"), "2026-12-31");
        let withdrawn = coming.ended(Some(day("2026-12-31")));
        assert!(withdrawn.withdrawn());
        let january = Period::month_of(day("2027-01-01"));
        assert!(governing(&[withdrawn], &offices(), OfficeId(7), &january).is_none());
    }

    #[test]
    fn an_end_is_offered_where_it_is_accepted() {
        let today = day("2026-11-20");
        for until in
            [None, Some("2026-12-31"), Some("2026-11-30"), Some("2026-11-22"), Some("2025-01-01")]
        {
            let policy = policy(1, 7, PeriodKind::Week, "2026-01-05");
            let policy = Policy { effective_until: until.map(day), ..policy };
            let policies = [policy.clone()];
            let first = earliest(&policy, &policies, &offices(), today);
            let draft = Draft { until: first.to_string(), reason: "keliru".into() };
            let accepted = draft.check(&policy, &policies, &offices(), today).is_ok();
            let offered = earliest_possible(&policy, &policies, &offices(), today);
            assert_eq!(offered, accepted.then_some(first), "{until:?}");
        }
    }

    #[test]
    fn an_end_is_checked_with_its_reason() {
        let weekly = policy(1, 7, PeriodKind::Week, "2026-01-05").ended(Some(day("2026-12-31")));
        let policies = [weekly];
        let checked = |until: &str, reason: &str| {
            let draft = Draft { until: until.into(), reason: reason.into() };
            let found = draft.check(&policies[0], &policies, &offices(), day("2026-11-18"));
            found.map_err(|faults| faults.into_iter().map(|fault| fault.code).collect::<Vec<_>>())
        };
        assert_eq!(checked("2026-11-22", " keliru "), Ok((day("2026-11-22"), "keliru".into())));
        assert_eq!(checked("2026-11-21", ""), Err(vec!["ends-too-early", "missing"]));
        assert_eq!(checked("2026-12-31", "x"), Err(vec!["ends-already"]));
        assert_eq!(checked("besok", "x"), Err(vec!["not-a-date"]));
    }
}
