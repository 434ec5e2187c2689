//! What years cost: "my week" and an office page of a district that has lived one month, and of the same one after
//! twelve weeks, which is as much as these pages show, and after ten years, on SQLite and, where
//! `PEKAN_TEST_POSTGRES_URL` names a server, on PostgreSQL: `bin/bench`. `PEKAN_BENCH_YEARS_PEOPLE` sets its size (1500);
//! in the folder `PEKAN_BENCH_YEARS_KEPT` those on SQLite stay, filled once for more runs of the same day.

#![expect(clippy::disallowed_methods, reason = "what is measured runs at the machine's time")]

mod ground;
#[path = "../tests/support/lived.rs"]
mod lived;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::Utc;
use ground::client::{self, Request};
use ground::databases::{self, Measured};
use ground::{serve, session, sign_in};
use pekan::demo::Plan;
use pekan::files::Storage;
use pekan::rules::{RoleKind, Zone};
use pekan::store::{ConnectionTrait, Store, roles};
use sea_orm::DbBackend;

const CONNECTIONS: usize = 16;
const ROUND: Duration = Duration::from_secs(5);
const ROUNDS: usize = 3;

/// Of weeks that have been lived.
const SPANS: [(&str, usize); 3] = [("a month", 4), ("twelve weeks", 12), ("ten years", 520)];

struct District {
    years: &'static str,
    address: String,
    cookies: Vec<String>,
    head: String,
    office: String,
    database: Measured,
}

#[tokio::main]
async fn main() {
    let people = std::env::var("PEKAN_BENCH_YEARS_PEOPLE").ok().and_then(|n| n.parse().ok());
    let people = people.unwrap_or(1500);
    let kept = std::env::var_os("PEKAN_BENCH_YEARS_KEPT").map(PathBuf::from);
    let temporary = tempfile::tempdir().unwrap();
    let dir = kept.unwrap_or_else(|| temporary.path().to_owned());
    let mut measured: BTreeMap<&str, Vec<District>> = BTreeMap::new();
    for (years, weeks) in SPANS {
        let (dir, plan) = (dir.join(weeks.to_string()), Plan { people, weeks, photos: 0 });
        std::fs::create_dir_all(&dir).unwrap();
        let is_kept = dir.join("pekan.db").exists();
        for database in databases::each(&dir).await {
            let (name, url) = (database.name, &database.url);
            let dir = dir.join(name);
            if !(is_kept && name == "SQLite") {
                fill(name, url, plan, &dir).await;
            }
            let district = District::open(years, plan, database, &dir).await;
            measured.entry(name).or_default().push(district);
        }
    }
    for (name, districts) in measured {
        for page in ["my week", "office page"] {
            compare(name, page, &districts).await;
        }
        for district in districts {
            district.database.drop().await;
        }
    }
}

/// Round after round each of them in turn, and of each the best.
async fn compare(name: &str, page: &str, districts: &[District]) {
    let mut best = [0.0_f64; SPANS.len()];
    for _ in 0..ROUNDS {
        for (best, district) in best.iter_mut().zip(districts) {
            let what = format!("{name} {page}, {}", district.years);
            let asked = |n| district.asked(page, n);
            let load = client::load(&what, &district.address, CONNECTIONS, ROUND, &asked);
            *best = best.max(load.await.rate);
        }
    }
    let [month, quarter, decade] = best;
    println!("{name} {page}, ten years / a month: {:.2} × the time (goal 1.2)", month / decade);
    println!("{name} {page}, ten years / twelve weeks: {:.2} × the time", quarter / decade);
}

impl District {
    fn asked(&self, page: &str, n: usize) -> Request {
        match page {
            "my week" => Request::page("/", &self.cookies[n % self.cookies.len()]),
            _ => Request::page(format!("/unit/{}", self.office), &self.head),
        }
    }

    /// As a server that was started since: what was written lies in the database itself, not beside it.
    async fn open(years: &'static str, plan: Plan, database: Measured, dir: &Path) -> Self {
        let store = Store::open(&database.url).await.unwrap();
        let today = Zone::Wib.date(Utc::now());
        let heads = roles::holders(store.reader(), RoleKind::Head, today).await.unwrap();
        let rulebook = store.rulebook().await.unwrap();
        let (head, office) = heads
            .iter()
            .filter_map(|(row, _)| Some((row.employee_id, rulebook.offices.get(row.office_id?)?)))
            .find(|(_, office)| office.kind == "kecamatan")
            .unwrap();
        Self {
            years,
            cookies: sign_in(&store, 30, plan.people).await,
            head: session(&store, head).await,
            office: office.code.clone(),
            address: serve(&store, Storage::open(dir).unwrap(), dir).await,
            database,
        }
    }
}

async fn fill(name: &str, url: &str, plan: Plan, dir: &Path) {
    let store = Store::open(url).await.unwrap();
    let storage = Storage::open(dir).unwrap();
    let filling = Instant::now();
    lived::fill(&store, &storage, plan, Utc::now()).await;
    if store.reader().get_database_backend() == DbBackend::Postgres {
        // As its own housekeeping leaves it, sooner or later.
        store.reader().execute_unprepared("VACUUM ANALYZE").await.unwrap();
    }
    let (Plan { people, weeks, .. }, took) = (plan, filling.elapsed());
    println!("{name}: {people} people, {weeks} weeks: filled in {took:.0?}");
    store.close().await;
}
