//! Which offices stand for others, their figures, and who is named first (rules.md §7).

use std::collections::{HashMap, HashSet};

use super::{DEEP, EAST, TOP, WEST, at, offices, placed, policy, under};
use crate::access::topmost;
use crate::placement::{check_departure, stay};
use crate::summary::{own_figures, short_in_a_row, sort_by_shortfall, with_below};
use crate::{Assessment, EmployeeId, Facts, OfficeId, Period, Scope, Status, Tally};

#[test]
fn offices_below_others_are_left_out() {
    let top = |ids: &[OfficeId]| topmost(&offices(), &ids.iter().copied().collect::<HashSet<_>>());
    assert_eq!(top(&[DEEP, EAST, WEST]), [WEST, EAST]);
    assert_eq!(top(&[DEEP, TOP]), [TOP]);
    assert_eq!(top(&[DEEP, EAST]), [DEEP, EAST]);
    assert_eq!(top(&[]), []);
}

#[test]
fn an_office_without_a_head_is_seen_by_none_but_that_of_the_root() {
    let headless = |heads: &[OfficeId]| {
        let mut found: Vec<_> =
            offices().headless(&heads.iter().copied().collect()).into_iter().collect();
        found.sort_unstable();
        found
    };
    assert_eq!(headless(&[TOP, WEST]), [EAST], "the office below one with a head is seen");
    assert!(headless(&[TOP]).contains(&WEST) && headless(&[TOP]).contains(&DEEP));
    assert!(!headless(&[TOP, WEST, EAST]).contains(&TOP));
}

#[test]
fn a_row_of_short_periods_ends_with_one_that_was_met() {
    use Status::{Exempt, Met, MetLate, NotObliged, Open, Short};
    assert_eq!(short_in_a_row([Open, Short, Exempt, Short, NotObliged, Met, Short]), 2);
    assert_eq!(short_in_a_row([Short, MetLate, Short]), 1);
    assert_eq!(short_in_a_row([Met, Short, Short]), 0);
    assert_eq!(short_in_a_row([Open, Exempt]), 0);
}

#[test]
fn ones_own_office_is_shown_without_its_figures() {
    let scope = Scope::Within { me: EmployeeId(10), offices: HashSet::from([WEST]) };
    let visible = [WEST, EAST, TOP].map(|office| scope.shows_office(office, Some(EAST)));
    assert_eq!(visible, [true, true, false]);
    assert!(!scope.holds_office(EAST) && Scope::Everyone.shows_office(TOP, None));
}

#[test]
fn figures_are_summed_upwards_and_the_largest_shortfall_comes_first() {
    let (rulebook, week) = (under(policy()), Period::parse("2026-W47").unwrap());
    let now = at("2026-11-20T03:00:00Z");
    let assessed = |office, amount| -> Assessment<'_> {
        let mut tally = Tally::default();
        tally.add(&week, super::bought("2026-11-18", amount, now));
        let facts = Facts { placements: &placed(office), exemptions: &[], tally: &tally };
        rulebook.assess(&week, facts, now)
    };
    let mut people = [
        (EmployeeId(1), assessed(DEEP, 100_000)),
        (EmployeeId(2), assessed(WEST, 30_000)),
        (EmployeeId(3), assessed(EAST, 10_000)),
        (EmployeeId(4), Assessment { status: Status::Exempt, ..assessed(WEST, 0) }),
        (EmployeeId(5), assessed(WEST, 10_000)),
    ];
    sort_by_shortfall(&mut people);
    assert_eq!(people.each_ref().map(|(id, _)| id.0), [3, 5, 2, 1, 4]);
    let own = own_figures(people.iter().map(|(_, one)| one));
    let sums: HashMap<_, _> = [TOP, WEST, DEEP, EAST]
        .map(|office| (office, with_below(&own, &rulebook.offices, office)))
        .into();
    let headcounts = [TOP, WEST, DEEP, EAST].map(|office| sums[&office].headcount);
    assert_eq!(headcounts, [5, 4, 1, 1]);
    assert_eq!((sums[&WEST].met, sums[&WEST].lacking(), sums[&TOP].lacking()), (1, 2, 3));
    let gone = Assessment { office: None, ..assessed(WEST, 0) };
    assert_eq!(own_figures([&gone]), HashMap::new());
}

#[test]
fn people_leave_and_are_counted_on_days_of_their_placements() {
    let day = super::day;
    let career = placed(DEEP);
    let leaves = |on| check_departure(&career, day(on)).map_err(|problem| problem.code);
    assert_eq!(leaves("2026-11-20"), Ok(()));
    assert_eq!(leaves("2019-12-31"), Err("placement-not-after"));
    assert_eq!(check_departure(&[], day("2026-11-20")).unwrap_err().code, "not-employed");
    let days = (day("2026-11-16"), day("2026-11-20"));
    let [first] = placed(WEST);
    let regrouped = [
        crate::Placement { to: Some(day("2026-11-17")), ..first.clone() },
        crate::Placement { office: DEEP, from: day("2026-11-18"), ..first },
    ];
    assert_eq!(stay(&regrouped, &[WEST, DEEP], days), Some((DEEP, days.0, days.1)));
    assert_eq!(stay(&regrouped, &[WEST], days), Some((WEST, days.0, day("2026-11-17"))));
    assert_eq!(stay(&regrouped, &[EAST], days), None);
}
