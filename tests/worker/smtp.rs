//! Against a mail server on a real socket: what should arrive arrives, the rest is visible.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use pekan::mail::{MailContext, Mailer};
use pekan::rules::outage::OutageKind;
use pekan::store::employees;
use pekan::txn_job;
use pekan::workflows::Warrant;
use pekan::workflows::accounts::invite;
use pekan::workflows::mail::deliver::{Delivered, deliver_due};

use super::{THURSDAY, attempts, outbox, queue, the_mail};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{Read, post};
use crate::support::smtp::{Manner, Sink};

const PATIENCE: Duration = Duration::from_millis(400);

fn by_smtp(sink: &Sink) -> MailContext {
    post(Mailer::smtp(&sink.url, PATIENCE).unwrap())
}

/// One mail in the outbox, tried once.
async fn tried_once(db: &crate::support::database::Database, manner: Manner) -> (District, Sink) {
    let (district, sink) = (District::new(db).await, Sink::start(manner).await);
    district.active("Sri Wahyuni", district.health).await;
    queue(&district, THURSDAY).await;
    deliver_due(&district.store, &by_smtp(&sink), at(THURSDAY), 10).await.unwrap();
    (district, sink)
}

/// Nothing of it was tried: the mail server serves nobody, and is asked again half a minute later.
async fn rests(district: &District, kind: OutageKind, words: &str) {
    let mail = the_mail(district).await;
    assert_eq!((mail.state.name(), mail.attempts), ("queued", 0));
    assert_eq!(attempts(district, &mail).await, []);
    let outage = district.store.settings().await.unwrap().mail_outage.clone().unwrap();
    assert_eq!((outage.kind, outage.probes), (kind, 1));
    assert!(outage.since - at(THURSDAY) < TimeDelta::seconds(5), "{}", outage.since);
    assert!(outage.words.contains(words), "{}", outage.words);
}

/// When it serves again, the mail leaves, and nothing rests any more.
async fn leaves_after_the_rest(district: &District, post: &MailContext) {
    let soon = at(THURSDAY) + TimeDelta::seconds(20);
    assert_eq!(deliver_due(&district.store, post, soon, 10).await.unwrap(), Delivered::default());
    let later = at(THURSDAY) + TimeDelta::seconds(40);
    assert_eq!(deliver_due(&district.store, post, later, 10).await.unwrap().sent, 1);
    let mail = the_mail(district).await;
    assert_eq!((mail.state.name(), mail.attempts), ("sent", 1));
    assert_eq!(district.store.settings().await.unwrap().mail_outage, None);
}

/// It waits for a second try a minute later, and then arrives under the same Message-ID.
async fn arrives_later(district: &District, sink: &Sink, reply: &str) {
    let mail = the_mail(district).await;
    assert_eq!(mail.state.name(), "queued");
    let wait = mail.next_attempt_at - at(THURSDAY);
    assert!((48..=75).contains(&wait.num_seconds()), "{wait}");
    let noted = attempts(district, &mail).await;
    assert_eq!((noted.len(), noted[0].outcome.name()), (1, "retry"));
    assert!(noted[0].reply.contains(reply), "{}", noted[0].reply);

    sink.behave(Manner::Accept);
    let post = by_smtp(sink);
    let soon = at(THURSDAY) + TimeDelta::seconds(30);
    assert_eq!(deliver_due(&district.store, &post, soon, 10).await.unwrap(), Delivered::default());
    let later = at(THURSDAY) + TimeDelta::seconds(80);
    assert_eq!(deliver_due(&district.store, &post, later, 10).await.unwrap().sent, 1);
    assert_eq!(the_mail(district).await.state.name(), "sent");
    let ids: Vec<_> =
        sink.received().iter().map(|received| Read::parse(&received.raw).message_id).collect();
    assert!(!ids.is_empty() && ids.iter().all(|id| id.starts_with(&mail.message_id)), "{ids:?}");
}

on_both_databases!(
    what_is_accepted_arrives_whole,
    a_451_is_tried_again,
    a_550_has_failed_and_says_why,
    silence_is_given_up_in_time_and_its_line_closed,
    a_line_cut_after_the_mail_may_bring_a_copy_with_the_same_id,
    nobody_is_written_to_at_an_invented_address,
    a_refused_sign_in_is_our_fault_and_costs_no_mail_a_try,
    nobody_listening_costs_no_mail_a_try,
    a_refused_sender_is_our_fault_and_costs_no_mail_a_try,
    a_line_cut_before_the_mail_brings_no_copy,
    a_greylist_lets_everybody_in_the_second_time,
    after_twelve_tries_a_mail_has_failed_and_stays_visible,
    one_refused_receiver_among_many_stops_nobody
);

