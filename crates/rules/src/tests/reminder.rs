//! When a reminder goes out, and to whom (rules.md §10).

use proptest::prelude::*;

use super::{DEEP, EAST, WEST, at, day, placed, policy, under};
use crate::ReminderKind::{self, Grace, HeadDigest, LastCall, Midweek};
use crate::problem::Problems;
use crate::reminder::{
    Timing, Window, due, duty, is_about, last_deadline, periods_near, timing, window,
};
use crate::reminder_times::{Slot, SlotDraft};
use crate::{Facts, Mode, OfficeId, Period, Policy, Reminders, Rulebook, Tally};

/// The window of a reminder about a period, such as `2026-W47`, for an office.
fn of(rulebook: &Rulebook, kind: ReminderKind, period: &str, office: OfficeId) -> Window {
    window(rulebook, kind, &Period::parse(period).unwrap(), office, Some(&policy())).unwrap()
}

fn with_holidays(days: &[&str]) -> Rulebook {
    Rulebook { holidays: days.iter().map(|text| day(text)).collect(), ..under(policy()) }
}

fn opens(rulebook: &Rulebook, kind: ReminderKind, period: &str) -> String {
    let opens = of(rulebook, kind, period, WEST).opens;
    opens.with_timezone(&rulebook.zone(WEST).offset()).format("%Y-%m-%d %H.%M").to_string()
}

#[test]
fn a_week_has_its_hours() {
    let plain = under(policy());
    for (kind, expected) in [
        (Midweek, "2026-11-19 09.00"),
        (LastCall, "2026-11-22 15.00"),
        (Grace, "2026-11-24 09.00"),
        (HeadDigest, "2026-11-23 08.00"),
    ] {
        assert_eq!(opens(&plain, kind, "2026-W47"), expected, "{kind:?}");
    }
}

#[test]
fn a_month_has_its_last_thursday_and_sunday() {
    let plain = under(policy());
    for (kind, expected) in [
        (Midweek, "2026-11-26 09.00"),
        (LastCall, "2026-11-29 15.00"),
        (Grace, "2026-12-02 09.00"),
        (HeadDigest, "2026-12-07 08.00"),
    ] {
        assert_eq!(opens(&plain, kind, "2026-11"), expected, "{kind:?}");
    }
}

#[test]
fn a_holiday_moves_it_to_the_working_day_before_and_the_digest_to_the_one_after() {
    let rulebook =
        with_holidays(&["2026-11-18", "2026-11-19", "2026-11-22", "2026-11-23", "2026-11-24"]);
    assert_eq!(opens(&rulebook, Midweek, "2026-W47"), "2026-11-17 09.00");
    // A Sunday is no working day, and yet its own day unless it is a holiday.
    assert_eq!(opens(&rulebook, LastCall, "2026-W47"), "2026-11-20 15.00");
    assert_eq!(opens(&rulebook, Grace, "2026-W47"), "2026-11-20 09.00");
    assert_eq!(opens(&rulebook, HeadDigest, "2026-W47"), "2026-11-25 08.00");
}

#[test]
fn a_policy_has_days_and_hours_of_its_own() {
    let slot = |on, weekday, hour| Slot { on, weekday, hour };
    let reminders = Reminders { midweek: slot(true, 2, 16), head_digest: slot(true, 7, 6) };
    let moved = Policy { reminders, ..policy() };
    let week = Period::parse("2026-W47").unwrap();
    let opens = |kind, policy: &Policy| {
        let window = window(&under(policy.clone()), kind, &week, WEST, Some(policy))?;
        assert!(window.opens < window.closes, "{kind:?}");
        let local = window.opens.with_timezone(&crate::Zone::Wib.offset());
        Some(local.format("%Y-%m-%d %H.%M").to_string())
    };
    assert_eq!(opens(Midweek, &moved).as_deref(), Some("2026-11-17 16.00"));
    assert_eq!(opens(HeadDigest, &moved).as_deref(), Some("2026-11-29 06.00"));
    assert_eq!(opens(LastCall, &moved).as_deref(), Some("2026-11-22 15.00"));
    let reminders = Reminders { midweek: slot(false, 2, 16), head_digest: slot(false, 7, 6) };
    let silent = Policy { reminders, ..policy() };
    assert_eq!((opens(Midweek, &silent), opens(HeadDigest, &silent)), (None, None));
    assert!(opens(LastCall, &silent).is_some());
}

