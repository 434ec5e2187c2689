//! A worker that is killed at any point of a mail (robustness.md F9): nothing is lost, and whoever gets a
//! mail twice gets it under the same Message-ID.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt;
use pekan::mail::{MailContext, Mailer};
use pekan::rules::mail::MailState;
use pekan::workflows::mail::deliver::deliver_due;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::{THURSDAY, notices, outbox};
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{Read, post};
use crate::support::smtp::{Manner, Sink};

const KILLS: usize = 100;

/// Ends whoever comes to a point, as a kill does: by a panic that unwinds all of the batch.
struct Killer {
    point: &'static str,
    killed: Arc<AtomicBool>,
}

struct AtPoint(&'static str, bool);

impl Visit for AtPoint {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.1 |= field.name() == "step" && value == self.0;
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

impl Subscriber for Killer {
    fn enabled(&self, of: &Metadata<'_>) -> bool {
        of.target() == "pekan::mail"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut at = AtPoint(self.point, false);
        event.record(&mut at);
        if at.1 && !self.killed.swap(true, Ordering::Relaxed) {
            std::panic::resume_unwind(Box::new("killed"));
        }
    }
}

/// A batch that is killed when the first of its mails comes to a point.
async fn kill_at(point: &'static str, district: &District, post: &MailContext, now: DateTime<Utc>) {
    let killed = Arc::new(AtomicBool::new(false));
    let killer = Killer { point, killed: killed.clone() };
    let kept = tracing::subscriber::set_default(killer);
    let batch = deliver_due(&district.store, post, now, 1);
    let ended = AssertUnwindSafe(batch).catch_unwind().await;
    drop(kept);
    assert!(ended.is_err() && killed.load(Ordering::Relaxed), "nothing came to {point}");
}

/// Kills a hundred batches at each point, then lets a worker deliver what is left. Returns how many copies
/// the receivers have more than mails.
async fn copies_after(points: &[&'static str], kill: bool) -> usize {
    let db = Database::sqlite();
    let district = District::new(&db).await;
    let sink = Sink::start(if kill { Manner::Accept } else { Manner::HoldAfterData }).await;
    notices(&district, "lumajangkab.go.id", KILLS * points.len()).await;
    let post = post(Mailer::smtp(&sink.url, Duration::from_secs(5)).unwrap());
    let now = at(THURSDAY);
    for point in points {
        for _ in 0..KILLS {
            if kill {
                kill_at(point, &district, &post, now).await;
            } else {
                tokio::select! {
                    biased;
                    () = sink.holds() => {}
                    ended = deliver_due(&district.store, &post, now, 1) => panic!("{ended:?}"),
                }
            }
        }
    }
    sink.behave(Manner::Accept);
    let later = now + TimeDelta::minutes(6);
    deliver_due(&district.store, &post, later, 10_000).await.unwrap();
    let mails = outbox(&district).await;
    assert!(mails.iter().all(|mail| mail.state == MailState::Sent), "nothing is lost");
    let mut copies: HashMap<String, usize> = HashMap::new();
    for one in sink.received() {
        *copies.entry(Read::parse(&one.raw).message_id).or_default() += 1;
    }
    assert_eq!(copies.len(), mails.len(), "each under one Message-ID");
    assert!(copies.values().all(|copies| *copies <= 2), "one copy a kill");
    sink.received().len() - mails.len()
}

#[tokio::test]
async fn killed_before_the_mail_was_given_or_after_it_was_noted_there_are_no_copies() {
    let points = ["claimed", "rendered", "connected", "sender", "recipient", "settled"];
    assert_eq!(copies_after(&points, true).await, 0);
}

#[tokio::test]
async fn killed_between_the_receivers_word_and_our_note_there_is_one_copy() {
    assert_eq!(copies_after(&["answered"], true).await, KILLS);
}

#[tokio::test]
async fn killed_before_the_receivers_word_there_is_one_copy() {
    assert_eq!(copies_after(&["data sent"], false).await, KILLS);
}
