//! What leaders wait for: the figures of a district of 100,000 people and 800 offices with two years of closed
//! weeks, beside SQL that is written by hand over the same rollups, on SQLite and, where
//! `PEKAN_TEST_POSTGRES_URL` names a server, on PostgreSQL: `bin/bench`. `PEKAN_BENCH_PROVINCE` sets its size.

#![expect(clippy::disallowed_methods, reason = "what is measured runs at the machine's time")]

mod ground;

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{Days, Utc};
use ground::{client, databases, province, serve, session};
use pekan::files::Storage;
use pekan::rules::{OfficeId, Period, RoleKind, Rulebook, Zone};
use pekan::standing::sums::sums;
use pekan::store::{ConnectionTrait, Error, Store, roles, settings};
use pekan::txn_job;
use pekan::workflows::transparency::publish::publish_next;
use sea_orm::{DbBackend, Statement};

const ROUND: Duration = Duration::from_secs(4);
/// The public is told to ask slower before it ends.
const UNHURRIED: Duration = Duration::from_millis(20);
const ROUNDS: usize = 9;
const TREND: usize = 52;

#[tokio::main]
async fn main() {
    let people = std::env::var("PEKAN_BENCH_PROVINCE").ok().and_then(|n| n.parse().ok());
    let people = people.unwrap_or(100_000);
    let dir = tempfile::tempdir().unwrap();
    for database in databases::each(dir.path()).await {
        measure(database.name, &database.url, people, &dir.path().join(database.name)).await;
        database.drop().await;
    }
}

async fn measure(name: &str, url: &str, people: usize, dir: &Path) {
    let store = Store::open(url).await.unwrap();
    let storage = Storage::open(dir).unwrap();
    let filling = Instant::now();
    province::fill(&store, &storage, people, Utc::now()).await;
    println!(
        "{name}: {people} people, {} offices: filled in {:.0?}",
        province::OFFICES,
        filling.elapsed()
    );
    summaries(name, &store).await;
    let today = Zone::Wib.date(Utc::now());
    let leaders = roles::holders(store.reader(), RoleKind::Auditor, today).await.unwrap();
    let cookie = session(&store, leaders[0].0.employee_id).await;
    let root = roots(&store.rulebook().await.unwrap()).1;
    publish(name, &store).await;
    let address = serve(&store, storage, dir).await;
    let (closed, month) = (closed_week().label(), Period::month_of(today - Days::new(31)).label());
    let load = async |page: &str, round: Duration| {
        let asked = |_: usize| client::Request::page(page, &cookie);
        client::load(&format!("{name} {page}"), &address, 1, round, &asked).await;
    };
    for page in [
        "/pimpinan".to_owned(),
        format!("/pimpinan?periode={closed}"),
        "/pimpinan/belanja".to_owned(),
        format!("/pimpinan/belanja?periode={month}"),
        format!("/unit/{root}"),
        format!("/unit/{root}?periode={closed}"),
    ] {
        load(&page, ROUND).await;
    }
    for page in ["/transparansi", "/transparansi.json"] {
        load(page, UNHURRIED).await;
    }
}

/// What the public reads, switched on: one period after the other.
async fn publish(name: &str, store: &Store) {
    let switch = store.write_reference::<_, Error, _>(txn_job!(|txn| {
        settings::put_part(txn, settings::TRANSPARENCY, &true).await
    }));
    switch.await.unwrap();
    let mut slowest = Duration::ZERO;
    let mut periods = 0;
    loop {
        let publishing = Instant::now();
        if !publish_next(store, Utc::now()).await.unwrap() {
            break;
        }
        slowest = slowest.max(publishing.elapsed());
        periods += 1;
    }
    println!("{name}: {periods} periods published, the slowest in {slowest:.1?}");
}

/// A week that is closed by now.
fn closed_week() -> Period {
    Period::week_of(Zone::Wib.date(Utc::now()) - Days::new(21))
}

fn roots(rulebook: &Rulebook) -> (Vec<OfficeId>, String) {
    let roots = || rulebook.offices.roots();
    (roots().map(|root| root.id).collect(), roots().next().unwrap().code.clone())
}

async fn summaries(name: &str, store: &Store) {
    let rulebook = store.rulebook().await.unwrap();
    let (roots, _) = roots(&rulebook);
    let now = Utc::now();
    let (week, closed) = (Period::week_of(Zone::Wib.date(now)), closed_week());
    let trend: Vec<Period> = closed.last(TREND);
    assert!(trend.iter().all(|week| rulebook.is_closed(week)), "the weeks of the trend are closed");
    let asked = async |periods: &[Period]| {
        sums(store.reader(), &rulebook, &roots, periods, now).await.unwrap().len()
    };
    let backend = store.reader().get_database_backend();
    let stored = by_hand_closed(&closed);
    let live = by_hand_running(backend, &week);
    let by_hand = async |sql: &str| {
        store.reader().query_all_raw(Statement::from_string(backend, sql)).await.unwrap().len()
    };
    let one = median(async || asked(&[closed]).await).await;
    let closed_by_hand = median(async || by_hand(&stored).await).await;
    let trend = median(async || asked(&trend).await).await;
    let running = median(async || asked(&[week]).await).await;
    let running_by_hand = median(async || by_hand(&live).await).await;
    let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
    println!(
        "{name}: summary of a closed week {one:.1?}, by hand {closed_by_hand:.1?}: {:.2} × (goal 2)",
        ratio(one, closed_by_hand)
    );
    println!(
        "{name}: trend of {TREND} weeks {trend:.1?}: {:.2} × one summary (goal 3)",
        ratio(trend, one)
    );
    println!(
        "{name}: summary of a running week {running:.1?}, by hand {running_by_hand:.1?}: {:.2} × (goal 2)",
        ratio(running, running_by_hand)
    );
}

async fn median(work: impl AsyncFn() -> usize) -> Duration {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        assert!(work().await > 0, "something is found");
        times.push(began.elapsed());
    }
    times.sort_unstable();
    times[ROUNDS / 2]
}

fn by_hand_closed(week: &Period) -> String {
    format!(
        "SELECT office_id, parent_id, headcount, obliged, exempt, met, met_late, short, counted_amount, shortfall_amount \
         FROM closed_offices WHERE kind = 'week' AND start_on = '{}'",
        week.start
    )
}

/// Who is short of Rp100,000 in each office, where nobody is on leave and nothing else is asked.
fn by_hand_running(backend: DbBackend, week: &Period) -> String {
    let sum = if backend == DbBackend::Postgres {
        "SELECT sum((one->>'amount')::bigint) FROM json_array_elements(t.purchases::json) one"
    } else {
        "SELECT sum(json_extract(value, '$.amount')) FROM json_each(t.purchases)"
    };
    let (kind, start, end) = ("week", week.start, week.end);
    format!(
        "SELECT office_id, count(*), sum(CASE WHEN amount >= 100000 THEN 1 ELSE 0 END), sum(amount) FROM \
         (SELECT p.office_id, ({sum}) AS amount FROM placements p LEFT JOIN period_totals t \
          ON t.employee_id = p.employee_id AND t.kind = '{kind}' AND t.start_on = '{start}' \
          WHERE p.from_on <= '{end}' AND (p.to_on IS NULL OR p.to_on >= '{end}')) each GROUP BY office_id"
    )
}
