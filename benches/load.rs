//! What the README's figures come from: `bin/bench`.
//!
//! A district of 10,000 people that has lived 52 weeks, on SQLite, served by this process with its
//! worker; a client beside it asks for "my week" and the form for a purchase (of 200 people in turn),
//! for an office page, for the API's compliance, and for a bare Rocket route that does one indexed
//! select and renders a small page. Ratios within one run say how much of the machine's speed the
//! pages leave; the absolute figures depend on the machine. Then purchases are recorded, beside a
//! database that commits each row by itself (`purchases`), and a table of 10,000
//! people is imported into an empty district, as CSV and as XLSX, looked at and written.

#![expect(clippy::disallowed_methods, reason = "what is measured runs at the machine's time")]

mod ground;
mod imports;
#[path = "../tests/support/lived.rs"]
mod lived;
mod purchases;

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::Utc;
use ground::client::Request;
use ground::{client, serve, session, sign_in, token};
use pekan::demo::Plan;
use pekan::files::Storage;
use pekan::rules::money::AmountInput;
use pekan::rules::policy_draft::Draft;
use pekan::rules::{EmployeeId, RoleKind, Zone};
use pekan::store::{Store, roles};
use pekan::workflows::{self, Warrant};

const CONNECTIONS: usize = 16;
const ROUND: Duration = Duration::from_secs(5);
const ROUNDS: usize = 3;

#[tokio::main]
async fn main() {
    let only = std::env::var("PEKAN_BENCH_ONLY").unwrap_or_default();
    if only == "imports" {
        return imports::measure().await;
    }
    let people = std::env::var("PEKAN_BENCH_PEOPLE").ok().and_then(|n| n.parse().ok());
    let plan = Plan { people: people.unwrap_or(10_000), weeks: 52, photos: 20 };
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", dir.path().join("pekan.db").display());
    let store = Store::open(&url).await.unwrap();
    let storage = Storage::open(dir.path()).unwrap();
    let filling = Instant::now();
    lived::fill(&store, &storage, plan, Utc::now()).await;
    println!(
        "district of {} people that has lived {} weeks: filled in {:.0?}",
        plan.people,
        plan.weeks,
        filling.elapsed()
    );

    preview_a_policy(&store).await;
    let cookies = sign_in(&store, 200, plan.people).await;
    let (head, office) = head_of_an_office(&store).await;
    let head_cookie = session(&store, head).await;
    let token = token(&store, EmployeeId(40)).await;
    let address = serve(&store, storage.clone(), dir.path()).await;
    let own = |path: &'static str| {
        let cookies = &cookies;
        move |n: usize| Request::page(path, &cookies[n % cookies.len()])
    };
    let bare = |n: usize| Request::page(format!("/bare/{}", 1 + n % plan.people), "");
    let page = |_: usize| Request::page(format!("/unit/{office}"), &head_cookie);
    let call = |_: usize| Request::api("GET /api/v1/me/compliance", &token);
    let (week, form) = (own("/"), own("/belanja/baru"));
    let asked: [(&str, client::Asked<'_>, f64); 5] = [
        ("bare route", &bare, 0.0),
        ("my week", &week, 0.5),
        ("log form", &form, 0.5),
        ("office page", &page, 0.05),
        ("compliance", &call, 0.7),
    ];
    beside_photos(&address, &storage, &week).await;
    if only == "photos" {
        return;
    }
    let mut best = [0.0_f64; 5];
    for _ in 0..ROUNDS {
        for (best, (name, asked, _)) in best.iter_mut().zip(&asked) {
            *best = best.max(client::load(name, &address, CONNECTIONS, ROUND, *asked).await.rate);
        }
    }
    for (rate, (name, _, goal)) in best.iter().zip(&asked).skip(1) {
        println!("{name} / bare route: {:.3} (goal {goal})", rate / best[0]);
    }
    purchases::measure(&store, plan.people, &address, &url, dir.path()).await;
    start_and_memory(&url, dir.path(), &asked[1..]).await;
    imports::measure().await;
}

