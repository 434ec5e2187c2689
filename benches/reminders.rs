//! Who of a province of 100,000 people is due a reminder is decided and queued, on SQLite and, where
//! `PEKAN_TEST_POSTGRES_URL` names a server, on PostgreSQL, while pages are asked for; then how fast it is sent:
//! `bin/bench`.
//! `PEKAN_BENCH_PROVINCE` sets its size.

#![expect(clippy::disallowed_methods, reason = "what is measured runs at the machine's time")]

mod ground;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Datelike, Days, TimeDelta, Utc};
use ground::sink::Sink;
use ground::{client, databases, serve, sign_in};
use pekan::demo::{self, Plan};
use pekan::files::Storage;
use pekan::mail::{MailContext, Mailer};
use pekan::rules::Zone;
use pekan::store::{ConnectionTrait, Store};
use pekan::txn_job;
use pekan::workflows::mail::deliver::deliver_due;
use pekan::workflows::mail::queue_reminders;

const ROUND: Duration = Duration::from_secs(5);
/// So many ask at a time.
const CONNECTIONS: usize = 4;

#[tokio::main]
async fn main() {
    let people = std::env::var("PEKAN_BENCH_PROVINCE").ok().and_then(|n| n.parse().ok());
    let plan = Plan { people: people.unwrap_or(100_000), weeks: 2, photos: 0 };
    let dir = tempfile::tempdir().unwrap();
    for database in databases::each(dir.path()).await {
        measure(database.name, &database.url, plan, &dir.path().join(database.name)).await;
        database.drop().await;
    }
}

async fn measure(name: &str, url: &str, plan: Plan, dir: &Path) {
    let store = Store::open(url).await.unwrap();
    let storage = Storage::open(dir).unwrap();
    demo::fill(&store, &storage, plan, Utc::now(), Arc::new(|_, _| {})).await.unwrap();
    let cookies = sign_in(&store, 100, plan.people).await;
    let address = serve(&store, storage, dir).await;
    let week = |n: usize| client::Request::page("/", &cookies[n % cookies.len()]);
    let calm = client::load("my week, calm", &address, CONNECTIONS, ROUND, &week).await;
    let queueing = async {
        let began = Instant::now();
        let queued = queue_reminders(&store, thursday()).await.unwrap();
        (queued, began.elapsed())
    };
    let meanwhile = client::load("my week, queueing", &address, CONNECTIONS, ROUND, &week);
    let ((queued, took), asked) = tokio::join!(queueing, meanwhile);
    println!(
        "{name}, {} people: {queued} reminders decided and queued in {took:.1?}; {:.0} of {:.0} pages/s meanwhile",
        plan.people, asked.rate, calm.rate
    );
    deliver(name, &store).await;
}

/// Sends what was queued to a mail server on this machine, as the worker does.
async fn deliver(name: &str, store: &Store) {
    let addresses = "UPDATE employees SET email = 'p' || id || '@lumajangkab.go.id'";
    let moved = store.write(txn_job!(|txn| {
        txn.execute_unprepared(addresses).await?;
        Ok::<_, pekan::store::Error>(())
    }));
    moved.await.unwrap();
    let sink = Sink::start().await;
    let mailer = Mailer::smtp(&sink.url, Duration::from_secs(10)).unwrap();
    let config = Arc::new(ground::config(&sink.url));
    let context = MailContext { mailer, templates: pekan::text::templates().unwrap(), config };
    let began = Instant::now();
    let mut sent = 0;
    while began.elapsed() < ROUND {
        let now = thursday() + began.elapsed();
        sent += deliver_due(store, &context, now, 64).await.unwrap().sent;
    }
    let rate = f64::from(u32::try_from(sent).unwrap()) / began.elapsed().as_secs_f64();
    println!(
        "{name}: {rate:.0} mails/s to a server on this machine, over {} connections",
        sink.connections()
    );
    assert_eq!(sink.received(), sent);
}

/// The next Thursday but one, 10.00 in the west: of its week nobody has recorded anything.
fn thursday() -> DateTime<Utc> {
    let today = Zone::Wib.date(Utc::now());
    let monday = today - Days::new(today.weekday().num_days_from_monday().into());
    let thursday = monday + Days::new(7 + 3);
    Zone::Wib.end_of(thursday) - TimeDelta::hours(14)
}
