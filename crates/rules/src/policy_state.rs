//! Whether a policy is to come, in force, or over (rules.md §2: "Changing a rule means adding a
//! policy; the past keeps the policy that it had").

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::placement::POSITION_LEVELS;
use super::{OfficeId, OfficeTree, Policy, PolicyId};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyState {
    Coming,
    Current,
    Past,
    Withdrawn,
}

/// By its days, or because another followed.
pub fn state(policy: &Policy, policies: &[Policy], today: NaiveDate) -> PolicyState {
    let is_followed = policies.iter().any(|other| {
        other.office == policy.office && is_in_force(other, today) && order(other) > order(policy)
    });
    match () {
        () if policy.withdrawn() => PolicyState::Withdrawn,
        () if today < policy.effective_from => PolicyState::Coming,
        () if is_in_force(policy, today) && !is_followed => PolicyState::Current,
        () => PolicyState::Past,
    }
}

/// What an office asks today by a policy of its own.
pub fn current(policies: &[Policy], office: OfficeId, today: NaiveDate) -> Option<&Policy> {
    let own = policies.iter().filter(|policy| policy.office == office);
    own.filter(|policy| is_in_force(policy, today)).max_by_key(|policy| order(policy))
}

/// What is asked of an office, by a policy of its own or of an office above: the one that began last,
/// and where none has begun yet the first to come.
pub fn governing<'a>(
    policies: &'a [Policy],
    tree: &OfficeTree,
    office: OfficeId,
    today: NaiveDate,
) -> Option<&'a Policy> {
    let covers = |policy: &&Policy| {
        let is_over = policy.effective_until.is_some_and(|until| until < today);
        !policy.withdrawn() && !is_over && tree.depth_below(office, policy.office).is_some()
    };
    let begun = policies.iter().filter(covers).filter(|policy| is_in_force(policy, today));
    // Rules of the nearer office come before those above it.
    let near = |policy: &&Policy| std::cmp::Reverse(tree.depth_below(office, policy.office));
    begun
        .max_by_key(|policy| (near(policy), order(policy)))
        .or_else(|| policies.iter().filter(covers).min_by_key(|policy| order(policy)))
}

fn is_in_force(policy: &Policy, today: NaiveDate) -> bool {
    policy.effective_from <= today && policy.effective_until.is_none_or(|until| today <= until)
}

/// Whether somebody's level is none that forms offer, and no policy in force knows it or their grade: it
/// may be a misspelling, and a tier that was meant for them does not fit.
pub fn is_unknown(policies: &[Policy], level: &str, grade: Option<&str>, today: NaiveDate) -> bool {
    let tiers = || {
        policies.iter().filter(|policy| is_in_force(policy, today)).flat_map(|policy| &policy.tiers)
    };
    let by_level = tiers().any(|tier| !tier.position_levels.is_empty());
    let named = tiers().any(|tier| tier.position_levels.iter().any(|known| known == level));
    let graded = grade.is_some_and(|grade| tiers().any(|tier| tier.has_grade(grade)));
    by_level && !POSITION_LEVELS.contains(&level) && !named && !graded
}

/// The later start wins, then the later created.
fn order(policy: &Policy) -> (NaiveDate, PolicyId) {
    (policy.effective_from, policy.id)
}

#[cfg(test)]
mod tests {
    use super::PolicyState::{Coming, Current, Past, Withdrawn};
    use super::*;
    use crate::tests::{day, policy_from};
    use crate::{Office, PeriodKind, Tier, Zone};

    fn policy(id: i64, from: &str, until: Option<&str>) -> Policy {
        Policy { effective_until: until.map(day), ..policy_from(id, 7, PeriodKind::Week, from) }
    }

    #[test]
    fn a_policy_is_over_when_its_days_are_or_when_another_followed() {
        let policies = [
            policy(1, "2026-01-05", None),
            policy(2, "2026-06-01", None),
            policy(3, "2026-12-07", None),
            policy(4, "2026-12-14", Some("2026-12-13")),
            policy(5, "2026-07-06", Some("2026-11-15")),
        ];
        let states = policies.each_ref().map(|one| state(one, &policies, day("2026-11-20")));
        assert_eq!(states, [Past, Current, Coming, Withdrawn, Past]);
        let of = |text| current(&policies, OfficeId(7), day(text)).map(|one| one.id.0);
        assert_eq!(
            (of("2026-01-04"), of("2026-11-15"), of("2026-11-16")),
            (None, Some(5), Some(2))
        );
        assert_eq!(current(&policies, OfficeId(8), day("2026-11-20")), None, "its own only");

        let office = |id: i64, parent: Option<i64>| Office {
            id: OfficeId(id),
            code: id.to_string(),
            name: id.to_string(),
            kind: "office".into(),
            parent: parent.map(OfficeId),
            zone: Zone::Wib,
        };
        let tree = OfficeTree::new(vec![office(7, None), office(8, Some(7))]);
        let of = |office, text| {
            governing(&policies, &tree, OfficeId(office), day(text)).map(|one| one.id.0)
        };
        assert_eq!((of(8, "2025-12-31"), of(8, "2026-11-15")), (Some(1), Some(5)));
        assert_eq!((of(7, "2026-11-20"), of(9, "2026-11-20")), (Some(2), None));
    }

    #[test]
    fn a_level_is_unknown_where_tiers_go_by_levels_and_none_fits() {
        let tier = Tier {
            position_levels: vec!["guru".into()],
            grades: vec!["IX".into()],
            ..Tier::default()
        };
        let flat = [policy(1, "2026-01-05", None)];
        let tiered = [Policy { tiers: vec![tier], ..policy(1, "2026-01-05", None) }];
        let unknown = |policies: &[Policy], level, grade| {
            is_unknown(policies, level, grade, day("2026-11-20"))
        };
        assert!(unknown(&tiered, "Guru Ahli Muda", Some("III/a")));
        for (level, grade) in [("guru", None), ("staff", None), ("Guru Ahli Muda", Some("ix"))] {
            assert!(!unknown(&tiered, level, grade), "{level} {grade:?}");
        }
        assert!(!unknown(&flat, "Guru Ahli Muda", None), "everybody owes the same");
        assert!(!is_unknown(&tiered, "Guru Ahli Muda", None, day("2026-01-01")), "not in force");
    }
}
