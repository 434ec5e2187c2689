//! No more mails in a week than are good, the notices of a day in one, and results for whoever wants them.

use chrono::{DateTime, TimeDelta, Utc};
use pekan::rules::EmployeeId;
use pekan::rules::mail::{MailKind, MailState};
use pekan::store::Error;
use pekan::store::mails::{self, Search};
use pekan::txn_job;
use pekan::workflows::mail::period_result::queue_results;

use super::schedule::worker;
use super::{THURSDAY, at_most, attempts, deliver, notices, outbox, queue};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{Letterbox, Read};

on_both_databases!(
    the_third_mail_of_a_week_is_a_notice_and_the_last_call_comes,
    two_at_the_same_moment_are_counted,
    what_is_dropped_at_the_same_moment_takes_nobodys_place,
    what_is_about_the_account_is_always_sent,
    a_result_comes_after_the_close_to_whoever_wants_it,
    a_result_is_not_told_to_whoever_was_asked_nothing_or_wants_it_no_more
);

const SUNDAY: &str = "2026-11-22T08:00:00Z";
/// The deadline of W47 is Wednesday.
const GRACE: &str = "2026-11-24T02:00:00Z";
const NEXT_THURSDAY: &str = "2026-11-26T02:00:00Z";
const NEXT_SUNDAY: &str = "2026-11-29T08:00:00Z";

/// Puts in what is due at each instant and sends it. Returns how many mails came.
async fn come(district: &District, instants: &[&str]) -> Vec<usize> {
    let letterbox = Letterbox::default();
    let mut come = Vec::new();
    for now in instants {
        queue(district, now).await;
        deliver(district, &letterbox, now).await;
        come.push(letterbox.take().len());
    }
    come
}

async fn the_third_mail_of_a_week_is_a_notice_and_the_last_call_comes(db: Database) {
    let district = District::new(&db).await;
    district.active("Sri", district.health).await;
    let all = [THURSDAY, SUNDAY, GRACE, NEXT_THURSDAY, NEXT_SUNDAY];
    // Of the second week: the grace of the first, no midweek reminder, and the last call.
    assert_eq!(come(&district, &all).await, [1, 1, 1, 0, 1]);
    let mut outbox = outbox(&district).await;
    outbox.sort_by_key(|mail| mail.id);
    let spared = &outbox[3];
    assert_eq!((spared.kind, spared.state), (MailKind::Midweek, MailState::Sent));
    assert!(spared.shown_from.is_some(), "their own page says it");
    let why = attempts(&district, spared).await.pop().unwrap().reply;
    assert_eq!(why, "enough-this-week");
    let by_mail = outbox.iter().filter(|mail| mail.shown_from.is_none()).count();
    assert_eq!((outbox.len(), by_mail), (5, 4));
}

#[tokio::test]
async fn administrators_choose_how_many() {
    for (most, expected) in
        [("1", [0, 1, 1, 0, 0]), ("3", [1, 1, 1, 1, 1]), ("14", [1, 1, 1, 1, 1])]
    {
        let db = Database::sqlite();
        let district = District::new(&db).await;
        district.active("Sri", district.health).await;
        at_most(&district, most).await;
        let all = [THURSDAY, SUNDAY, GRACE, NEXT_THURSDAY, NEXT_SUNDAY];
        assert_eq!(come(&district, &all).await, expected, "{most}");
    }
}

async fn two_at_the_same_moment_are_counted(db: Database) {
    let district = District::new(&db).await;
    let sri = district.active("Sri", district.health).await;
    district.head(sri, district.health).await;
    at_most(&district, "1").await;
    // On Thursday, what came up on Monday comes as well: both are sent beside each other.
    queue(&district, GRACE).await;
    queue(&district, "2026-11-23T01:00:00Z").await;
    let letterbox = Letterbox::default();
    deliver(&district, &letterbox, GRACE).await;
    let kinds: Vec<_> = outbox(&district).await.iter().map(|mail| mail.kind).collect();
    assert!(kinds.contains(&MailKind::Grace) && kinds.contains(&MailKind::HeadDigest), "{kinds:?}");
    assert_eq!(letterbox.take().len(), 1);
}

async fn what_is_dropped_at_the_same_moment_takes_nobodys_place(db: Database) {
    let district = District::new(&db).await;
    let sri = district.active("Sri", district.health).await;
    district.head(sri, district.health).await;
    at_most(&district, "1").await;
    queue(&district, GRACE).await;
    queue(&district, "2026-11-23T01:00:00Z").await;
    // She has met it meanwhile: the digest is the only one that is left.
    district.purchase(sri, "2026-11-20", 100_000).await;
    let letterbox = Letterbox::default();
    deliver(&district, &letterbox, GRACE).await;
    let states: Vec<_> =
        outbox(&district).await.iter().map(|mail| (mail.kind, mail.state)).collect();
    assert!(states.contains(&(MailKind::Grace, MailState::Obsolete)), "{states:?}");
    let subjects: Vec<_> = letterbox.take().into_iter().map(|mail| mail.subject).collect();
    assert!(matches!(&subjects[..], [one] if one.starts_with("Rekap")), "{subjects:?}");
}

