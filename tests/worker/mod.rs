//! What happens by itself: reminders, mail, tidying.

mod account_changes;
mod account_links;
mod backups;
mod bounces;
mod calm;
mod clock;
mod close_mails;
mod closes;
mod delivery;
mod digests;
mod injection;
mod killed_batches;
mod lines;
mod outages;
mod reminders;
mod retention;
mod retention_of_accounts;
mod schedule;
mod sheet;
mod smtp;
mod upcoming;
mod volume;

use pekan::rules::calm::MailsAWeek;
use pekan::rules::mail::{AccountChange, AccountNotice, MailKind};
use pekan::store::mails::{self, Attempt, Mail, Search};
use pekan::store::{Error, settings};
use pekan::txn_job;
use pekan::workflows::mail::deliver::{Delivered, deliver_due};
use pekan::workflows::mail::queue_reminders::queue_reminders;

use crate::support::district::{District, at};
use crate::support::mail::Letterbox;

/// Thursday of 2026-W47, 09.00 WIB: the midweek reminder.
const THURSDAY: &str = "2026-11-19T02:00:00Z";
/// Monday after 2026-W47, 08.00 WIB: the digest for heads.
const MONDAY: &str = "2026-11-23T01:00:00Z";

async fn queue(district: &District, now: &str) -> usize {
    queue_reminders(&district.store, at(now)).await.unwrap()
}

async fn deliver(district: &District, letterbox: &Letterbox, now: &str) -> Delivered {
    deliver_due(&district.store, &letterbox.post(), at(now), 1000).await.unwrap()
}

/// Puts mails to somebody into the outbox, each to an address of its own: `0@…`, `1@…`.
async fn notices(district: &District, domain: &str, count: usize) {
    let name = format!("Sri {}", outbox(district).await.len());
    let sri = district.active(&name, district.health).await;
    let change = AccountNotice { change: AccountChange::Password, by: None };
    let change = serde_json::to_string(&change).unwrap();
    let made = (0..count).map(|number| Mail {
        address: Some(format!("{number}@{domain}")),
        change: Some(change.clone()),
        ..mails::new(MailKind::AccountChanged, sri, at(THURSDAY))
    });
    let made: Vec<_> = made.collect();
    for some in made.chunks(500) {
        let some = some.to_vec();
        district
            .store
            .write(txn_job!(|txn| mails::insert_addressed(txn, some).await))
            .await
            .unwrap();
    }
}

/// All mails in the outbox, oldest first.
async fn outbox(district: &District) -> Vec<Mail> {
    let all = Search { limit: 100_000, ..Search::default() };
    let found = mails::search(district.store.reader(), &all).await.unwrap();
    let mut mails: Vec<_> = found.into_iter().map(|(mail, _)| mail).collect();
    mails.reverse();
    mails
}

async fn the_mail(district: &District) -> Mail {
    let mut mails = outbox(district).await;
    assert_eq!(mails.len(), 1);
    mails.remove(0)
}

async fn attempts(district: &District, mail: &Mail) -> Vec<Attempt> {
    mails::attempts(district.store.reader(), mail.id).await.unwrap()
}

/// How many mails somebody may get in a week.
async fn at_most(district: &District, mails: &str) {
    let most = MailsAWeek::check("mails_a_week", mails).unwrap();
    let put = district.store.write_reference::<_, Error, _>(txn_job!(|txn| {
        settings::put_part(txn, settings::MAILS_A_WEEK, &most).await
    }));
    put.await.unwrap();
}
