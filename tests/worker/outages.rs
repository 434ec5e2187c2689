//! A mail server that serves nobody costs no mail a try; one that is full for a domain holds up no other.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use pekan::clock::Clock;
use pekan::files::Storage;
use pekan::mail::{MailContext, Mailer};
use pekan::rules::mail::{MailKind, MailState};
use pekan::store::mails::{self, Mail};
use pekan::txn_job;
use pekan::worker::Worker;
use pekan::workflows::mail::deliver::{Delivered, deliver_due};

use super::{THURSDAY, notices, outbox};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{Letterbox, config, post};
use crate::support::smtp::{Manner, Sink};

const PATIENCE: Duration = Duration::from_millis(100);
const DOMAIN: &str = "lumajangkab.go.id";

fn by_smtp(sink: &Sink) -> MailContext {
    post(Mailer::smtp(&sink.url, PATIENCE).unwrap())
}

on_both_databases!(
    a_day_without_a_mail_server_loses_nothing_and_costs_no_try,
    a_server_that_goes_away_amid_a_batch_costs_the_rest_no_try,
    of_two_workers_one_asks_whether_it_serves_again,
    two_workers_send_each_mail_once,
    one_bad_mail_in_a_thousand_stops_nobody
);

async fn a_day_without_a_mail_server_loses_nothing_and_costs_no_try(db: Database) {
    let district = District::new(&db).await;
    let sink = Sink::start(Manner::Silent).await;
    notices(&district, DOMAIN, 30).await;
    let post = by_smtp(&sink);
    let mut now: DateTime<Utc> = at(THURSDAY);
    // For an hour every half a minute; then only at the end of the day.
    for _ in 0..120 {
        deliver_due(&district.store, &post, now, 100).await.unwrap();
        now += TimeDelta::seconds(30);
    }
    assert!(sink.connections() <= 13, "{} probes in an hour", sink.connections());
    let untouched = |mail: &Mail| {
        mail.state == MailState::Queued
            && mail.attempts == 0
            && mail.next_attempt_at == at(THURSDAY)
    };
    assert!(outbox(&district).await.iter().all(untouched));
    let outage = district.store.settings().await.unwrap().mail_outage.clone().unwrap();
    assert!(outage.is_told() && outage.since - at(THURSDAY) < TimeDelta::seconds(5));

    sink.behave(Manner::Accept);
    now += TimeDelta::hours(23);
    let probe = deliver_due(&district.store, &post, now, 100).await.unwrap();
    assert_eq!(probe.sent, 1, "one is tried");
    let rest = deliver_due(&district.store, &post, now, 100).await.unwrap();
    assert_eq!((rest.sent, sink.received().len()), (29, 30));
    assert!(outbox(&district).await.iter().all(|mail| mail.attempts == 1));
}

async fn a_server_that_goes_away_amid_a_batch_costs_the_rest_no_try(db: Database) {
    let district = District::new(&db).await;
    let sink = Sink::start(Manner::Accept).await;
    notices(&district, DOMAIN, 60).await;
    let post = by_smtp(&sink);
    let goes_away = async {
        while sink.received().len() < 10 {
            tokio::task::yield_now().await;
        }
        sink.behave(Manner::RefuseSender);
    };
    let now = at(THURSDAY);
    let (delivered, ()) = tokio::join!(deliver_due(&district.store, &post, now, 100), goes_away);
    let sent = delivered.unwrap().sent;
    assert!((10..60).contains(&sent), "{sent}");
    for mail in outbox(&district).await {
        let expected = i32::from(mail.state == MailState::Sent);
        assert_eq!((mail.attempts, mail.lease_until), (expected, None), "{}", mail.state.name());
    }
    sink.behave(Manner::Accept);
    let mut again = 0;
    for seconds in [40, 41] {
        let now = now + TimeDelta::seconds(seconds);
        again += deliver_due(&district.store, &post, now, 100).await.unwrap().sent;
    }
    assert_eq!((sent + again, sink.received().len()), (60, 60));
}

