//! Many mails: sent once by however many workers, put in once however often somebody is killed over them, and
//! once however wrong the clock is (robustness.md F8, F10, F11, F12).

use std::collections::HashSet;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use pekan::mail::MailContext;
use pekan::rules::EmployeeId;
use pekan::rules::mail::{MailKind, MailState};
use pekan::store::Store;
use pekan::workflows::mail::deliver::{Delivered, deliver_due};
use pekan::workflows::mail::queue_reminders;

use super::{THURSDAY, notices, outbox};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::Letterbox;

on_both_databases!(a_clock_that_goes_to_and_fro_reminds_once);

const MANY: usize = 10_000;

/// Sends as a worker does, bundle by bundle, until nothing is left. Returns how many it has sent.
async fn work(store: &Store, post: &MailContext, now: DateTime<Utc>) -> usize {
    let mut sent = 0;
    loop {
        let delivered = deliver_due(store, post, now, 64).await.unwrap();
        if delivered == Delivered::default() {
            return sent;
        }
        sent += delivered.sent;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_on_one_postgresql_send_ten_thousand_mails_once() {
    let db = Database::postgres().await;
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    notices(&district, "lumajangkab.go.id", MANY).await;
    let (other, post, now) = (db.store().await, letterbox.post(), at(THURSDAY));
    let (one, two) = tokio::join!(work(&district.store, &post, now), work(&other, &post, now));
    assert!(one > 0 && two > 0, "both had a part of it: {one}, {two}");
    let receivers: Vec<String> = letterbox.take().into_iter().map(|mail| mail.to).collect();
    let each: HashSet<&String> = receivers.iter().collect();
    assert_eq!((receivers.len(), each.len()), (MANY, MANY));
    let mails = outbox(&district).await;
    assert!(mails.iter().all(|mail| mail.state == MailState::Sent && mail.attempts == 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_twenty_restarts_ten_thousand_are_put_in_once() {
    let db = Database::sqlite();
    let district = District::new(&db).await;
    district.crowd(district.senduro, MANY).await;
    let mut interrupted = 0;
    for restart in 0..20 {
        let store = db.store().await;
        let queueing = queue_reminders(&store, at(THURSDAY));
        // Each gets a little further before it ends, wherever that is.
        let patience = Duration::from_millis(5 + 8 * restart);
        interrupted += usize::from(tokio::time::timeout(patience, queueing).await.is_err());
    }
    assert!(interrupted > 5, "{interrupted}");
    queue_reminders(&district.store, at(THURSDAY)).await.unwrap();
    let mails = outbox(&district).await;
    let each: HashSet<EmployeeId> = mails.iter().map(|mail| mail.employee_id).collect();
    assert_eq!((mails.len(), each.len()), (MANY, MANY));
}

async fn a_clock_that_goes_to_and_fro_reminds_once(db: Database) {
    let district = District::new(&db).await;
    district.active("Sri", district.health).await;
    let letterbox = Letterbox::default();
    let (hour, week) = (TimeDelta::hours(1), TimeDelta::days(7));
    let zero = TimeDelta::zero();
    for day in 0..10 {
        for moved in [zero, hour, zero, -hour, zero, week, zero, -week, zero, hour * 7, zero] {
            let now = at(THURSDAY) + TimeDelta::days(day) + moved;
            queue_reminders(&district.store, now).await.unwrap();
            deliver_due(&district.store, &letterbox.post(), now, 100).await.unwrap();
        }
    }
    let came = letterbox.take().len();
    // Of each kind and period there is one row, and each row was sent once.
    let sent = outbox(&district).await.into_iter().filter(|mail| mail.recipient.is_some());
    let sent: Vec<_> = sent.collect();
    let each: HashSet<_> = sent.iter().map(|mail| (mail.kind, mail.period_start)).collect();
    assert_eq!(each.len(), sent.len());
    let by_mail = sent.iter().filter(|mail| mail.shown_from.is_none()).count();
    assert_eq!(by_mail, came);
    assert!(sent.iter().any(|mail| mail.kind == MailKind::LastCall) && came >= 3, "{sent:?}");
}