async fn what_is_accepted_arrives_whole(db: Database) {
    let (district, sink) = tried_once(&db, Manner::Accept).await;
    let received = sink.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].to, "sriwahyuni@lumajangkab.go.id");
    assert!(received[0].raw.is_ascii() && longest_line(&received[0].raw) <= 998);
    let mail = Read::parse(&received[0].raw);
    assert_eq!(mail.to_name, "Sri Wahyuni");
    assert_eq!(mail.from, "pekan@lumajangkab.go.id");
    assert!(mail.headers.iter().any(|name| name == "Auto-Submitted"));
    let kept = the_mail(&district).await;
    assert_eq!(kept.state.name(), "sent");
    assert!(kept.sent_at.is_some_and(|sent| sent >= at(THURSDAY)));
    assert_eq!(kept.subject.as_deref(), Some(mail.subject.as_str()));
    assert_eq!(
        kept.body.unwrap().split_whitespace().collect::<Vec<_>>(),
        mail.text.split_whitespace().collect::<Vec<_>>()
    );
}

async fn a_451_is_tried_again(db: Database) {
    let (district, sink) = tried_once(&db, Manner::Busy).await;
    arrives_later(&district, &sink, "451").await;
    assert_eq!(sink.received().len(), 1);
}

async fn a_550_has_failed_and_says_why(db: Database) {
    let (district, sink) = tried_once(&db, Manner::Refuse("sri".into())).await;
    let mail = the_mail(&district).await;
    assert_eq!((mail.state.name(), mail.attempts), ("failed", 1));
    assert!(attempts(&district, &mail).await[0].reply.contains("no such user"));
    assert_eq!(sink.received().len(), 0);
}

async fn silence_is_given_up_in_time_and_its_line_closed(db: Database) {
    let begun = Instant::now();
    let (district, sink) = tried_once(&db, Manner::Silent).await;
    assert!(begun.elapsed() < Duration::from_secs(30));
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(sink.open_connections(), 0, "no line is left waiting");
    rests(&district, OutageKind::Silent, "no answer in time").await;
    sink.behave(Manner::Accept);
    leaves_after_the_rest(&district, &by_smtp(&sink)).await;
}

async fn a_line_cut_after_the_mail_may_bring_a_copy_with_the_same_id(db: Database) {
    let (district, sink) = tried_once(&db, Manner::CutAfterData).await;
    arrives_later(&district, &sink, "").await;
    let received = sink.received();
    assert_eq!(received.len(), 2);
    let ids: Vec<_> = received.iter().map(|one| Read::parse(&one.raw).message_id).collect();
    assert_eq!(ids[0], ids[1]);
}

async fn nobody_is_written_to_at_an_invented_address(db: Database) {
    let (district, sink) = (District::new(&db).await, Sink::start(Manner::Accept).await);
    let sri = district.employee("Sri Wahyuni", district.health).await;
    district
        .store
        .write(txn_job!(|txn| {
            let mut row = employees::by_id(txn, sri).await?.unwrap();
            row.email = Some("sri@lumajang.example".into());
            employees::update(txn, row).await
        }))
        .await
        .unwrap();
    queue(&district, THURSDAY).await;
    deliver_due(&district.store, &by_smtp(&sink), at(THURSDAY), 10).await.unwrap();
    assert!(sink.received().is_empty());
    let mail = the_mail(&district).await;
    assert!(mail.state.name() == "sent" && mail.shown_from.is_some(), "her own page says it");
    assert_eq!(attempts(&district, &mail).await[0].reply, "invented-address");
}

async fn a_refused_sign_in_is_our_fault_and_costs_no_mail_a_try(db: Database) {
    let (district, sink) = (District::new(&db).await, Sink::start(Manner::RefuseSignIn).await);
    district.active("Sri Wahyuni", district.health).await;
    queue(&district, THURSDAY).await;
    let url = sink.url.replace("smtp://", "smtp://pekan:salah@");
    let signed_in = post(Mailer::smtp(&url, PATIENCE).unwrap());
    deliver_due(&district.store, &signed_in, at(THURSDAY), 10).await.unwrap();
    rests(&district, OutageKind::SignIn, "535").await;
    sink.behave(Manner::Accept);
    leaves_after_the_rest(&district, &by_smtp(&sink)).await;
}

async fn nobody_listening_costs_no_mail_a_try(db: Database) {
    let district = District::new(&db).await;
    district.active("Sri", district.health).await;
    queue(&district, THURSDAY).await;
    let nobody = post(Mailer::smtp("smtp://127.0.0.1:9", PATIENCE).unwrap());
    deliver_due(&district.store, &nobody, at(THURSDAY), 10).await.unwrap();
    rests(&district, OutageKind::Unreachable, "").await;
    let sink = Sink::start(Manner::Accept).await;
    leaves_after_the_rest(&district, &by_smtp(&sink)).await;
}

