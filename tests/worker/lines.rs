//! Connections to the mail server: used again, and never with the answer about another mail.

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use chrono::TimeDelta;
use pekan::mail::{MailContext, Mailer, SmtpOptions};
use pekan::rules::outage::OutageKind;
use pekan::workflows::mail::deliver::{Delivered, deliver_due};

use super::{THURSDAY, notices, outbox};
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{Read, post};
use crate::support::smtp::{AUTHORITY, Manner, Sink};

const PATIENCE: Duration = Duration::from_millis(400);
const DOMAIN: &str = "lumajangkab.go.id";

/// So many mails, tried once by a server that behaves so.
async fn tried(
    db: &Database,
    count: usize,
    manner: Manner,
) -> (District, Sink, MailContext, Delivered) {
    let district = District::new(db).await;
    let sink = Sink::start(manner).await;
    notices(&district, DOMAIN, count).await;
    let post = post(Mailer::smtp(&sink.url, PATIENCE).unwrap());
    let delivered = deliver_due(&district.store, &post, at(THURSDAY), 1000).await.unwrap();
    (district, sink, post, delivered)
}

/// What the outbox calls sent arrived, once, and is what it says.
async fn what_is_called_sent_arrived_once(district: &District, sink: &Sink) {
    let received = sink.received();
    let ids: HashSet<_> = received.iter().map(|one| Read::parse(&one.raw).message_id).collect();
    for mail in outbox(district).await.iter().filter(|mail| mail.state.name() == "sent") {
        let host = "@pekan.lumajangkab.go.id";
        assert!(ids.contains(&format!("{}{host}", mail.message_id)), "{:?}", mail.recipient);
    }
    for one in &received {
        assert_eq!(one.to, Read::parse(&one.raw).to, "a mail goes to its own receiver");
    }
}

#[tokio::test]
async fn many_mails_share_few_connections() {
    let db = Database::sqlite();
    let (district, sink, post, delivered) = tried(&db, 150, Manner::Accept).await;
    assert_eq!((delivered.sent, sink.received().len()), (150, 150));
    assert!(sink.connections() <= 5, "{}", sink.connections());
    what_is_called_sent_arrived_once(&district, &sink).await;
    // Nobody uses them: they stay for a while, and are closed by whoever looks after them.
    assert!(sink.open_connections() > 0);
    drop(post);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(sink.open_connections(), 0);
}

#[tokio::test]
async fn a_refused_receiver_costs_no_connection() {
    let db = Database::sqlite();
    let (_, sink, _, delivered) = tried(&db, 40, Manner::Refuse("3@".into())).await;
    assert_eq!((delivered.sent, delivered.failed), (36, 4));
    assert!(sink.connections() <= 5, "{}", sink.connections());
}

#[tokio::test]
async fn a_server_that_hangs_up_after_each_mail_costs_no_try() {
    let db = Database::sqlite();
    let (district, sink, _, delivered) = tried(&db, 30, Manner::OneMail).await;
    assert_eq!((delivered.sent, sink.received().len()), (30, 30));
    assert!(outbox(&district).await.iter().all(|mail| mail.attempts == 1));
}

#[tokio::test]
async fn an_answer_too_many_is_never_taken_for_that_about_another_mail() {
    let db = Database::sqlite();
    let (district, sink, post, first) = tried(&db, 40, Manner::Babble).await;
    assert!(first.sent > 0 && first.sent < 40, "{first:?}");
    what_is_called_sent_arrived_once(&district, &sink).await;
    sink.behave(Manner::Accept);
    // What was kept of it may have a word too many left as well.
    for minutes in [2, 10, 30] {
        let later = at(THURSDAY) + TimeDelta::minutes(minutes);
        deliver_due(&district.store, &post, later, 100).await.unwrap();
    }
    let sent = outbox(&district).await.iter().filter(|mail| mail.state.name() == "sent").count();
    assert_eq!((sent, sink.received().len()), (40, 40), "and nobody has a copy");
}

#[tokio::test]
async fn a_server_too_slow_for_a_mail_is_given_up_and_its_connection_with_it() {
    let db = Database::sqlite();
    let (district, sink, post, delivered) = tried(&db, 6, Manner::Slow(PATIENCE / 3)).await;
    assert_eq!((delivered.sent, delivered.failed), (0, 0), "{delivered:?}");
    sink.behave(Manner::Accept);
    let later = at(THURSDAY) + TimeDelta::minutes(2);
    let mut sent = 0;
    for minute in 0..3 {
        let now = later + TimeDelta::minutes(minute);
        sent += deliver_due(&district.store, &post, now, 100).await.unwrap().sent;
    }
    assert_eq!(sent, 6);
    what_is_called_sent_arrived_once(&district, &sink).await;
}

/// A way to a sink that wants encryption and a name, with an authority of its own or without.
fn over_tls(sink: &Sink, ca: Option<&Path>) -> Mailer {
    let url = sink.url.replace("smtp://", "smtp://pekan:rahasia@") + "?tls=required";
    let options = SmtpOptions { ca, helo: Some("pekan.lumajangkab.go.id") };
    Mailer::smtp_with(&url, &options, Duration::from_secs(5)).unwrap()
}

#[tokio::test]
async fn an_authority_of_ones_own_is_trusted_where_it_is_named() {
    let db = Database::sqlite();
    let district = District::new(&db).await;
    let sink = Sink::start(Manner::RequireTls).await;
    notices(&district, DOMAIN, 10).await;
    let stranger = over_tls(&sink, None);
    let told = stranger.check().await.unwrap_err();
    assert!(told.contains("PEKAN_SMTP_CA"), "{told}");
    deliver_due(&district.store, &post(stranger), at(THURSDAY), 100).await.unwrap();
    let outage = district.store.settings().await.unwrap().mail_outage.clone().unwrap();
    assert_eq!(outage.kind, OutageKind::Encryption);
    assert!(sink.received().is_empty());

    let trusting = over_tls(&sink, Some(Path::new(AUTHORITY)));
    assert!(trusting.check().await.is_ok());
    let post = post(trusting);
    let mut sent = 0;
    for seconds in [40, 41] {
        let now = at(THURSDAY) + TimeDelta::seconds(seconds);
        sent += deliver_due(&district.store, &post, now, 100).await.unwrap().sent;
    }
    assert_eq!((sent, sink.received().len()), (10, 10));
    let said = sink.said();
    assert!(said.iter().any(|line| line == "EHLO pekan.lumajangkab.go.id"), "{said:?}");
    assert!(said.iter().any(|line| line.starts_with("AUTH PLAIN ")));
}

#[test]
fn settings_of_the_way_that_cannot_be_used_are_named() {
    let with = |options: &SmtpOptions<'_>| {
        let made = Mailer::smtp_with("smtps://mail.lumajangkab.go.id", options, PATIENCE);
        made.map(|_| ()).unwrap_err()
    };
    for file in ["/nowhere.pem", "Cargo.toml"] {
        let refused = with(&SmtpOptions { ca: Some(Path::new(file)), helo: None });
        assert_eq!(refused.0, "PEKAN_SMTP_CA");
        assert!(refused.1.contains(file), "{}", refused.1);
    }
    let refused = with(&SmtpOptions { ca: None, helo: Some("pekan\r\nMAIL FROM:<x@y.z>") });
    assert_eq!(refused.0, "PEKAN_SMTP_HELO");
}
