use std::collections::BTreeSet;

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::day;
use crate::Zone;
use crate::backup::{BackupAlarm, BackupPlan, Backups, Duty, Nightly, READ_AT_ONCE, is_read};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// One each night at 01.00 WIB for so many nights, the last on 26 November 2026.
fn nightly(nights: u64) -> Vec<DateTime<Utc>> {
    (0..nights).map(|ago| at("2026-11-25T18:00:00Z") - Days::new(ago)).collect()
}

fn kept(plan: BackupPlan, taken: &[DateTime<Utc>]) -> Vec<String> {
    let kept = plan.kept(taken, Zone::Wib);
    kept.into_iter().rev().map(|at| Zone::Wib.date(at).to_string()).collect()
}

#[test]
fn a_night_begins_at_the_hour_where_the_institution_is() {
    let plan = BackupPlan { hour: 1, ..BackupPlan::default() };
    assert_eq!(plan.night(at("2026-11-25T17:59:59Z"), Zone::Wib), day("2026-11-25"));
    assert_eq!(plan.night(at("2026-11-25T18:00:00Z"), Zone::Wib), day("2026-11-26"));
    assert_eq!(plan.night(at("2026-11-25T16:00:00Z"), Zone::Wit), day("2026-11-26"));
    let late = BackupPlan { hour: 23, ..plan };
    assert_eq!(late.night(at("2026-11-26T15:59:00Z"), Zone::Wib), day("2026-11-25"));
}

#[test]
fn of_each_span_the_newest_is_kept() {
    let plan = BackupPlan { hour: 1, days: 3, weeks: 2, months: 3 };
    assert_eq!(
        kept(plan, &nightly(100)),
        // Three days; the Sunday of the week before; the last days of the months before.
        ["2026-11-26", "2026-11-25", "2026-11-24", "2026-11-22", "2026-10-31", "2026-09-30"]
    );
    let noon = at("2026-11-26T05:00:00Z");
    let mut twice = nightly(2);
    twice.push(noon);
    let one = BackupPlan { days: 1, weeks: 0, months: 0, ..plan };
    assert_eq!(one.kept(&twice, Zone::Wib), BTreeSet::from([noon]));
}

#[test]
fn nights_that_were_missed_cost_no_backup() {
    let plan = BackupPlan { hour: 1, days: 3, weeks: 0, months: 0 };
    let taken = ["2026-03-01T18:00:00Z", "2026-07-01T18:00:00Z", "2026-11-25T18:00:00Z"].map(at);
    assert_eq!(kept(plan, &taken).len(), 3);
}

#[test]
fn what_is_kept_once_is_kept_for_its_time() {
    // Pruned each night, as it is done: what a rule of months keeps was not pruned as a day before.
    let plan = BackupPlan::default();
    let mut held: Vec<DateTime<Utc>> = Vec::new();
    for now in nightly(800).into_iter().rev() {
        held.push(now);
        held = plan.kept(&held, Zone::Wib).into_iter().collect();
        assert!(held.contains(&now), "the newest stays");
    }
    let months: BTreeSet<_> =
        held.iter().map(|at| Zone::Wib.date(*at).format("%Y-%m").to_string()).collect();
    assert!(months.len() >= 12, "{months:?}");
    assert!(held.len() <= 24, "{}", held.len());
}

#[test]
fn the_newest_stays_whatever_the_plan_says() {
    let plan = BackupPlan { hour: 0, days: 0, weeks: 0, months: 0 };
    assert_eq!(kept(plan, &nightly(9)), ["2026-11-26"]);
    assert!(plan.kept(&[], Zone::Wib).is_empty());
}

#[test]
fn once_a_night_and_again_after_a_failure() {
    let (tonight, now) = (day("2026-11-26"), at("2026-11-25T18:00:00Z"));
    let later = |hours| now + TimeDelta::hours(hours);
    let mut run = Nightly::default();
    assert!(run.is_due(tonight, now));
    run.begin(tonight, now);
    assert!(!run.is_due(tonight, later(5)) && run.is_due(tonight, later(6)), "its node is gone");
    run.end(now, Err("disk full".into()));
    assert_eq!((run.problem(), run.succeeded_at), (Some("disk full"), None));
    assert!(!run.is_due(tonight, now + TimeDelta::minutes(59)) && run.is_due(tonight, later(1)));
    run.begin(tonight, later(1));
    assert_eq!(run.problem(), None);
    run.end(later(1), Ok(()));
    assert!(!run.is_due(tonight, later(20)));
    assert!(run.is_due(day("2026-11-27"), later(24)));
}

#[test]
fn nothing_is_rehearsed_while_it_is_taken() {
    let (tonight, now) = (day("2026-11-26"), at("2026-11-25T18:00:00Z"));
    let mut backups = Backups::default();
    backups.of_mut(Duty::Backup).begin(tonight, now);
    assert!(!backups.is_due(Duty::Backup, tonight, now));
    assert!(!backups.is_due(Duty::Rehearsal, tonight, now));
    backups.of_mut(Duty::Backup).end(now, Err("no".into()));
    assert!(backups.is_due(Duty::Rehearsal, tonight, now), "the one before is there still");
}

#[test]
fn alarms_name_what_is_wrong_and_nothing_else() {
    let now = at("2026-11-25T18:00:00Z");
    let mut backups = Backups::default();
    assert_eq!(backups.alarms(true, now), [], "the first night is yet to come");
    assert_eq!(backups.alarms(false, now), [BackupAlarm::None]);
    backups.backup.begin(day("2026-11-26"), now);
    backups.backup.end(now, Ok(()));
    assert_eq!(backups.alarms(false, now), [], "somebody takes them by hand");
    let (two_days, hour) = (now + TimeDelta::hours(37), TimeDelta::hours(1));
    assert_eq!(backups.alarms(false, two_days), [BackupAlarm::Old]);
    backups.backup.begin(day("2026-11-27"), two_days);
    backups.backup.end(two_days, Err("no".into()));
    backups.rehearsal.begin(day("2026-11-27"), two_days);
    backups.rehearsal.end(two_days, Err("no".into()));
    assert_eq!(
        backups.alarms(true, two_days + hour),
        [BackupAlarm::Failed, BackupAlarm::Old, BackupAlarm::RehearsalFailed]
    );
}

#[test]
fn each_file_has_its_turn_within_thirty_nights() {
    let tonight = day("2026-11-26");
    let hash = |number: u32| format!("{number:04x}{}", "0".repeat(60));
    assert!((0..100).all(|number| is_read(&hash(number), tonight, READ_AT_ONCE)));
    for number in [0, 1, 29, 30, 4095, 65535] {
        let nights =
            (0..30).filter(|ago| is_read(&hash(number), tonight - Days::new(*ago), 1_000_000));
        assert_eq!(nights.count(), 1);
    }
}
