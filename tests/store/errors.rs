//! What the database's own errors are called: each is made by a real database.

use pekan::store::{Error, Store, settings};
use pekan::txn_job;
use sea_orm::{ConnectionTrait, Database as Connection};

use crate::on_both_databases;
use crate::support::database::Database;

/// Runs SQL in a write of its own and gives its error.
async fn failing(store: &Store, sql: &'static str) -> Error {
    let outcome: Result<(), Error> = store
        .write(txn_job!(|txn| {
            txn.execute_unprepared(sql).await?;
            Ok(())
        }))
        .await;
    outcome.expect_err(sql)
}

const TWICE: &str = "INSERT INTO settings (name, value) VALUES ('x', 'x'), ('x', 'x')";
const DANGLING: &str = "INSERT INTO tokens (employee_id, name, token_hash, created_at, expires_at) \
    VALUES (4711, 'x', 'x', '2026-01-01', '2026-01-01')";

on_both_databases!(what_a_constraint_forbids_is_known_by_its_kind);

async fn what_a_constraint_forbids_is_known_by_its_kind(db: Database) {
    let store = db.store().await;
    let twice = failing(&store, TWICE).await;
    assert!(
        matches!(&twice, Error::Unique(constraint) if constraint.contains("settings")),
        "{twice:?}"
    );
    let dangling = failing(&store, DANGLING).await;
    assert!(matches!(dangling, Error::Referenced(_)), "{dangling:?}");
    let misspelt = failing(&store, "SELEKT 1").await;
    assert!(matches!(misspelt, Error::Other(_)), "{misspelt:?}");
}

#[tokio::test]
async fn a_locked_sqlite_is_busy() {
    let db = Database::sqlite();
    let store = db.store().await;
    let other = Connection::connect(&db.url).await.unwrap();
    let held = sea_orm::TransactionTrait::begin(&other).await.unwrap();
    held.execute_unprepared("INSERT INTO settings (name, value) VALUES ('x', 'x')").await.unwrap();
    let locked = failing(&store, "SELECT 1").await;
    assert!(matches!(locked, Error::Busy(_)), "{locked:?}");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_corrupt_and_one_that_cannot_be_opened_is_busy() {
    let db = Database::sqlite();
    let path = db.dir.path().join("pekan.db");
    std::fs::write(&path, "no database at all, but some words of text".repeat(100)).unwrap();
    let text = Store::open(&db.url).await.err().unwrap();
    assert!(matches!(text, Error::Corrupt(_)), "{text:?}");
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    let folder = Store::open(&db.url).await.err().unwrap();
    assert!(matches!(folder, Error::Busy(_)), "{folder:?}");
}

#[tokio::test]
async fn a_full_sqlite_is_full() {
    let db = Database::sqlite();
    let other = Connection::connect(format!("{}?mode=rwc", db.url)).await.unwrap();
    let full = "PRAGMA max_page_count = 1; CREATE TABLE a (x); \
        INSERT INTO a VALUES (zeroblob(1000000))";
    let full = Error::from(other.execute_unprepared(full).await.unwrap_err());
    assert!(matches!(full, Error::Full(_)), "{full:?}");
}

#[tokio::test]
async fn a_postgres_that_cannot_serve_is_busy() {
    let nobody = Store::open("postgres://pekan@127.0.0.1:1/pekan").await.err().unwrap();
    assert!(matches!(nobody, Error::Busy(_)), "{nobody:?}");
    let db = Database::postgres().await;
    let store = db.store().await;
    let killed = failing(&store, "SELECT pg_terminate_backend(pg_backend_pid())").await;
    assert!(matches!(killed, Error::Busy(_)), "{killed:?}");
    let other = Connection::connect(&db.url).await.unwrap();
    let held = sea_orm::TransactionTrait::begin(&other).await.unwrap();
    held.execute_unprepared("LOCK TABLE settings").await.unwrap();
    let locked = failing(&store, "SET LOCAL lock_timeout = 50; LOCK TABLE settings").await;
    assert!(matches!(locked, Error::Busy(_)), "{locked:?}");
    let slow = failing(&store, "SET LOCAL statement_timeout = 50; SELECT pg_sleep(5)").await;
    assert!(matches!(slow, Error::Busy(_)), "{slow:?}");
    let damaged = "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = 'XX001'; END $$";
    let damaged = failing(&store, damaged).await;
    assert!(matches!(damaged, Error::Corrupt(_)), "{damaged:?}");
    let full = "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '53100'; END $$";
    let full = failing(&store, full).await;
    assert!(matches!(full, Error::Full(_)), "{full:?}");
}

#[tokio::test]
async fn postgres_refuses_nul_for_a_reason_of_its_own() {
    let db = Database::postgres().await;
    let store = db.store().await;
    let outcome = store.write(txn_job!(|txn| settings::put(txn, "a\0b", "x").await)).await;
    assert!(matches!(outcome, Err(Error::Other(_))), "{outcome:?}");
}

/// PostgreSQL answers the COMMIT of a transaction in which something failed as if it had been one.
#[tokio::test]
async fn a_write_that_swallows_a_failure_is_not_acknowledged_by_postgres() {
    let db = Database::postgres().await;
    let store = db.store().await;
    let outcome: Result<(), Error> = store
        .write(txn_job!(|txn| {
            settings::put(txn, "lost", "x").await?;
            let _ = txn.execute_unprepared(TWICE).await;
            Ok(())
        }))
        .await;
    assert!(outcome.is_err());
    assert_eq!(settings::get(store.reader(), "lost").await.unwrap(), None);
}