async fn of_two_workers_one_asks_whether_it_serves_again(db: Database) {
    let district = District::new(&db).await;
    let sink = Sink::start(Manner::Silent).await;
    notices(&district, DOMAIN, 5).await;
    let (here, there, other) = (by_smtp(&sink), by_smtp(&sink), db.store().await);
    deliver_due(&district.store, &here, at(THURSDAY), 10).await.unwrap();
    assert_eq!(sink.connections(), 1);
    let later = at(THURSDAY) + TimeDelta::seconds(40);
    // What the other node knows is at most a second old.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    let (one, two) = tokio::join!(
        deliver_due(&district.store, &here, later, 10),
        deliver_due(&other, &there, later, 10)
    );
    assert_eq!((one.unwrap(), two.unwrap()), (Delivered::default(), Delivered::default()));
    assert_eq!(sink.connections(), 2);
}

async fn two_workers_send_each_mail_once(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    notices(&district, DOMAIN, 600).await;
    let (other, post, now) = (db.store().await, letterbox.post(), at(THURSDAY));
    let (one, two) = tokio::join!(
        deliver_due(&district.store, &post, now, 1000),
        deliver_due(&other, &post, now, 1000),
    );
    let (one, two) = (one.unwrap().sent, two.unwrap().sent);
    assert_eq!(one + two, 600);
    let mut receivers: Vec<_> = letterbox.take().into_iter().map(|mail| mail.to).collect();
    receivers.dedup();
    assert_eq!(receivers.len(), 600);
    assert!(outbox(&district).await.iter().all(|mail| mail.attempts == 1));
}

async fn one_bad_mail_in_a_thousand_stops_nobody(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    notices(&district, DOMAIN, 500).await;
    let sri = outbox(&district).await[0].employee_id;
    let change = Some("{\"change\": 7}".to_owned());
    let address = Some(format!("bad@{DOMAIN}"));
    let unreadable =
        Mail { change, address, ..mails::new(MailKind::AccountChanged, sri, at(THURSDAY)) };
    district
        .store
        .write(txn_job!(|txn| mails::insert_addressed(txn, vec![unreadable]).await))
        .await
        .unwrap();
    let bad = outbox(&district).await.pop().unwrap().id;
    notices(&district, DOMAIN, 499).await;
    let now = at(THURSDAY);
    let first = deliver_due(&district.store, &letterbox.post(), now, 1000).await.unwrap();
    assert_eq!(first.sent, 999);
    assert_eq!(letterbox.take().len(), 999);
    // It cannot even be read: claimed again and again, it is given up in the end.
    let mut later = now;
    for _ in 0..13 {
        later += TimeDelta::minutes(6);
        deliver_due(&district.store, &letterbox.post(), later, 1000).await.unwrap();
    }
    let mail = outbox(&district).await.into_iter().find(|mail| mail.id == bad).unwrap();
    assert_eq!(mail.state, MailState::Failed);
}

#[tokio::test]
async fn what_is_over_the_limit_of_a_domain_waits_untried_and_holds_up_no_other() {
    let db = Database::sqlite();
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    notices(&district, "gmail.com", 30).await;
    notices(&district, DOMAIN, 3).await;
    let mut config = config();
    (config.mail_per_minute, config.mail_per_minute_per_domain) = (100, 10);
    let storage = Storage::open(db.dir.path()).unwrap();
    let clock = Clock::starting_at(at(THURSDAY));
    let (store, mailer) = (district.store.clone(), letterbox.mailer());
    let worker = Worker::new(Arc::new(config), store, storage, clock, mailer).unwrap();
    let to = |letters: Vec<crate::support::mail::Read>, domain: &str| {
        letters.iter().filter(|mail| mail.to.ends_with(domain)).count()
    };
    worker.tick(at(THURSDAY)).await;
    let first = letterbox.take();
    // And the reminders of both who receive them.
    assert_eq!((to(first.clone(), "gmail.com"), to(first, DOMAIN)), (10, 3 + 2));
    let waiting: Vec<_> = outbox(&district).await;
    let waiting = waiting.iter().filter(|mail| mail.state == MailState::Queued);
    assert!(waiting.clone().all(|mail| mail.attempts == 0));
    assert_eq!(waiting.count(), 20);
    worker.tick(at(THURSDAY) + TimeDelta::seconds(30)).await;
    assert_eq!(letterbox.take().len(), 0, "the minute is not over");
    worker.tick(at(THURSDAY) + TimeDelta::seconds(61)).await;
    assert_eq!(to(letterbox.take(), "gmail.com"), 10);
}
