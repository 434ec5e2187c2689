//! How many purchases a second are recorded durably by many at once, beside the same database that
//! commits each row by itself: SQLite in a file next to it, and PostgreSQL where
//! `PEKAN_TEST_POSTGRES_URL` names a server.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use chrono::Utc;
use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use serde_json::json;

use super::ground::client::{self, Request};
use super::ground::{serve, spread, token};
use super::lived;
use pekan::demo::Plan;
use pekan::files::Storage;
use pekan::rules::{EmployeeId, Sight, Zone};
use pekan::secret;
use pekan::store::{ConnectionTrait, Store, purchases};

const CLIENTS: u8 = 64;
/// Enough that none of them buys much more often in the rounds than people do in a week.
const BUYERS: usize = 2000;
const ROUND: Duration = Duration::from_secs(5);
const ROUNDS: usize = 3;
/// The row of a purchase, about as long as ours.
const INSERT: &str =
    "INSERT INTO raw (employee_id, purchased_on, amount, seller_id, channel, state,
    recorded_at, idempotency_key, fingerprint) VALUES (1, '2026-11-20', 25000, 7, 'in_person',
    'recorded', '2026-11-20T02:00:00+00:00', '0123456789abcdef0123456789abcdef',
    '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef')";
const TABLE: &str = "CREATE TABLE raw (employee_id bigint NOT NULL, purchased_on date NOT NULL,
    amount bigint NOT NULL, seller_id bigint NOT NULL, channel text NOT NULL, state text NOT NULL,
    recorded_at text NOT NULL, idempotency_key text NOT NULL, fingerprint text NOT NULL)";

pub async fn measure(store: &Store, people: usize, address: &str, url: &str, dir: &Path) {
    let raw = sqlite(&format!("{url}.raw")).await;
    compare("SQLite", (store, people), address, &raw, 1).await;
    let Ok(server) = std::env::var("PEKAN_TEST_POSTGRES_URL") else { return };
    let (name, admin) = (format!("pekan_bench_{}", std::process::id()), connect(&server, 1).await);
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let mut url = url::Url::parse(&server).unwrap();
    url.set_path(&name);
    on_postgres(url.as_str(), dir).await;
    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
}

async fn on_postgres(url: &str, dir: &Path) {
    let store = Store::open(url).await.unwrap();
    let storage = Storage::open(&dir.join("postgres")).unwrap();
    let plan = Plan { people: 1000, weeks: 52, photos: 0 };
    lived::fill(&store, &storage, plan, Utc::now()).await;
    let address = serve(&store, storage, dir).await;
    // As many connections as Pekan has.
    let raw = connect(url, 20).await;
    compare("PostgreSQL", (&store, plan.people), &address, &raw, CLIENTS.into()).await;
}

/// The best of several rounds each, in turn.
async fn compare(
    name: &str,
    (store, people): (&Store, usize),
    address: &str,
    raw: &DatabaseConnection,
    writers: usize,
) {
    raw.execute_unprepared(TABLE).await.unwrap();
    let mut tokens = Vec::new();
    for employee in spread(BUYERS.min(people), people) {
        tokens.push(token(store, EmployeeId(employee)).await);
    }
    let today = Zone::Wib.date(Utc::now());
    let search = purchases::Search { limit: 1, ..purchases::Search::default() };
    let found =
        purchases::search(store.reader(), &Sight::of_everyone(today), &search).await.unwrap();
    let seller = found[0].seller.id;
    let purchase = |n: usize| {
        let body = json!({
            "purchased_on": today, "amount": 10_000 + n, "seller": { "id": seller },
            "channel": "in_person", "evidence": "no_receipt",
        });
        let call = Request::api("POST /api/v1/purchases", &tokens[n % tokens.len()]);
        call.with_json(&secret::token(), body.to_string())
    };
    let mut best = [0.0_f64; 2];
    for _ in 0..ROUNDS {
        best[0] = best[0].max(rows(raw, writers).await);
        best[1] = best[1]
            .max(client::load("a purchase", address, CLIENTS.into(), ROUND, &purchase).await.rate);
    }
    println!("a row committed by itself, {name}: {:.0}/s", best[0]);
    println!("purchases / rows, {name}: {:.2} (goal 5)", best[1] / best[0]);
}

/// Rows a second, each committed by itself.
async fn rows(raw: &DatabaseConnection, writers: usize) -> f64 {
    let (written, started) = (AtomicU64::new(0), Instant::now());
    let writing = (0..writers).map(|_| async {
        while started.elapsed() < ROUND {
            raw.execute_unprepared(INSERT).await.unwrap();
            written.fetch_add(1, Ordering::Relaxed);
        }
    });
    futures::future::join_all(writing).await;
    let rows = u32::try_from(written.into_inner()).unwrap_or(u32::MAX);
    f64::from(rows) / started.elapsed().as_secs_f64()
}

async fn sqlite(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(format!("{url}?mode=rwc"));
    options.max_connections(1).sqlx_logging(false).map_sqlx_sqlite_opts(|options| {
        options.pragma("journal_mode", "WAL").pragma("synchronous", "FULL")
    });
    Database::connect(options).await.unwrap()
}

async fn connect(url: &str, connections: u32) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}
