//! By which kind of period people are measured, and which periods are over (rules.md §§2, 6 and 8).

use super::{DEEP, EAST, TOP, WEST, at, day, placed, policy, under};
use crate::close::{due, is_running, last_past, over};
use crate::{OfficeId, Period, PeriodKind, Policy, PolicyId, Rulebook, period_kind};

fn monthly(office: OfficeId) -> Policy {
    Policy {
        id: PolicyId(9),
        period: PeriodKind::Month,
        office,
        effective_from: day("2026-02-01"),
        ..policy()
    }
}

#[test]
fn the_week_measures_unless_only_the_month_is_governed() {
    use PeriodKind::{Month, Week};
    let (today, now) = (day("2026-11-20"), at("2026-11-20T03:00:00Z"));
    let nothing = Rulebook { policies: Vec::new(), ..under(policy()) };
    let weekly = under(policy());
    let below = Rulebook { policies: vec![policy(), monthly(WEST)], ..under(policy()) };
    for (name, rulebook, deep, east, anybody) in [
        ("nothing", &nothing, Week, Week, Week),
        ("weekly", &weekly, Week, Week, Week),
        ("monthly", &under(monthly(TOP)), Month, Month, Month),
        ("monthly below", &below, Month, Week, Week),
    ] {
        for (office, expected) in [(DEEP, deep), (EAST, east)] {
            let person = period_kind::of_employee(rulebook, &placed(office), today);
            let office = rulebook.offices.get(office).unwrap();
            assert_eq!(person, expected, "{name}");
            assert_eq!(period_kind::of_office(rulebook, office, now), expected, "{name}");
        }
        assert_eq!(period_kind::of_anybody(rulebook, today), anybody, "{name}");
    }
    let (week, month) = (Period::week_of(today), Period::month_of(today));
    assert!(period_kind::is_other(&below, &placed(DEEP), &week, &month));
    assert!(!period_kind::is_other(&below, &placed(EAST), &week, &month));
    assert!(!period_kind::is_other(&nothing, &placed(DEEP), &week, &month));
    assert_eq!((Week.other(), Month.other()), (Month, Week));
}

#[test]
fn periods_are_over_from_a_day_on_and_first_in_the_east() {
    let labels = |from: &str, now: &str| {
        over(day(from), at(now)).iter().map(Period::label).collect::<Vec<_>>()
    };
    assert_eq!(
        labels("2026-11-11", "2026-12-01T00:00:00Z"),
        ["2026-W46", "2026-W47", "2026-W48", "2026-11"]
    );
    assert_eq!(labels("2026-11-16", "2026-11-22T14:59:59Z"), [""; 0]);
    assert_eq!(labels("2026-11-16", "2026-11-22T15:00:00Z"), ["2026-W47"]);
    let last = |kind, grace, today: &str| last_past(kind, grace, day(today)).label();
    assert_eq!(last(PeriodKind::Week, 3, "2026-11-25"), "2026-W46");
    assert_eq!(last(PeriodKind::Week, 3, "2026-11-26"), "2026-W47");
    assert_eq!(last(PeriodKind::Month, 60, "2026-11-26"), "2026-08");
}

#[test]
fn a_period_runs_until_its_deadline_in_the_zone_of_the_office() {
    let (rulebook, week) = (under(policy()), Period::parse("2026-W47").unwrap());
    let runs =
        |office, now| is_running(&rulebook, rulebook.offices.get(office).unwrap(), &week, at(now));
    for (now, west, east) in [
        ("2026-11-25T14:59:59Z", true, true),
        ("2026-11-25T15:00:00Z", true, false),
        ("2026-11-25T17:00:00Z", false, false),
    ] {
        assert_eq!((runs(WEST, now), runs(EAST, now)), (west, east), "{now}");
        assert_eq!(at(now) < due(&rulebook, &week), west, "{now}");
    }
    let longer = Policy { grace_days: 4, ..policy() };
    let west = rulebook.offices.get(WEST).unwrap();
    assert!(is_running(&under(longer), west, &week, at("2026-11-25T17:00:00Z")));
}
