//! When a reminder goes out, and to whom (rules.md §10).

use proptest::prelude::*;

use super::{DEEP, EAST, WEST, at, day, placed, policy, under};
use crate::ReminderKind::{self, Grace, HeadDigest, LastCall, Midweek};
use crate::problem::Problems;
use crate::reminder::{
    Timing, Window, duty, for_head, for_person, is_about, last_deadline, periods_near, timing,
    window,
};
use crate::reminder_times::{DeadlineSlot, RemindersDraft, Slot, SlotDraft};
use crate::{Facts, Mode, OfficeId, Period, Policy, PolicyId, Reminders, Rulebook, Tally};

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
fn without_a_working_day_before_within_the_period_it_goes_out_on_the_first_one_after() {
    // Monday to Thursday are holidays: the midweek reminder goes out on Friday at its hour.
    let week = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"];
    assert_eq!(opens(&with_holidays(&week), Midweek, "2026-W47"), "2026-11-20 09.00");
    // When Friday is one, too, the next working day is after the period: nothing is sent.
    let all = [&week[..], &["2026-11-20"]].concat();
    let rulebook = with_holidays(&all);
    let w47 = Period::parse("2026-W47").unwrap();
    assert_eq!(window(&rulebook, Midweek, &w47, WEST, Some(&policy())), None);
    // The digest moves however far: Lebaran of 2025.
    let lebaran = [
        "2025-03-28",
        "2025-03-31",
        "2025-04-01",
        "2025-04-02",
        "2025-04-03",
        "2025-04-04",
        "2025-04-07",
    ];
    let rulebook = Rulebook {
        policies: vec![Policy { effective_from: day("2025-01-06"), ..policy() }],
        ..with_holidays(&lebaran)
    };
    assert_eq!(opens(&rulebook, HeadDigest, "2025-W13"), "2025-04-08 08.00");
    let near = periods_near(&rulebook, at("2025-04-08T01:00:00Z"));
    assert!(near.contains(&Period::parse("2025-W13").unwrap()), "{near:?}");
}

#[test]
fn a_policy_has_days_and_hours_of_its_own() {
    let slot = |on, weekday, hour| Slot { on, weekday, hour };
    let reminders = Reminders {
        midweek: slot(true, 2, 16),
        last_call: slot(true, 6, 10),
        grace: DeadlineSlot { on: true, days_before: 2, hour: 18 },
        head_digest: slot(true, 7, 6),
    };
    let rescheduled = Policy { reminders, ..policy() };
    let week = Period::parse("2026-W47").unwrap();
    let opens = |kind, policy: &Policy| {
        let window = window(&under(policy.clone()), kind, &week, WEST, Some(policy))?;
        assert!(window.opens < window.closes, "{kind:?}");
        let local = window.opens.with_timezone(&crate::Zone::Wib.offset());
        Some(local.format("%Y-%m-%d %H.%M").to_string())
    };
    assert_eq!(opens(Midweek, &rescheduled).as_deref(), Some("2026-11-17 16.00"));
    assert_eq!(opens(LastCall, &rescheduled).as_deref(), Some("2026-11-21 10.00"));
    assert_eq!(opens(Grace, &rescheduled).as_deref(), Some("2026-11-23 18.00"));
    assert_eq!(opens(HeadDigest, &rescheduled).as_deref(), Some("2026-11-29 06.00"));
    let reminders = Reminders {
        midweek: slot(false, 2, 16),
        last_call: slot(false, 7, 15),
        grace: DeadlineSlot { on: false, days_before: 1, hour: 9 },
        head_digest: slot(false, 7, 6),
    };
    let silent = Policy { reminders, ..policy() };
    for kind in ReminderKind::ALL {
        assert_eq!(opens(kind, &silent), None, "{kind:?}");
    }
}

