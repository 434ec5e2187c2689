//! `/readyz` looks at what it vouches for, and names no causes.

use std::time::{Duration, Instant};

use rocket::http::ContentType;
use sea_orm::{ConnectionTrait, Database as Connection, TransactionTrait};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::{Nobody, Sari};

on_both_databases!(an_installation_that_serves_is_ready);

async fn an_installation_that_serves_is_ready(db: Database) {
    let town = Town::build(db).await;
    assert_eq!(town.get(Nobody, "/readyz").await.is(200).text(), "ok\nworker: never\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_that_cannot_be_stored_make_it_not_ready() {
    let town = Town::build(Database::sqlite()).await;
    let folder = town.db.dir.path().join("receipts");
    std::fs::remove_dir_all(&folder).unwrap();
    let answer = town.get(Nobody, "/readyz").await.is(503);
    assert_eq!(answer.text(), "storage: receipts cannot be stored\n");
    std::fs::create_dir(&folder).unwrap();
    // An answer holds for a second.
    town.get(Nobody, "/readyz").await.is(503);
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    town.get(Nobody, "/readyz").await.is(200);
    assert_eq!(town.files("receipts").len(), 0, "the probe stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_locked_is_not_ready_and_says_no_cause() {
    for (db, lock) in [
        (Database::sqlite(), "INSERT INTO settings (name, value) VALUES ('x', 'x')"),
        (Database::postgres().await, "LOCK TABLE settings"),
    ] {
        let town = Town::build(db).await;
        let other = Connection::connect(&town.db.url).await.unwrap();
        let held = other.begin().await.unwrap();
        held.execute_unprepared(lock).await.unwrap();
        let begun = Instant::now();
        let answer = town.get(Nobody, "/readyz").await.is(503);
        assert!(begun.elapsed() < Duration::from_secs(7), "{:?}", begun.elapsed());
        let (text, words) =
            (answer.text(), ["database: cannot be written\n", "database: cannot be read\n"]);
        assert!(words.contains(&text.as_str()), "{text}");
        held.rollback().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_does_not_fail_because_its_session_cannot_be_noted() {
    let town = Town::build(Database::sqlite()).await;
    // The sessions of the cast were last seen long ago.
    let other = Connection::connect(&town.db.url).await.unwrap();
    let long_ago = "UPDATE sessions SET seen_at = '2026-11-19T00:00:00+00:00'";
    other.execute_unprepared(long_ago).await.unwrap();
    let held = other.begin().await.unwrap();
    held.execute_unprepared("INSERT INTO settings (name, value) VALUES ('x', 'x')").await.unwrap();
    let begun = Instant::now();
    town.get(Sari, "/").await.is(200);
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    held.rollback().await.unwrap();
}

#[tokio::test]
async fn json_is_utf8() {
    let town = Town::build(Database::sqlite()).await;
    let send = async |kind: &str, body: String| {
        let kind = ContentType::parse_flexible(kind).unwrap();
        let request = town.client.post("/api/v1/tokens").header(kind).body(body);
        request.dispatch().await.status().code
    };
    let body = r#"{ "login": "x", "password": "y", "name": "z" }"#;
    for kind in ["application/json", "application/json; charset=UTF-8"] {
        assert_eq!(send(kind, body.into()).await, 401, "{kind}");
    }
    assert_eq!(send("application/json; charset=utf-16", body.into()).await, 415);
}
