//! `/metrics`: read as Prometheus reads it, and by nobody else.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use pekan::app;
use pekan::clock::Clock;
use pekan::config::Config;
use pekan::files::Storage;
use pekan::rules::bounce::BounceSource;
use pekan::rules::mail::MailKind;
use pekan::rules::outage::{MailOutage, OutageKind};
use pekan::store::mails::{self, Mail};
use pekan::store::{bounces, settings};
use pekan::txn_job;
use rocket::http::{ContentType, Header};
use rocket::local::asynchronous::Client;
use serde_json::json;

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::mail::config;
use crate::support::town::Who::{Nobody, Sari};
use crate::support::town::{NOW, Town};

const KEY: &str = "a key for whoever watches";
const HERE: &str = "127.0.0.1:50000";
const ELSEWHERE: &str = "192.0.2.7:50000";

on_both_databases!(what_was_asked_is_counted, why_no_mail_leaves_is_told);

/// Samples by name and labels, each of a family that was announced once.
fn parse(text: &str) -> BTreeMap<String, String> {
    let (mut kinds, mut samples) = (BTreeMap::new(), BTreeMap::new());
    for line in text.lines() {
        if let Some(kind) = line.strip_prefix("# TYPE ") {
            let (name, kind) = kind.split_once(' ').unwrap();
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            assert!(kinds.insert(name.to_owned(), kind.to_owned()).is_none(), "{line}: twice");
            continue;
        }
        if let Some(help) = line.strip_prefix("# HELP ") {
            assert!(help.split_once(' ').is_some_and(|(_, words)| words.ends_with('.')), "{line}");
            continue;
        }
        let (series, value) = line.rsplit_once(' ').unwrap_or_else(|| panic!("{line}"));
        assert!(value.parse::<f64>().is_ok(), "{line}");
        let name = series.split('{').next().unwrap();
        let family = ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end));
        assert!(kinds.contains_key(name) || kinds.contains_key(family.unwrap_or("")), "{line}");
        if let Some((_, labels)) = series.split_once('{') {
            let labels = labels.strip_suffix('}').unwrap_or_else(|| panic!("{line}"));
            assert_eq!(labels.matches('"').count() % 2, 0, "{line}");
        }
        assert!(samples.insert(series.to_owned(), value.to_owned()).is_none(), "{line}: twice");
    }
    samples
}

async fn read(town: &Town) -> BTreeMap<String, String> {
    let request = town.client.get("/metrics").remote(HERE.parse().unwrap());
    let answer = request.header(Header::new("Host", "127.0.0.1:8000")).dispatch().await;
    assert_eq!(answer.status().code, 200);
    assert!(answer.headers().get_one("Content-Type").unwrap().starts_with("text/plain"));
    parse(&answer.into_string().await.unwrap())
}

async fn what_was_asked_is_counted(db: Database) {
    let town = Town::build(db).await;
    for _ in 0..3 {
        town.get(Sari, "/").await.is(200);
    }
    town.get(Nobody, "/tidak-ada").await.is(404);
    let sent = json!({ "amount": 5 });
    town.api(Sari, rocket::http::Method::Post, "/purchases", Some(sent)).await;
    let found = read(&town).await;
    let week = "method=\"GET\",route=\"/\"";
    assert_eq!(found[&format!("pekan_requests_total{{{week},class=\"2xx\"}}")], "3", "{found:?}");
    assert_eq!(found[&format!("pekan_request_seconds_count{{{week}}}")], "3");
    assert_eq!(found[&format!("pekan_request_seconds_bucket{{{week},le=\"+Inf\"}}")], "3");
    let count = |text: &String| text.parse::<u64>().unwrap();
    let spans = ["0.005", "0.025", "0.1", "0.25", "1", "5", "+Inf"];
    let below = spans
        .map(|end| count(&found[&format!("pekan_request_seconds_bucket{{{week},le=\"{end}\"}}")]));
    assert!(below.is_sorted(), "{below:?}");
    assert_eq!(found["pekan_refusals_total{status=\"404\"}"], "1");
    for name in [
        "pekan_queue_length{queue=\"writes\"}",
        "pekan_queue_length{queue=\"files\"}",
        "pekan_mails{state=\"queued\"}",
        "pekan_mail_oldest_seconds{state=\"failed\"}",
        "pekan_closed_periods{kind=\"week\"}",
        "pekan_backup_alarm{alarm=\"no_backup\"}",
        "pekan_body_bytes",
        "pekan_writes_accepted",
    ] {
        assert!(found.contains_key(name), "{name}: {found:?}");
    }
    let routes: BTreeSet<_> = found.keys().filter(|name| name.contains("route=")).collect();
    assert!(routes.iter().all(|name| !name.contains("tidak-ada")), "no address becomes a label");
}

