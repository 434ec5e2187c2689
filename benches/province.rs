//! A province of 100,000 people on SQLite closes its week while its pages are asked for:
//! `bin/bench`. `PEKAN_BENCH_PROVINCE` sets its size.

#![expect(clippy::disallowed_methods, reason = "what is measured runs at the machine's time")]

mod ground;

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, Utc};
use ground::{client, serve, sign_in};
use pekan::demo::{self, Plan};
use pekan::files::Storage;
use pekan::rules::Period;
use pekan::store::{Store, closings, settings};
use pekan::txn_job;
use pekan::workflows::Warrant;
use pekan::workflows::closing::close_period;

const ROUND: Duration = Duration::from_secs(5);
/// So many ask at a time, and read for a while in between.
const CONNECTIONS: usize = 4;
/// Batches between two looks, as the worker does it.
const BATCHES: usize = 5;

#[tokio::main]
async fn main() {
    let people = std::env::var("PEKAN_BENCH_PROVINCE").ok().and_then(|n| n.parse().ok());
    let plan = Plan { people: people.unwrap_or(100_000), weeks: 3, photos: 0 };
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", dir.path().join("pekan.db").display());
    let store = Store::open(&url).await.unwrap();
    let storage = Storage::open(dir.path()).unwrap();
    let filling = Instant::now();
    demo::fill(&store, &storage, plan, Utc::now(), Arc::new(|_, _| {})).await.unwrap();
    println!("province of {} people: filled in {:.0?}", plan.people, filling.elapsed());

    let cookies = sign_in(&store, 100, plan.people).await;
    let address = serve(&store, storage, dir.path()).await;
    let week = |n: usize| client::Request::page("/", &cookies[n % cookies.len()]);
    client::load("my week, calm", &address, CONNECTIONS, ROUND, &week).await;
    println!("a write, calm: {}", writes(&store, Instant::now() + ROUND).await);

    // The last week whose deadline has passed by then.
    let now = Utc::now() + Days::new(4);
    let period = Period::week_of((now - Days::new(11)).date_naive());
    let (took, asked, written) = tokio::join!(
        close(&store, &period, now),
        asked_meanwhile(&store, &period, &address, &week),
        written_meanwhile(&store, &period),
    );
    let closing = closings::of(store.reader(), &period).await.unwrap();
    let stored = closing.map_or(0, |closing| closing.done);
    println!("close of {} for {stored} people: {took:.1?}", period.label());
    println!("meanwhile: {asked:.0} pages/s; a write: {written}");
}

async fn close(store: &Store, period: &Period, now: DateTime<Utc>) -> Duration {
    let closing = Instant::now();
    close_period::begin(store, &Warrant::system(now), period).await.unwrap();
    while !close_period::go_on(store, period, BATCHES, now).await.unwrap() {}
    closing.elapsed()
}

async fn is_closed(store: &Store, period: &Period) -> bool {
    let found = closings::of(store.reader(), period).await.unwrap();
    found.is_some_and(|closing| closing.is_closed())
}

async fn asked_meanwhile(
    store: &Store,
    period: &Period,
    address: &str,
    week: client::Asked<'_>,
) -> f64 {
    let mut rates = Vec::new();
    while !is_closed(store, period).await {
        let name = "my week, closing";
        rates.push(
            client::load(name, address, CONNECTIONS, Duration::from_secs(2), week).await.rate,
        );
    }
    rates.iter().sum::<f64>() / f64::from(u32::try_from(rates.len().max(1)).unwrap_or(1))
}

async fn written_meanwhile(store: &Store, period: &Period) -> String {
    let mut slowest = String::new();
    while !is_closed(store, period).await {
        slowest = writes(store, Instant::now() + Duration::from_secs(2)).await;
    }
    slowest
}

/// One small write after the other: the median and the slowest.
async fn writes(store: &Store, until: Instant) -> String {
    let mut times = Vec::new();
    while Instant::now() < until {
        let writing = Instant::now();
        let done = store.write::<_, pekan::store::Error, _>(txn_job!(|txn| {
            settings::put(txn, "bench", "x").await
        }));
        done.await.unwrap();
        times.push(writing.elapsed());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    times.sort_unstable();
    format!("median {:.1?}, slowest {:.1?}", times[times.len() / 2], times[times.len() - 1])
}
