//! Whose duty a new policy ends, and of whom it asks a share of a reference amount that nobody knows
//! (rules.md §2: "Adding a policy that ends a duty of another kind of period (or leaves people without
//! any) says for whom and from when").

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Mode, OfficeId, Period, PeriodKind, Placement, Policy, PolicyId, Rulebook};

/// A policy that obliges people no more, of periods that begin on or after a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedDuty {
    pub policy: PolicyId,
    pub from: NaiveDate,
    pub people: usize,
    pub offices: BTreeSet<OfficeId>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// Those of the most people first.
    pub ends: Vec<EndedDuty>,
    /// People of whom a percentage is asked and who have no reference amount.
    pub without_reference: usize,
}

/// The first periods of both kinds that a policy can govern.
pub fn first_periods(new: &Policy) -> [Period; 2] {
    [PeriodKind::Week, PeriodKind::Month].map(|kind| {
        let period = Period::of(kind, new.effective_from);
        if period.start == new.effective_from { period } else { period.next() }
    })
}

/// `placements` are those of each person who is to be asked about.
pub fn effects<'a>(
    new: &Policy,
    rulebook: &Rulebook,
    placements: impl Iterator<Item = &'a [Placement]>,
) -> Effects {
    let added = Policy { id: PolicyId(i64::MAX), ..new.clone() };
    let mut after = rulebook.clone();
    after.policies.push(added.clone());
    let periods = first_periods(new);
    let mut ends: BTreeMap<(PolicyId, NaiveDate), EndedDuty> = BTreeMap::new();
    let mut without_reference = 0;
    for placements in placements {
        for period in &periods {
            let Some((before, office)) = obliging(rulebook, placements, period) else { continue };
            if obliging(&after, placements, period).is_some() {
                continue;
            }
            let (policy, from) = (before.id, period.start);
            let ended = ends.entry((policy, from)).or_insert_with(|| EndedDuty {
                policy,
                from,
                people: 0,
                offices: BTreeSet::new(),
            });
            ended.people += 1;
            ended.offices.insert(office);
        }
        let mut asked = periods.iter().filter_map(|period| after.duty(placements, period).ok());
        let unknown = |duty: super::compliance::Duty<'_, '_>| {
            let (_, percent, _) = duty.policy.asked_by(duty.full.tier);
            duty.policy.id == added.id && percent.is_some() && duty.full.percent.is_none()
        };
        without_reference += usize::from(asked.any(unknown));
    }
    let mut ends: Vec<_> = ends.into_values().collect();
    ends.sort_by_key(|ended| (std::cmp::Reverse(ended.people), ended.from));
    Effects { ends, without_reference }
}

/// The mandatory policy that asks something of somebody in a period, and their office.
fn obliging<'a>(
    rulebook: &'a Rulebook,
    placements: &[Placement],
    period: &Period,
) -> Option<(&'a Policy, OfficeId)> {
    let duty = rulebook.duty(placements, period).ok()?;
    (duty.policy.mode == Mode::Mandatory).then_some((duty.policy, duty.placement.office))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{day, policy_from, two_offices as offices};
    use crate::{EmploymentType, Percent, Tier};

    fn rulebook(policies: Vec<Policy>) -> Rulebook {
        Rulebook { offices: offices(), policies, ..Rulebook::default() }
    }

    fn person(office: i64, reference_amount: Option<i64>) -> Vec<Placement> {
        vec![Placement {
            office: OfficeId(office),
            position_level: "staff".into(),
            position_title: None,
            grade: None,
            employment_type: EmploymentType::Pns,
            reference_amount,
            from: day("2020-01-01"),
            to: None,
        }]
    }

    fn ended(new: &Policy, before: Vec<Policy>) -> Vec<String> {
        let people = [person(7, None), person(8, None), person(8, None)];
        let found = effects(new, &rulebook(before), people.iter().map(Vec::as_slice));
        let described = found.ends.iter();
        described.map(|one| format!("{} {} {}", one.policy, one.from, one.people)).collect()
    }

    use PeriodKind::{Month, Week};

    #[test]
    fn a_duty_of_the_other_kind_ends_with_the_first_period_that_is_taken_away() {
        let weekly = policy_from(1, 7, Week, "2026-01-05");
        // The first of December is a Tuesday: the week that it cuts keeps its policy.
        let monthly = policy_from(0, 7, Month, "2026-12-01");
        assert_eq!(ended(&monthly, vec![weekly.clone()]), ["1 2026-12-07 3"]);
        let below = Policy { office: OfficeId(8), ..monthly.clone() };
        assert_eq!(ended(&below, vec![weekly.clone()]), ["1 2026-12-07 2"]);
        let months = policy_from(1, 7, Month, "2026-01-01");
        assert_eq!(ended(&policy_from(0, 7, Week, "2026-11-23"), vec![months]), ["1 2026-12-01 3"]);
        // One that replaces it asks the same people.
        assert_eq!(ended(&policy_from(0, 7, Week, "2026-11-23"), vec![weekly]), [""; 0]);
    }

    #[test]
    fn who_is_left_without_any_is_told() {
        let weekly = policy_from(1, 7, Week, "2026-01-05");
        let officials = Policy {
            minimum_amount: 0,
            tiers: vec![Tier {
                position_levels: vec!["echelon_2".into()],
                minimum_amount: 494_000,
                ..Tier::default()
            }],
            ..policy_from(0, 7, Week, "2026-11-23")
        };
        assert_eq!(ended(&officials, vec![weekly.clone()]), ["1 2026-11-23 3"]);
        let appeal = Policy { mode: Mode::Appeal, ..policy_from(0, 8, Week, "2026-11-23") };
        assert_eq!(ended(&appeal, vec![weekly]), ["1 2026-11-23 2"]);
        assert_eq!(ended(&appeal, Vec::new()), [""; 0]);
    }

    #[test]
    fn a_share_of_nothing_that_is_known_is_counted() {
        let share = Policy {
            minimum_percent: Percent::parse("10"),
            ..policy_from(0, 7, Month, "2026-12-01")
        };
        let people = [person(7, Some(4_000_000)), person(8, None)];
        let found = effects(&share, &rulebook(vec![]), people.iter().map(Vec::as_slice));
        assert_eq!((found.without_reference, found.ends), (1, Vec::new()));
    }
}
