//! What years cost: "my week" and an office page of a district that has lived one month, and of the
//! same one after twelve weeks, which is as much as these pages show, and after ten years: `bin/bench`. `PEKAN_BENCH_YEARS_PEOPLE` sets its size
//! (1500); in the folder `PEKAN_BENCH_YEARS_KEPT` they stay, filled once for more runs of the same day.

#![expect(clippy::disallowed_methods, reason = "what is measured runs at the machine's time")]

mod ground;
#[path = "../tests/support/lived.rs"]
mod lived;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::Utc;
use ground::client::{self, Request};
use ground::{serve, session, sign_in};
use pekan::demo::Plan;
use pekan::files::Storage;
use pekan::rules::{RoleKind, Zone};
use pekan::store::{Store, roles};

const CONNECTIONS: usize = 16;
const ROUND: Duration = Duration::from_secs(5);
const ROUNDS: usize = 3;

struct District {
    address: String,
    cookies: Vec<String>,
    head: String,
    office: String,
    /// Goes with its database, unless that is kept.
    _dir: Option<tempfile::TempDir>,
}

#[tokio::main]
async fn main() {
    let people = std::env::var("PEKAN_BENCH_YEARS_PEOPLE").ok().and_then(|n| n.parse().ok());
    let people = people.unwrap_or(1500);
    let month = district(Plan { people, weeks: 4, photos: 0 }).await;
    let quarter = district(Plan { people, weeks: 12, photos: 0 }).await;
    let decade = district(Plan { people, weeks: 520, photos: 0 }).await;
    for name in ["my week", "office page"] {
        let asked = |district: &'static District| {
            move |n: usize| match name {
                "my week" => Request::page("/", &district.cookies[n % district.cookies.len()]),
                _ => Request::page(format!("/unit/{}", district.office), &district.head),
            }
        };
        let mut best = [0.0_f64; 3];
        for _ in 0..ROUNDS {
            for (best, (years, district)) in best.iter_mut().zip([
                ("a month", month),
                ("twelve weeks", quarter),
                ("ten years", decade),
            ]) {
                let what = format!("{name}, {years}");
                let asked = asked(district);
                let rate =
                    client::load(&what, &district.address, CONNECTIONS, ROUND, &asked).await.rate;
                *best = best.max(rate);
            }
        }
        println!("{name}, ten years / a month: {:.2} × the time (goal 1.2)", best[0] / best[2]);
        println!("{name}, ten years / twelve weeks: {:.2} × the time", best[1] / best[2]);
    }
}

/// Lives as long as the process.
async fn district(plan: Plan) -> &'static District {
    let kept = std::env::var_os("PEKAN_BENCH_YEARS_KEPT").map(PathBuf::from);
    let dir = kept.is_none().then(|| tempfile::tempdir().unwrap());
    let path = match (kept, &dir) {
        (Some(kept), _) => kept.join(plan.weeks.to_string()),
        (None, dir) => dir.as_ref().map(|dir| dir.path().to_owned()).unwrap_or_default(),
    };
    std::fs::create_dir_all(&path).unwrap();
    let is_new = !path.join("pekan.db").exists();
    let url = format!("sqlite://{}", path.join("pekan.db").display());
    let store = Store::open(&url).await.unwrap();
    let storage = Storage::open(&path).unwrap();
    if is_new {
        let filling = Instant::now();
        lived::fill(&store, &storage, plan, Utc::now()).await;
        let (Plan { people, weeks, .. }, took) = (plan, filling.elapsed());
        println!("{people} people, {weeks} weeks: filled in {took:.0?}");
    }
    // As a server that was started since: what was written lies in the database itself, not beside it.
    store.close().await;
    let store = Store::open(&url).await.unwrap();
    let today = Zone::Wib.date(Utc::now());
    let heads = roles::holders(store.reader(), RoleKind::Head, today).await.unwrap();
    let rulebook = store.rulebook().await.unwrap();
    let (head, office) = heads
        .iter()
        .filter_map(|(row, _)| Some((row.employee_id, rulebook.offices.get(row.office_id?)?)))
        .find(|(_, office)| office.kind == "kecamatan")
        .unwrap();
    let district = District {
        cookies: sign_in(&store, 30, plan.people).await,
        head: session(&store, head).await,
        office: office.code.clone(),
        address: serve(&store, storage, &path).await,
        _dir: dir,
    };
    Box::leak(Box::new(district))
}
