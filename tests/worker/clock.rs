//! A clock that was wrong for a while, and what runs beside each other.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use pekan::mail::Mailer;
use pekan::rules::mail::{MailKind, MailState};
use pekan::store::closings;
use pekan::store::mails;
use pekan::txn_job;

use super::schedule::worker;
use super::{THURSDAY, outbox, queue};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::Letterbox;
use crate::support::smtp::{Manner, Sink};

const YEARS_AHEAD: &str = "2030-06-06T02:00:00Z";

on_both_databases!(
    a_clock_that_leaps_closes_nothing,
    a_clock_that_is_wrong_at_the_first_look_postpones_nothing,
    a_clock_that_leaps_stops_no_mail,
    who_waits_for_a_letter_has_room
);

async fn how_many_are_closed(district: &District) -> usize {
    closings::all(district.store.reader()).await.unwrap().len()
}

async fn a_clock_that_leaps_closes_nothing(db: Database) {
    let district = District::new(&db).await;
    district.employee("Sri", district.health).await;
    let worker = worker(&district, &db, Letterbox::default().mailer(), THURSDAY);
    worker.tick(at(THURSDAY)).await;
    for seconds in 0..4 {
        worker.tick(at(YEARS_AHEAD) + TimeDelta::seconds(seconds)).await;
    }
    assert_eq!(how_many_are_closed(&district).await, 0);
    worker.tick(at(THURSDAY) + TimeDelta::minutes(1)).await;
    assert_eq!(how_many_are_closed(&district).await, 0);
    // From then on it closes as ever.
    for day in 1..=6 {
        worker.tick(at(THURSDAY) + TimeDelta::days(day)).await;
    }
    assert_eq!(how_many_are_closed(&district).await, 0);
    worker.tick(at("2026-11-25T17:00:00Z")).await;
    assert_eq!(how_many_are_closed(&district).await, 1);
}

async fn a_clock_that_is_wrong_at_the_first_look_postpones_nothing(db: Database) {
    let district = District::new(&db).await;
    district.employee("Sri", district.health).await;
    let worker = worker(&district, &db, Letterbox::default().mailer(), YEARS_AHEAD);
    worker.tick(at(YEARS_AHEAD)).await;
    for day in 0..=6 {
        worker.tick(at(THURSDAY) + TimeDelta::days(day)).await;
    }
    worker.tick(at("2026-11-25T17:00:00Z")).await;
    assert_eq!(how_many_are_closed(&district).await, 1);
}

async fn a_clock_that_leaps_stops_no_mail(db: Database) {
    let district = District::new(&db).await;
    for number in 0..20 {
        district.employee(&format!("Pegawai {number}"), district.health).await;
    }
    let letterbox = Letterbox::default();
    let worker = worker(&district, &db, letterbox.mailer(), THURSDAY);
    // All that a minute allows is sent years ahead, one is claimed then, and one put off from then.
    let far = at(YEARS_AHEAD);
    queue(&district, THURSDAY).await;
    worker.tick(far).await;
    assert!(!letterbox.take().is_empty());
    let left: Vec<_> = outbox(&district).await;
    let left: Vec<_> = left.into_iter().filter(|mail| mail.state == MailState::Queued).collect();
    let (claimed, put_off) = (left[0].id, left[1].clone());
    district
        .store
        .write(txn_job!(|txn| {
            mails::claim(txn, vec![claimed], far, far + TimeDelta::minutes(5)).await?;
            let mut mail = mails::claim(txn, vec![put_off.id], far, far).await?.pop().unwrap();
            mail.state = MailState::Queued;
            mail.next_attempt_at = far + TimeDelta::hours(6);
            let outcome = pekan::rules::mail::AttemptOutcome::Retry;
            mails::settle(txn, mail, outcome, "451", far).await
        }))
        .await
        .unwrap();
    let mut now: DateTime<Utc> = at(THURSDAY) + TimeDelta::minutes(1);
    for _ in 0..5 {
        worker.tick(now).await;
        now += TimeDelta::seconds(90);
    }
    let waiting = outbox(&district).await;
    let waiting =
        waiting.iter().filter(|mail| [MailState::Queued, MailState::Sending].contains(&mail.state));
    assert_eq!(waiting.count(), 0);
    assert_eq!(letterbox.take().len(), 20, "the reminders of this week");
}

async fn who_waits_for_a_letter_has_room(db: Database) {
    let district = District::new(&db).await;
    for number in 0..30 {
        district.employee(&format!("Pegawai {number}"), district.health).await;
    }
    let letterbox = Letterbox::default();
    let worker = worker(&district, &db, letterbox.mailer(), THURSDAY);
    worker.tick(at(THURSDAY)).await;
    assert_eq!(letterbox.take().len(), 9, "the minute is used, but for a quarter");
    let asking = outbox(&district).await[0].employee_id;
    let now = at(THURSDAY) + TimeDelta::seconds(10);
    let reset = mails::new(MailKind::PasswordReset, asking, now);
    district.store.write(txn_job!(|txn| mails::insert(txn, reset).await)).await.unwrap();
    worker.tick(now).await;
    let sent = letterbox.take();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].token().len(), 43);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_is_silent_holds_up_no_close() {
    let db = Database::sqlite();
    let district = District::new(&db).await;
    for number in 0..30 {
        district.employee(&format!("Pegawai {number}"), district.health).await;
    }
    let silent = Sink::start(Manner::Silent).await;
    let mailer = Mailer::smtp(&silent.url, Duration::from_secs(10)).unwrap();
    let before = worker(&district, &db, Letterbox::default().mailer(), THURSDAY);
    before.tick(at("2026-11-20T02:00:00Z")).await;
    queue(&district, "2026-11-25T02:00:00Z").await;
    let worker = worker(&district, &db, mailer, "2026-11-25T17:00:00Z");
    let begun = Instant::now();
    let store = district.store.clone();
    let closed = async {
        while closings::all(store.reader()).await.unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    worker.run(closed).await;
    let all = closings::all(district.store.reader()).await.unwrap();
    assert_eq!(all.len(), 1, "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_process_left_on_its_way_goes_at_the_start() {
    let db = Database::sqlite();
    let district = District::new(&db).await;
    let worker = worker(&district, &db, Letterbox::default().mailer(), THURSDAY);
    let tmp = db.dir.path().join("tmp");
    for (name, hours) in [("old", 2), ("new", 0)] {
        let file = std::fs::File::create(tmp.join(name)).unwrap();
        let age = Duration::from_secs(hours * 3600);
        let made = file.metadata().unwrap().modified().unwrap();
        file.set_modified(made - age).unwrap();
    }
    worker.run(std::future::ready(())).await;
    assert!(!tmp.join("old").exists());
    assert!(tmp.join("new").exists());
}