async fn a_refused_sender_is_our_fault_and_costs_no_mail_a_try(db: Database) {
    let (district, sink) = tried_once(&db, Manner::RefuseSender).await;
    rests(&district, OutageKind::Refusing, "553").await;
    sink.behave(Manner::Accept);
    leaves_after_the_rest(&district, &by_smtp(&sink)).await;
}

async fn a_line_cut_before_the_mail_brings_no_copy(db: Database) {
    let (district, sink) = tried_once(&db, Manner::CutBeforeData).await;
    arrives_later(&district, &sink, "").await;
    assert_eq!(sink.received().len(), 1);
}

async fn a_greylist_lets_everybody_in_the_second_time(db: Database) {
    let (district, sink) = tried_once(&db, Manner::Greylist).await;
    let later = at(THURSDAY) + TimeDelta::seconds(80);
    let again = deliver_due(&district.store, &by_smtp(&sink), later, 10).await.unwrap();
    assert_eq!((again.sent, sink.received().len()), (1, 1));
}

async fn after_twelve_tries_a_mail_has_failed_and_stays_visible(db: Database) {
    let district = District::new(&db).await;
    let sink = Sink::start(Manner::Busy).await;
    let sri = district.employee("Sri", district.health).await;
    let (post, mut now) = (by_smtp(&sink), at("2026-11-16T02:00:00Z"));
    invite(&district.store, &Warrant::system(now), sri).await.unwrap();
    for try_number in 1..=12 {
        deliver_due(&district.store, &post, now, 10).await.unwrap();
        let mail = the_mail(&district).await;
        let expected = if try_number < 12 { "queued" } else { "failed" };
        assert_eq!((mail.state.name(), mail.attempts), (expected, try_number));
        now = mail.next_attempt_at.max(now) + TimeDelta::seconds(5);
    }
    let mail = the_mail(&district).await;
    assert_eq!(attempts(&district, &mail).await.len(), 12);
    assert!(mail.subject.is_some() && mail.recipient.is_some());
}

async fn one_refused_receiver_among_many_stops_nobody(db: Database) {
    let district = District::new(&db).await;
    let sink = Sink::start(Manner::Refuse("pegawai13@".into())).await;
    for number in 0..50 {
        district.employee(&format!("Pegawai {number}"), district.health).await;
    }
    queue(&district, THURSDAY).await;
    let delivered = deliver_due(&district.store, &by_smtp(&sink), at(THURSDAY), 100).await;
    assert_eq!(delivered.unwrap(), Delivered { sent: 49, failed: 1, ..Delivered::default() });
    assert_eq!(sink.received().len(), 49);
    let failed: Vec<_> =
        outbox(&district).await.into_iter().filter(|mail| mail.state.name() == "failed").collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].recipient.as_deref(), Some("pegawai13@lumajangkab.go.id"));
}

#[tokio::test]
async fn whoever_runs_the_server_is_told_whether_mail_can_leave() {
    let sink = Sink::start(Manner::Accept).await;
    let mailer = Mailer::smtp(&sink.url, PATIENCE).unwrap();
    assert!(mailer.check().await.is_ok());
    sink.behave(Manner::Silent);
    let silent = mailer.check().await.unwrap_err();
    assert!(silent.contains("PEKAN_SMTP_URL"), "{silent}");
}

/// Not loopback by its name; nobody leaves this machine.
fn elsewhere(sink: &Sink, query: &str) -> String {
    sink.url.replace("smtp://127.0.0.1", "smtp://pekan:rahasia@0.0.0.0") + query
}

#[tokio::test]
async fn no_password_is_sent_in_the_clear() {
    // Without encryption there is no mail; with it nothing is said before it begins.
    for (manner, expected) in [(Manner::RefuseSignIn, "EHLO"), (Manner::OfferTls, "TLS [22]")] {
        let sink = Sink::start(manner).await;
        let mailer = Mailer::smtp(&elsewhere(&sink, ""), PATIENCE).unwrap();
        assert!(mailer.check().await.is_err());
        let said = sink.said();
        assert!(said.iter().any(|line| line.starts_with(expected)), "{said:?}");
        assert!(!said.iter().any(|line| line.starts_with("AUTH")), "{said:?}");
    }
    let sink = Sink::start(Manner::Accept).await;
    assert!(Mailer::smtp(&elsewhere(&sink, "?tls=none"), PATIENCE).is_err());
    // Said aloud, and without a password, mail may be read on its way.
    let relay = sink.url.replace("127.0.0.1", "0.0.0.0") + "?tls=none";
    let mailer = Mailer::smtp(&relay, PATIENCE).unwrap();
    assert!(mailer.is_readable_on_its_way() && mailer.check().await.unwrap().contains("tls=none"));
}

fn longest_line(raw: &[u8]) -> usize {
    raw.split(|byte| *byte == b'\n').map(<[u8]>::len).max().unwrap_or(0)
}
