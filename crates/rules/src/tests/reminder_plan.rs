//! Which reminders go out next, as administrators see it (rules.md §10).

use chrono::TimeDelta;

use super::{DEEP, EAST, WEST, at, day, policy, under};
use crate::ReminderKind::{Grace, HeadDigest, LastCall, Midweek};
use crate::reminder_plan::planned;
use crate::{Mode, Policy, ReminderKind, Rulebook};

/// Each with the instant in UTC, the period, and whether it has begun.
fn week(rulebook: &Rulebook, now: &str) -> Vec<(String, ReminderKind, String, bool)> {
    let now = at(now);
    let planned = planned(rulebook, now, now + TimeDelta::days(8));
    let told = planned.into_iter().filter(|one| one.offices.contains(&WEST));
    told.map(|one| (one.at.format("%m-%d %H").to_string(), one.kind, one.period.label(), one.begun))
        .collect()
}

fn expected(
    rows: &[(&str, ReminderKind, &str, bool)],
) -> Vec<(String, ReminderKind, String, bool)> {
    rows.iter()
        .map(|(at, kind, week, begun)| ((*at).into(), *kind, (*week).into(), *begun))
        .collect()
}

#[test]
fn a_week_has_each_kind_once_in_the_order_of_their_hours() {
    // Monday 16 November, 07.00 in the west.
    let found = week(&under(policy()), "2026-11-16T00:00:00Z");
    let rows = [
        ("11-16 01", HeadDigest, "2026-W46", false),
        ("11-17 02", Grace, "2026-W46", false),
        ("11-19 02", Midweek, "2026-W47", false),
        ("11-22 08", LastCall, "2026-W47", false),
        ("11-23 01", HeadDigest, "2026-W47", false),
    ];
    assert_eq!(found, expected(&rows));
}

#[test]
fn what_goes_out_already_is_said_so_and_a_night_waits_for_the_morning() {
    let rulebook = under(policy());
    let thursday = week(&rulebook, "2026-11-19T03:00:00Z");
    assert_eq!(thursday[0], expected(&[("11-19 03", Midweek, "2026-W47", true)])[0]);
    let night = week(&rulebook, "2026-11-19T15:00:00Z");
    assert_eq!(night[0], expected(&[("11-19 23", Midweek, "2026-W47", false)])[0]);
}

#[test]
fn a_holiday_moves_it_and_nobody_is_asked_without_a_duty() {
    let holidays = [day("2026-11-19")].into_iter().collect();
    let rulebook = Rulebook { holidays, ..under(policy()) };
    let found = week(&rulebook, "2026-11-16T03:00:00Z");
    assert!(found.contains(&expected(&[("11-18 02", Midweek, "2026-W47", false)])[0]), "{found:?}");
    let appeal = under(Policy { mode: Mode::Appeal, ..policy() });
    assert_eq!(week(&appeal, "2026-11-16T03:00:00Z"), []);
}

#[test]
fn offices_of_another_zone_have_an_hour_of_their_own() {
    let now = at("2026-11-18T00:00:00Z");
    let planned = planned(&under(policy()), now, now + TimeDelta::days(2));
    let midweek: Vec<_> = planned.iter().filter(|one| one.kind == Midweek).collect();
    assert_eq!(midweek.len(), 2, "{midweek:?}");
    assert!(midweek[0].at < midweek[1].at && midweek[0].offices == [EAST]);
    assert!(midweek[1].offices.contains(&WEST) && midweek[1].offices.contains(&DEEP));
}