#[test]
fn a_slot_is_a_day_of_the_week_and_an_hour() {
    let check = |weekday: &str, hour: &str| {
        let draft = SlotDraft { on: true, weekday: weekday.into(), hour: hour.into() };
        let mut problems = Problems::default();
        let slot = draft.check(&mut problems, "midweek");
        let faults: Vec<_> =
            problems.into_vec().into_iter().map(|one| (one.field, one.code)).collect();
        (slot, faults)
    };
    assert_eq!(check("7", "0"), (Some(Slot { on: true, weekday: 7, hour: 0 }), Vec::new()));
    let fault = |part: &str, code| (format!("midweek.{part}"), code);
    for (weekday, hour, faults) in [
        ("0", "9", vec![fault("weekday", "not-in-range")]),
        ("8", "24", vec![fault("weekday", "not-in-range"), fault("hour", "not-in-range")]),
        ("", " ", vec![fault("weekday", "missing"), fault("hour", "missing")]),
        ("Kamis", "9", vec![fault("weekday", "not-in-range")]),
    ] {
        assert_eq!(check(weekday, hour), (None, faults));
    }
}

#[test]
fn the_hours_are_those_of_the_office() {
    let plain = under(policy());
    let (west, east) =
        (of(&plain, Midweek, "2026-W47", WEST), of(&plain, Midweek, "2026-W47", EAST));
    assert_eq!(west.opens, at("2026-11-19T02:00:00Z"));
    assert_eq!(east.opens, at("2026-11-19T00:00:00Z"));
    assert_eq!(west.closes - east.closes, chrono::TimeDelta::hours(2));
}

#[test]
fn it_is_of_use_until_the_period_or_its_grace_has_passed() {
    let plain = under(policy());
    for (kind, closes) in [
        (Midweek, "2026-11-22T17:00:00Z"),
        (LastCall, "2026-11-22T17:00:00Z"),
        (Grace, "2026-11-25T17:00:00Z"),
        (HeadDigest, "2026-11-29T17:00:00Z"),
    ] {
        let window = of(&plain, kind, "2026-W47", WEST);
        assert_eq!(window.closes, at(closes), "{kind:?}");
        let second = chrono::TimeDelta::seconds(1);
        assert!(window.holds(window.opens) && !window.holds(window.opens - second), "{kind:?}");
        assert!(window.holds(window.closes - second) && !window.holds(window.closes), "{kind:?}");
    }
}

/// Whether somebody of an office below `WEST` is due, on the Thursday of week 47.
fn is_due(policy: Policy, kind: ReminderKind, bought: i64, now: &str, muted: bool) -> bool {
    let (rulebook, week) = (under(policy), Period::parse("2026-W47").unwrap());
    let mut tally = Tally::default();
    if bought > 0 {
        tally.add(&week, super::bought("2026-11-17", bought, at("2026-11-17T03:00:00Z")));
    }
    let placements = placed(DEEP);
    let facts = Facts { placements: &placements, exemptions: &[], tally: &tally };
    due(kind, &rulebook.assess(&week, facts, at(now)), muted)
}

const THURSDAY: &str = "2026-11-19T02:00:00Z";

#[test]
fn whoever_is_short_and_can_still_buy_is_due() {
    for kind in [Midweek, LastCall, Grace] {
        assert!(is_due(policy(), kind, 0, THURSDAY, false), "{kind:?}");
        assert!(is_due(policy(), kind, 99_999, THURSDAY, false), "{kind:?}");
        assert!(!is_due(policy(), kind, 100_000, THURSDAY, false), "met: {kind:?}");
        let after_the_deadline = "2026-11-25T17:00:00Z";
        assert!(!is_due(policy(), kind, 0, after_the_deadline, false), "too late: {kind:?}");
    }
}