/// My week while photos of 12 megapixels come in without a pause, against the same without them.
async fn beside_photos(address: &str, storage: &Storage, week: client::Asked<'_>) {
    const READERS: usize = 4;
    const SENDERS: u8 = 8;
    let photo = ground::photo::encoded(&ground::photo::paper(4000, 3000));
    let mut alone = client::load("my week", address, READERS, ROUND, week).await.p99;
    let (mut beside, mut drawn) = (Duration::MAX, 0_u32);
    for _ in 0..ROUNDS {
        let until = Instant::now() + ROUND;
        let senders = (0..SENDERS).map(|sender| {
            // Behind its end a photo may have anything: each is another file.
            let (storage, mut photo) = (storage.clone(), photo.clone());
            async move {
                let mut sent = 0_u32;
                while Instant::now() < until {
                    photo.extend([sender, sent.to_be_bytes()[3]]);
                    storage.store_bytes(&photo).await.unwrap();
                    sent += 1;
                }
                sent
            }
        });
        let sending = tokio::spawn(futures::future::join_all(senders));
        let round = client::load("with photos", address, READERS, ROUND, week).await;
        drawn += sending.await.unwrap().iter().sum::<u32>();
        beside = beside.min(round.p99);
        alone = alone.min(client::load("my week", address, READERS, ROUND, week).await.p99);
    }
    println!(
        "my week while {drawn} photos were drawn: p99 {beside:.1?}, alone {alone:.1?}, {:.2} times (goal 2)",
        beside.as_secs_f64() / alone.as_secs_f64()
    );
}

/// What a monthly policy would ask of everybody, beside the weekly one that they have: the most
/// that a preview reads.
async fn preview_a_policy(store: &Store) {
    let rulebook = store.rulebook().await.unwrap();
    let draft = Draft {
        title: "Per bulan".into(),
        mode: "mandatory".into(),
        period: "month".into(),
        office: rulebook.offices.roots().next().unwrap().code.clone(),
        effective_from: "2030-01-01".into(),
        minimum_amount: Some(AmountInput::Rupiah(400_000)),
        ..Draft::default()
    };
    let asking = Instant::now();
    let found =
        workflows::policies::preview(store, &Warrant::system(Utc::now()), &draft).await.unwrap();
    let (people, changes) = (found.offices[0].1.headcount, found.changes.total);
    println!("policy preview of {people} people: {:.0?} ({changes} change)", asking.elapsed());
}

/// A head and their office: of some hundred people, like most.
async fn head_of_an_office(store: &Store) -> (EmployeeId, String) {
    let today = Zone::Wib.date(Utc::now());
    let heads = roles::holders(store.reader(), RoleKind::Head, today).await.unwrap();
    let rulebook = store.rulebook().await.unwrap();
    let (row, office) = heads
        .iter()
        .filter_map(|(row, _)| Some((row, rulebook.offices.get(row.office_id?)?)))
        .find(|(_, office)| office.kind == "kecamatan")
        .unwrap();
    (row.employee_id, office.code.clone())
}

/// Start to ready of the binary as it is installed, its memory at rest, and after the same load.
async fn start_and_memory(
    url: &str,
    dir: &std::path::Path,
    pages: &[(&str, client::Asked<'_>, f64)],
) {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let starting = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_pekan"))
        .env("PEKAN_DATABASE_URL", url)
        .env("PEKAN_DATA_DIR", dir)
        .env("ROCKET_PORT", port.to_string())
        .env("PEKAN_BASE_URL", format!("http://127.0.0.1:{port}"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !client::answers(port) {
        std::thread::sleep(Duration::from_millis(2));
    }
    println!("start to ready: {:.0?}", starting.elapsed());
    std::thread::sleep(Duration::from_secs(3));
    println!("idle memory: {} MB", resident_megabytes(&child));
    let address = format!("127.0.0.1:{port}");
    for (name, asked, _) in pages {
        client::load(name, &address, CONNECTIONS, ROUND, *asked).await;
    }
    println!("memory after the load: {} MB", resident_megabytes(&child));
    child.kill().unwrap();
    child.wait().unwrap();
}

fn resident_megabytes(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}
