use chrono::{DateTime, TimeDelta, Utc};

use crate::mail::AttemptOutcome::{Failed, Retry, Sent};
use crate::outage::{
    LONGEST_PAUSE, MailOutage, OutageKind, nothing_is_taken, pause, worker_is_silent,
};

fn noon() -> DateTime<Utc> {
    "2026-11-19T05:00:00Z".parse().unwrap()
}

#[test]
fn pauses_double_to_ten_minutes() {
    let exact: Vec<_> = (1..8).map(|probes| pause(probes, 20).num_seconds()).collect();
    assert_eq!(exact, [30, 60, 120, 240, 480, 600, 600]);
    assert_eq!(pause(1, 0).num_seconds(), 24);
    assert_eq!(pause(u32::MAX, 20), LONGEST_PAUSE);
}

#[test]
fn an_outage_is_told_at_the_second_probe_and_rests_between_them() {
    let found = |known: Option<&MailOutage>, now| {
        MailOutage::found(known, (OutageKind::Silent, "…".into()), now, 20)
    };
    let first = found(None, noon());
    assert!(!first.is_told() && first.rests(noon() + TimeDelta::seconds(29)));
    let later = noon() + TimeDelta::seconds(30);
    assert!(!first.rests(later));
    let second = found(Some(&first), later);
    assert!(second.is_told());
    assert_eq!((second.since, second.next_probe), (noon(), later + TimeDelta::seconds(60)));
    // A clock that was years ahead keeps no mail back.
    assert!(!found(None, noon() + TimeDelta::days(400)).rests(noon()));
}

#[test]
fn a_worker_that_once_looked_is_missed_within_five_minutes() {
    let at = |minutes| Some(noon() - TimeDelta::minutes(minutes));
    assert!(!worker_is_silent(at(4), noon(), 30));
    assert!(worker_is_silent(at(5), noon(), 30));
    assert!(!worker_is_silent(at(5), noon(), 600), "three looks");
    assert!(!worker_is_silent(None, noon(), 30), "it has just been started");
    assert!(!worker_is_silent(at(-60), noon(), u64::MAX));
}

#[test]
fn nothing_is_taken_where_the_newest_five_were_in_vain() {
    assert!(nothing_is_taken(&[Retry, Failed, Retry, Retry, Retry]));
    assert!(!nothing_is_taken(&[Retry, Failed, Sent, Retry, Retry]));
    assert!(!nothing_is_taken(&[Retry; 4]));
}