#[test]
fn an_appeal_reminds_nobody() {
    let appeal = Policy { mode: Mode::Appeal, minimum_amount: 0, ..policy() };
    assert!(!is_due(appeal, Midweek, 0, THURSDAY, false));
    let later = Policy { effective_from: day("2026-11-23"), ..policy() };
    assert!(!is_due(later, Midweek, 0, THURSDAY, false), "not obliged yet");
}

#[test]
fn midweek_alone_can_be_muted() {
    assert!(!is_due(policy(), Midweek, 0, THURSDAY, true));
    assert!(is_due(policy(), LastCall, 0, THURSDAY, true));
    assert!(is_due(policy(), Grace, 0, THURSDAY, true));
}

#[test]
fn it_waits_for_its_hour_and_for_the_end_of_a_holiday() {
    let week = Period::parse("2026-W47").unwrap();
    let governing = policy();
    let of = |rulebook: &Rulebook, policy: &Policy, now| {
        timing(rulebook, Midweek, &week, WEST, Some(policy), at(now))
    };
    let plain = under(policy());
    assert_eq!(of(&plain, &governing, "2026-11-19T01:59:59Z"), Timing::After(at(THURSDAY)));
    assert_eq!(of(&plain, &governing, THURSDAY), Timing::Now);
    assert_eq!(of(&plain, &governing, "2026-11-22T17:00:00Z"), Timing::TooLate);
    let friday = with_holidays(&["2026-11-20"]);
    let after = Timing::After(at("2026-11-20T17:00:00Z"));
    assert_eq!(of(&friday, &governing, "2026-11-20T02:00:00Z"), after);
    let silent = Slot { on: false, weekday: 4, hour: 9 };
    let silent = Reminders { midweek: silent, ..Reminders::default() };
    let silent = Policy { reminders: silent, ..policy() };
    assert_eq!(of(&plain, &silent, THURSDAY), Timing::TooLate);
}

#[test]
fn reminders_are_about_duties_alone() {
    let week = Period::parse("2026-W47").unwrap();
    let appeal = under(Policy { mode: Mode::Appeal, ..policy() });
    let below = under(Policy { office: DEEP, grace_days: 5, ..policy() });
    assert!(duty(&under(policy()), DEEP, &week).is_some() && duty(&appeal, DEEP, &week).is_none());
    assert!(duty(&below, WEST, &week).is_none() && is_about(&below, WEST, &week));
    assert!(!is_about(&below, EAST, &week));
    assert_eq!(last_deadline(&below, &[WEST, EAST], &week), None);
    let last = last_deadline(&below, &[WEST, DEEP], &week);
    assert_eq!(last, Some(at("2026-11-27T17:00:00Z")));
    let near = periods_near(at("2026-11-22T15:00:00Z"));
    let mut labels: Vec<_> = near.iter().map(Period::label).collect();
    labels.sort();
    assert_eq!(labels, ["2026-10", "2026-11", "2026-W46", "2026-W47", "2026-W48"]);
}

proptest! {
    /// Never on a holiday, whichever days are some; and always open for a while.
    #[test]
    fn never_on_a_holiday(
        week in 0_u64..200, grace in 0_u32..30,
        holidays in prop::collection::btree_set(0_u64..21, 0..7),
    ) {
        let monday = day("2026-01-05") + chrono::Days::new(7 * week);
        let period = Period::week_of(monday);
        let around = monday - chrono::Days::new(7);
        let holidays = holidays.into_iter().map(|days| around + chrono::Days::new(days)).collect();
        let rulebook = Rulebook { holidays, ..under(policy()) };
        let policy = Policy { grace_days: grace, ..policy() };
        for kind in ReminderKind::ALL {
            let window = window(&rulebook, kind, &period, WEST, Some(&policy)).unwrap();
            let goes_out = rulebook.zone(WEST).date(window.opens);
            prop_assert!(!rulebook.is_holiday(WEST, goes_out), "{kind:?} on {goes_out}");
            prop_assert!(window.opens < window.closes, "{kind:?}");
        }
    }
}
