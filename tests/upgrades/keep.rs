//! Writes a database of today's schema as SQL text: what `bin/keep-schema` runs.

use std::process::Command;

use pekan::store::contents;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use super::folder;
use crate::access::records::Records;
use crate::support::database::Database;
use crate::support::town::Town;
use crate::support::town::Who::Sari;

/// A record of each kind that somebody can make.
const EVERYTHING: [&str; 14] = [
    "$purchase",
    "$exemption",
    "$approved",
    "$role",
    "$holiday",
    "$mail",
    "$policy",
    "$colleague",
    "$moved",
    "$leaver",
    "$proposal",
    "$transfer",
    "$link",
    "$import",
];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes into tests/upgrades: bin/keep-schema"]
async fn keep_this_schema() {
    for db in [Database::sqlite(), Database::postgres().await] {
        let town = filled(db).await;
        let schema = contents::of(town.store.reader()).await.unwrap().schema;
        let (text, ending) = if town.db.is_postgres() {
            (postgres(&town.db.url), "postgres")
        } else {
            town.store.close().await;
            (sqlite(&contents::connect(&town.db.url).await.unwrap()).await, "sqlite")
        };
        std::fs::write(folder().join(format!("{}.{ending}.sql", &schema[10..16])), text).unwrap();
    }
}

async fn filled(db: Database) -> Town {
    let town = Town::with_operators(db).await;
    let records = Records::new(&town).await;
    for (number, word) in EVERYTHING.iter().enumerate() {
        records.fresh(&town, format!("/{word}"), number + 1).await;
    }
    // A close that was amended, and a form that was left.
    let late = serde_json::json!({ "purchased_on": "2026-11-13", "amount": 54_321,
        "channel": "in_person", "seller": { "name": "Warung Bu Sri" }, "evidence": "no_receipt" });
    let key = [("Idempotency-Key", "late")];
    let post = rocket::http::Method::Post;
    town.api_with(Sari, post, "/purchases", Some(late), &key).await.is(201);
    town
}

/// As `pg_dump` writes it, without what only `psql` reads or one version of the server knows.
fn postgres(url: &str) -> String {
    let dumped = Command::new("pg_dump")
        .args(["--inserts", "--no-owner", "--no-privileges", "--no-comments", url])
        .output()
        .unwrap();
    assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));
    let text = String::from_utf8(dumped.stdout).unwrap();
    let kept = text.lines().filter(|line| {
        let skipped = ["--", "\\", "SET ", "SELECT pg_catalog.set_config"];
        !line.is_empty() && !skipped.iter().any(|start| line.starts_with(start))
    });
    kept.map(|line| format!("{line}\n")).collect()
}

/// Tables, rows, and what refers to them afterwards.
async fn sqlite(db: &DatabaseConnection) -> String {
    let mut text = "PRAGMA foreign_keys = OFF;\nBEGIN;\n".to_owned();
    let tables = "type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let made = format!("SELECT sql FROM sqlite_master WHERE {tables} ORDER BY rowid");
    for sql in lines(db, &made).await {
        push(&mut text, &sql, ";\n");
    }
    let names = format!("SELECT name FROM sqlite_master WHERE {tables} ORDER BY rowid");
    let mut names = lines(db, &names).await;
    names.push("sqlite_sequence".into());
    for table in names {
        let columns =
            format!("SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}')");
        let columns = lines(db, &columns).await;
        let values = columns.join(" || ',' || ");
        let rows = format!(
            "SELECT 'INSERT INTO \"{table}\" VALUES (' || {values} || ');' FROM \"{table}\""
        );
        for row in lines(db, &rows).await {
            push(&mut text, &row, "\n");
        }
    }
    let rest =
        "SELECT sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL ORDER BY rowid";
    for sql in lines(db, rest).await {
        push(&mut text, &sql, ";\n");
    }
    text + "COMMIT;\n"
}

fn push(text: &mut String, line: &str, end: &str) {
    text.push_str(line);
    text.push_str(end);
}

async fn lines(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}