async fn what_is_about_the_account_is_always_sent(db: Database) {
    let district = District::new(&db).await;
    at_most(&district, "1").await;
    notices(&district, "lumajangkab.go.id", 5).await;
    let letterbox = Letterbox::default();
    deliver(&district, &letterbox, THURSDAY).await;
    assert_eq!(letterbox.take().len(), 5);
}

async fn wishing(district: &District, name: &str) -> EmployeeId {
    let wishes = |employee: &mut pekan::store::employees::Employee| {
        employee.password_hash = Some("hash".into());
        employee.wants_results = true;
    };
    district.employee_since(name, district.health, "2020-01-01", wishes).await
}

/// Closes W47 and sends what is said of it.
async fn close_and_deliver(district: &District, db: &Database) -> Vec<Read> {
    let letterbox = Letterbox::default();
    let worker = worker(district, db, letterbox.mailer(), "2026-11-20T10:00:00Z");
    worker.tick(at("2026-11-20T10:00:00Z")).await;
    letterbox.take();
    let after: DateTime<Utc> = at("2026-11-25T17:00:00Z");
    for minutes in [0, 1, 2, 24 * 60] {
        worker.tick(after + TimeDelta::minutes(minutes)).await;
    }
    letterbox.take().into_iter().filter(|mail| mail.subject.contains("pekan 47")).collect()
}

async fn a_result_comes_after_the_close_to_whoever_wants_it(db: Database) {
    let district = District::new(&db).await;
    let sri = wishing(&district, "Sri").await;
    district.purchase(sri, "2026-11-17", 65_000).await;
    let budi = wishing(&district, "Budi").await;
    district.purchase(budi, "2026-11-17", 120_000).await;
    district.active("Tono", district.health).await;
    let mails = close_and_deliver(&district, &db).await;
    let of = |to: &str| {
        let own: Vec<_> = mails.iter().filter(|mail| mail.to.starts_with(to)).collect();
        assert_eq!(own.len(), 1, "{to}: {mails:?}");
        own[0]
    };
    assert_eq!(mails.len(), 2);
    assert_eq!(of("sri").subject, "Belanja UMKM pekan 47: kurang Rp35.000");
    assert!(of("sri").text.contains("tercatat Rp65.000 dari Rp100.000"), "{}", of("sri").text);
    assert_eq!(of("budi").subject, "Belanja UMKM pekan 47: terpenuhi");
    assert!(of("budi").html.contains("Rp120.000 dari Rp100.000"), "{}", of("budi").html);
}

async fn a_result_is_not_told_to_whoever_was_asked_nothing_or_wants_it_no_more(db: Database) {
    let district = District::new(&db).await;
    let away = wishing(&district, "Ani").await;
    let head = district.active("Kepala", district.health).await;
    district.leave(away, "2026-11-16", "2026-11-20", head).await;
    let fickle = wishing(&district, "Dian").await;
    let letterbox = Letterbox::default();
    let worker = worker(&district, &db, letterbox.mailer(), "2026-11-20T10:00:00Z");
    worker.tick(at("2026-11-20T10:00:00Z")).await;
    pekan::workflows::closing::close_due::close_due(
        &district.store,
        at("2026-11-25T17:00:00Z"),
        || true,
    )
    .await
    .unwrap();
    assert_eq!(queue_results(&district.store, at("2026-11-25T17:00:00Z")).await.unwrap(), 1);
    assert_eq!(queue_results(&district.store, at("2026-11-25T17:00:00Z")).await.unwrap(), 0);
    let changed: Result<(), Error> = district
        .store
        .write(txn_job!(|txn| {
            let mut row = pekan::store::employees::lock(txn, fickle).await?.unwrap();
            row.wants_results = false;
            pekan::store::employees::update(txn, row).await
        }))
        .await;
    changed.unwrap();
    letterbox.take();
    deliver(&district, &letterbox, "2026-11-25T17:01:00Z").await;
    assert_eq!(letterbox.take(), []);
    let all = Search { kinds: vec![MailKind::PeriodResult], limit: 10, ..Search::default() };
    let found = mails::search(district.store.reader(), &all).await.unwrap();
    let states: Vec<_> = found.iter().map(|(mail, _)| (mail.employee_id, mail.state)).collect();
    assert_eq!(states, [(fickle, MailState::Obsolete)]);
    // Of what was closed long ago nobody is told.
    assert_eq!(queue_results(&district.store, at("2026-12-25T17:00:00Z")).await.unwrap(), 0);
}