/// What a draft of a kind comes to, with its faults.
fn read(kind: ReminderKind, draft: SlotDraft) -> (Reminders, Vec<(String, &'static str)>) {
    let mut all = RemindersDraft::default();
    match kind {
        Midweek => all.midweek = Some(draft),
        LastCall => all.last_call = Some(draft),
        Grace => all.grace = Some(draft),
        HeadDigest => all.head_digest = Some(draft),
    }
    let mut problems = Problems::default();
    let reminders = all.check(&mut problems, Reminders::default());
    (reminders, problems.into_vec().into_iter().map(|one| (one.field, one.code)).collect())
}

#[test]
fn a_slot_is_a_day_and_an_hour_of_the_office() {
    let draft = |day: &str, hour: &str| SlotDraft { on: true, day: day.into(), hour: hour.into() };
    let (reminders, faults) = read(Midweek, draft("7", "6"));
    assert_eq!((reminders.midweek, faults), (Slot { on: true, weekday: 7, hour: 6 }, Vec::new()));
    let (reminders, faults) = read(Grace, draft("0", "19"));
    let expected = DeadlineSlot { on: true, days_before: 0, hour: 19 };
    assert_eq!((reminders.grace, faults), (expected, Vec::new()));
    for kind in ReminderKind::ALL {
        let day_part = if kind == Grace { "days_before" } else { "weekday" };
        let fault = |part: &str, code| (format!("{}.{part}", kind.name()), code);
        for (day, hour, expected) in [
            ("15", "9", vec![fault(day_part, "not-in-range")]),
            ("1", "5", vec![fault("hour", "not-in-range")]),
            ("1", "20", vec![fault("hour", "not-in-range")]),
            ("", " ", vec![fault(day_part, "missing"), fault("hour", "missing")]),
            ("Kamis", "9", vec![fault(day_part, "not-in-range")]),
        ] {
            let (reminders, faults) = read(kind, draft(day, hour));
            assert_eq!((reminders, faults), (Reminders::default(), expected), "{day} {hour}");
        }
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
        (HeadDigest, "2026-11-25T17:00:00Z"),
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
    let assessment = rulebook.assess(&week, facts, at(now));
    for_person(&rulebook, kind, &week, &assessment, muted, at(now)) != Timing::NotDue
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
fn it_waits_for_its_hour_and_after_a_holiday_for_the_hour_of_the_next_day() {
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
    let saturday = Timing::After(at("2026-11-21T02:00:00Z"));
    for now in ["2026-11-19T13:00:00Z", "2026-11-20T02:00:00Z", "2026-11-20T16:59:59Z"] {
        assert_eq!(of(&friday, &governing, now), saturday, "{now}");
    }
    let silent = Slot { on: false, weekday: 4, hour: 9 };
    let silent = Reminders { midweek: silent, ..Reminders::default() };
    let silent = Policy { reminders: silent, ..policy() };
    assert_eq!(of(&plain, &silent, THURSDAY), Timing::TooLate);
}

#[test]
fn nobody_is_written_to_at_night() {
    let week = Period::parse("2026-W47").unwrap();
    let of = |kind, now| timing(&under(policy()), kind, &week, WEST, Some(&policy()), at(now));
    let friday = Timing::After(at("2026-11-19T23:00:00Z"));
    assert_eq!(of(Midweek, "2026-11-19T12:59:59Z"), Timing::Now, "19.59");
    assert_eq!(of(Midweek, "2026-11-19T13:00:00Z"), friday, "20.00");
    assert_eq!(of(Midweek, "2026-11-19T22:59:59Z"), friday, "05.59");
    assert_eq!(of(Midweek, "2026-11-19T23:00:00Z"), Timing::Now, "06.00");
    // Sunday evening: the week is over before the morning.
    assert_eq!(of(LastCall, "2026-11-22T13:00:00Z"), Timing::TooLate);
    // A digest that is late waits for the hours of the office, and for a working day.
    assert_eq!(of(HeadDigest, "2026-11-23T18:50:00Z"), Timing::After(at("2026-11-23T23:00:00Z")));
    let friday = Slot { on: true, weekday: 5, hour: 8 };
    let late =
        Policy { reminders: Reminders { head_digest: friday, ..Reminders::default() }, ..policy() };
    let timing = |now| timing(&under(late.clone()), HeadDigest, &week, WEST, Some(&late), at(now));
    assert_eq!(timing("2026-11-28T03:00:00Z"), Timing::After(at("2026-11-30T01:00:00Z")));
    assert_eq!(timing("2026-12-01T12:00:00Z"), Timing::Now, "the third working day");
    assert_eq!(timing("2026-12-01T17:00:00Z"), Timing::TooLate);
}

#[test]
fn a_head_gets_one_digest_of_the_offices_whose_policy_sends_one() {
    let week = Period::parse("2026-W47").unwrap();
    let off = Slot { on: false, weekday: 1, hour: 8 };
    let silent = Policy {
        id: PolicyId(2),
        office: WEST,
        reminders: Reminders { head_digest: off, ..Reminders::default() },
        ..policy()
    };
    let rulebook = Rulebook { policies: vec![policy(), silent], ..under(policy()) };
    let monday = at("2026-11-23T01:30:00Z");
    let asked = |offices: &[OfficeId]| {
        for_head(&rulebook, &offices.iter().copied().collect(), &week, monday)
    };
    // WEST has the lower id, and sends none.
    assert_eq!(asked(&[WEST, EAST]), (vec![EAST], Timing::Now));
    assert_eq!(asked(&[WEST]), (Vec::new(), Timing::NotDue));
    assert_eq!(asked(&[]), (Vec::new(), Timing::NotDue));
    let every = under(policy());
    let (offices, _) = for_head(&every, &[WEST, DEEP].into(), &week, monday);
    assert_eq!(offices, [WEST], "nobody is counted twice");
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
    let near = periods_near(&under(policy()), at("2026-11-22T15:00:00Z"));
    let mut labels: Vec<_> = near.iter().map(Period::label).collect();
    labels.sort();
    assert_eq!(labels, ["2026-10", "2026-11", "2026-W46", "2026-W47", "2026-W48"]);
}

proptest! {
    /// Never on a holiday, whichever days are some; open for a while, or not at all.
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
            let Some(window) = window(&rulebook, kind, &period, WEST, Some(&policy)) else {
                prop_assert!(kind != HeadDigest, "a digest moves however far");
                continue;
            };
            let goes_out = rulebook.zone(WEST).date(window.opens);
            prop_assert!(!rulebook.is_holiday(WEST, goes_out), "{kind:?} on {goes_out}");
            prop_assert!(window.opens < window.closes, "{kind:?}");
            if let Timing::After(at) =
                timing(&rulebook, kind, &period, WEST, Some(&policy), window.opens)
            {
                prop_assert!(false, "{kind:?} waits for {at} when it is open");
            }
        }
    }
}