async fn why_no_mail_leaves_is_told(db: Database) {
    let town = Town::build(db).await;
    let silent = "pekan_mail_outage{kind=\"silent\"}";
    let before = read(&town).await;
    assert_eq!((&*before[silent], &*before["pekan_mail_addresses_marked"]), ("0", "0"));
    let (sari, now) = (town.id(Sari), NOW.parse().unwrap());
    let marked = town.store.write(txn_job!(|txn| {
        settings::change_mail_outage(txn, |outage| {
            *outage = Some(MailOutage::found(None, (OutageKind::Silent, String::new()), now, 0));
            true
        })
        .await?;
        let mail = Mail {
            recipient: Some("nobody@lumajangkab.go.id".into()),
            ..mails::new(MailKind::Midweek, sari, now)
        };
        let said = bounces::of(&mail, BounceSource::Entered, "", now).unwrap();
        bounces::insert(txn, bounces::Bounce { mail_id: None, noted_by: Some(sari), ..said }).await
    }));
    assert!(marked.await.unwrap());
    // What a node knows of the settings is at most a second old.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    let found = read(&town).await;
    let told = found.iter().filter(|(name, _)| name.starts_with("pekan_mail_outage"));
    let told: Vec<_> = told.filter(|(_, value)| *value == "1").map(|(name, _)| name).collect();
    assert_eq!(told, [silent]);
    assert_eq!(found["pekan_mail_addresses_marked"], "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_opens_it_from_elsewhere_and_a_proxy_does_not() {
    let db = Database::sqlite();
    let store = db.store().await;
    let config = Config {
        data_dir: db.dir.path().into(),
        base_url: "http://127.0.0.1:8000".parse().unwrap(),
        metrics_key: Some(KEY.into()),
        identity_provider: None,
        ..config()
    };
    let storage = Storage::open(db.dir.path()).unwrap();
    let figment = app::figment().merge(("log_level", "off"));
    let rocket = app::build(figment, config, store, storage, Clock::System).unwrap();
    let client = Client::untracked(rocket).await.unwrap();
    let ask = async |from: &str, headers: &[(&'static str, &str)]| {
        let mut request = client.get("/metrics").remote(from.parse().unwrap());
        request.add_header(Header::new("Host", "127.0.0.1:8000"));
        for (name, value) in headers {
            request.add_header(Header::new(*name, (*value).to_owned()));
        }
        request.dispatch().await.status().code
    };
    let bearer = format!("Bearer {KEY}");
    assert_eq!(ask(HERE, &[]).await, 200);
    assert_eq!(ask("[::1]:50000", &[]).await, 200);
    assert_eq!(ask(ELSEWHERE, &[]).await, 403);
    assert_eq!(ask(ELSEWHERE, &[("Authorization", &bearer)]).await, 200);
    assert_eq!(ask(ELSEWHERE, &[("Authorization", "Bearer a key for whoever")]).await, 403);
    for header in ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"] {
        assert_eq!(ask(HERE, &[(header, "192.0.2.7")]).await, 403, "{header}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_refused_body_held_is_given_back() {
    let town = Town::build(Database::sqlite()).await;
    let large = "x".repeat(1 << 20);
    for _ in 0..40 {
        let request = town.client.post("/api/v1/tokens").remote(ELSEWHERE.parse().unwrap());
        let request =
            request.header(ContentType::JSON).header(Header::new("Host", "127.0.0.1:8000"));
        let answer = request.body(format!("\"{large}\"")).dispatch().await;
        assert_eq!(answer.status().code, 413, "what was answered is given back");
    }
    assert_eq!(read(&town).await["pekan_body_bytes"], "0");
}
