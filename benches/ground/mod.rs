//! What the measurements share: the application served by this process, people who are signed in,
//! and a client.
#![allow(dead_code)] // Each bench is a binary of its own and uses a part.

pub mod client;
pub mod databases;
pub mod photo;
pub mod province;
pub mod sink;

use chrono::{Days, Utc};
use rocket::response::content::RawHtml;
use rocket::{State, get, routes};

use pekan::clock::Clock;
use pekan::config::Config;
use pekan::files::Storage;
use pekan::rules::{EmployeeId, SessionId, TokenId};
use pekan::store::{Store, employees, sessions, tokens};
use pekan::{app, secret, txn_job};

/// One indexed select, one small page: what a page could cost at the least.
#[get("/bare/<id>")]
async fn bare(id: i64, store: &State<Store>, tera: &State<tera::Tera>) -> Option<RawHtml<String>> {
    let employee = employees::by_ids(store.reader(), [EmployeeId(id)]).await.ok()?.pop()?;
    let mut context = tera::Context::new();
    context.insert("name", &employee.name);
    context.insert("number", &employee.number);
    tera.render("bare.html", &context).ok().map(RawHtml)
}

/// Settings of an installation that is reached there.
pub fn config(address: &str) -> Config {
    Config {
        data_dir: "data".into(),
        database_url: String::new(),
        receipts_dir: None,
        smtp_url: None,
        mail_from: "Pekan <pekan@localhost>".into(),
        mail_per_minute: 60,
        mail_per_minute_per_domain: 60,
        smtp_ca: None,
        smtp_helo: None,
        bounces_dir: None,
        base_url: address.parse().unwrap(),
        trusted_proxies: Vec::new(),
        now: None,
        backup_dir: None,
        metrics_key: None,
        identity_provider: None,
        tick_seconds: 30,
    }
}

pub async fn serve(store: &Store, storage: Storage, dir: &std::path::Path) -> String {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("127.0.0.1:{port}");
    let config = Config { data_dir: dir.into(), ..config(&format!("http://{address}")) };
    let mut tera = tera::Tera::default();
    let page = "<!doctype html><title>{{ name }}</title><h1>{{ name }}</h1><p>{{ number }}</p>";
    tera.add_raw_template("bare.html", page).unwrap();
    let figment = app::figment().merge(("port", port)).merge(("log_level", "off"));
    let rocket = app::build(figment, config, store.clone(), storage, Clock::System)
        .unwrap()
        .manage(store.clone())
        .manage(tera)
        .mount("/", routes![bare]);
    tokio::spawn(rocket.launch());
    client::until_ready(&address).await;
    address
}

/// The ids of so many people of a district of `all`, from its first to its last.
pub fn spread(people: usize, all: usize) -> impl Iterator<Item = i64> {
    (1..=people).map(move |number| i64::try_from(number * all / people).unwrap_or(i64::MAX))
}

pub async fn sign_in(store: &Store, people: usize, all: usize) -> Vec<String> {
    let mut cookies = Vec::new();
    for id in spread(people, all) {
        cookies.push(session(store, EmployeeId(id)).await);
    }
    cookies
}

/// A key to the API.
pub async fn token(store: &Store, employee_id: EmployeeId) -> String {
    let (token, now) = (secret::token(), Utc::now());
    let row = tokens::Token {
        id: TokenId::NONE,
        token_hash: secret::hash(&token),
        employee_id,
        name: "bench".into(),
        created_at: now,
        expires_at: now + Days::new(1),
        seen_at: None,
    };
    store.write(txn_job!(|txn| tokens::insert(txn, row).await)).await.unwrap();
    token
}

pub async fn session(store: &Store, employee_id: EmployeeId) -> String {
    let (token, now) = (secret::token(), Utc::now());
    let row = sessions::Session {
        id: SessionId::NONE,
        token_hash: secret::hash(&token),
        employee_id,
        browser: String::new(),
        remembered: true,
        created_at: now,
        seen_at: now,
        confirmed_at: now,
        vouched_at: None,
        expires_at: now + Days::new(1),
    };
    store.write(txn_job!(|txn| sessions::insert(txn, row).await)).await.unwrap();
    format!("__Host-sid={token}")
}
