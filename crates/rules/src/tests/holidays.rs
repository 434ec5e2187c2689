//! Days on which an office is closed (rules.md §4).

use super::{DEEP, EAST, TOP, WEST, at, day, placed, policy, under};
use crate::ReminderKind;
use crate::calendar::Holidays;
use crate::reminder::window;
use crate::{Facts, OfficeId, Period, Policy, ProrationRule, Rulebook, Status, Tally};

/// Wednesday and Thursday of week 47, in `WEST` and all below it.
fn rulebook() -> Rulebook {
    let policy = Policy { holiday_rule: ProrationRule::Prorated, ..policy() };
    let mut holidays = Holidays::default();
    for on in ["2026-11-18", "2026-11-19"] {
        holidays.add(day(on), Some(WEST));
    }
    Rulebook { holidays, ..under(policy) }
}

fn minimum(rulebook: &Rulebook, office: OfficeId) -> (Status, Option<i64>) {
    let (placements, tally) = (placed(office), Tally::default());
    let facts = Facts { placements: &placements, exemptions: &[], tally: &tally };
    let week = Period::parse("2026-W47").unwrap();
    let assessed = rulebook.assess(&week, facts, at("2026-11-20T02:00:00Z"));
    (assessed.status, assessed.minimum)
}

#[test]
fn a_closed_day_counts_like_a_holiday_for_the_office_and_all_below_it() {
    let mut rulebook = rulebook();
    for (office, asked) in [(TOP, 100_000), (WEST, 60_000), (DEEP, 60_000), (EAST, 100_000)] {
        assert_eq!(minimum(&rulebook, office), (Status::Open, Some(asked)), "{office}");
    }
    // The same day for everybody counts once.
    rulebook.holidays.add(day("2026-11-18"), None);
    assert_eq!(minimum(&rulebook, DEEP).1, Some(60_000));
    assert_eq!(minimum(&rulebook, EAST).1, Some(80_000));
    // With the whole week closed nothing is asked.
    for on in ["2026-11-16", "2026-11-17", "2026-11-20"] {
        rulebook.holidays.add(day(on), Some(DEEP));
    }
    assert_eq!(minimum(&rulebook, DEEP).0, Status::Exempt);
    assert_eq!(minimum(&rulebook, WEST).0, Status::Open);
}

#[test]
fn reminders_of_a_closed_office_go_out_on_the_working_day_before() {
    let (rulebook, week) = (rulebook(), Period::parse("2026-W47").unwrap());
    let on = |office| {
        window(&rulebook, ReminderKind::Midweek, &week, office, Some(&policy())).unwrap().opens
    };
    assert_eq!(on(TOP), at("2026-11-19T02:00:00Z"));
    assert_eq!(on(DEEP), at("2026-11-17T02:00:00Z"));
}
