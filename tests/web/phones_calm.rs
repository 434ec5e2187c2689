//! How many are enough in a week is asked of phones as of mails, one after the other for each person.

use pekan::rules::calm::MailsAWeek;
use pekan::rules::mail::{MailKind, MailState};
use pekan::store::settings;
use pekan::txn_job;

use super::bought;
use super::phones::{instant, key, mail_of, push, queue, told_on};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::push::Manner::Answer;
use crate::support::push::{Phone, PushService};
use crate::support::town::Town;
use crate::support::town::Who::Hadi;

on_both_databases!(
    what_is_dropped_at_the_same_moment_takes_nobodys_place,
    of_two_at_the_same_moment_one_is_shown
);

/// The digest of heads comes up; a day later the last day to record the week that is over.
const MONDAY: &str = "2026-11-23T08:00:00+07:00";
const GRACE: &str = "2026-11-24T09:00:00+07:00";

/// Hadi, a head, wants one a week at the most, on his phone; both wait for her.
async fn both_wait(town: &Town, phone: &Phone) {
    let most = MailsAWeek::check("mails_a_week", "1").unwrap();
    let put = town.store.write_reference::<_, pekan::store::Error, _>(txn_job!(|txn| {
        settings::put_part(txn, settings::MAILS_A_WEEK, &most).await
    }));
    put.await.unwrap();
    told_on(town, Hadi, &[phone]).await;
    queue(town, GRACE).await;
    queue(town, MONDAY).await;
    for kind in [MailKind::Grace, MailKind::HeadDigest] {
        assert_eq!(mail_of(town, Hadi, kind).await.state, MailState::Queued);
    }
}

async fn what_is_dropped_at_the_same_moment_takes_nobodys_place(db: Database) {
    let town = Town::build(db).await;
    let key = key(&town).await;
    let service = PushService::start(&[Answer(201)]);
    let phone = Phone::new(format!("{}/hadi", service.origin));
    both_wait(&town, &phone).await;
    // He has met it meanwhile: the digest is the only one that is left.
    bought(&town, Hadi, "h", "100.000").await;
    push(&town, instant(GRACE)).await;
    assert_eq!(mail_of(&town, Hadi, MailKind::Grace).await.state, MailState::Obsolete);
    let (_, said) = service.only(&phone, &key, instant(GRACE));
    assert!(said["title"].as_str().unwrap().starts_with("Rekap"), "{said}");
}

async fn of_two_at_the_same_moment_one_is_shown(db: Database) {
    let town = Town::build(db).await;
    let service = PushService::start(&[Answer(201)]);
    let phone = Phone::new(format!("{}/hadi", service.origin));
    both_wait(&town, &phone).await;
    push(&town, instant(GRACE)).await;
    assert_eq!(service.take().len(), 1);
    let mut told = Vec::new();
    for kind in [MailKind::Grace, MailKind::HeadDigest] {
        told.push(mail_of(&town, Hadi, kind).await.phones);
    }
    told.sort();
    assert_eq!(told, [None, Some(1)], "the other is a notice on his own page");
}
