//! Transactions that do not begin, end or nest as they should: on SQLite the connection is in an
//! unknown state then, and whatever is acknowledged later must be stored all the same.

use std::sync::Arc;

use pekan::store::{Error, Store, settings};
use pekan::txn_job;
use sea_orm::{ConnectionTrait, Database as Connection, TransactionTrait};
use tokio::sync::Notify;

use crate::support::database::Database;

async fn put(store: &Store, name: &'static str) -> Result<(), Error> {
    store.write(txn_job!(|txn| settings::put(txn, name, "x").await)).await
}

async fn run(store: &Store, sql: &'static str) -> Result<(), Error> {
    store
        .write(txn_job!(|txn| txn.execute_unprepared(sql).await.map(|_| ()).map_err(Into::into)))
        .await
}

/// Whether somebody else who opens the database finds it.
async fn is_stored(db: &Database, name: &str) -> bool {
    let other = Connection::connect(&db.url).await.unwrap();
    settings::get(&other, name).await.unwrap().is_some()
}

/// What SQLite does by itself when a COMMIT fails with a full disk: the transaction is gone. The
/// savepoint is there for the job's end, so that it is the COMMIT that fails.
const ROLLED_BACK: &str = "ROLLBACK; SAVEPOINT _sqlx_savepoint_1";
/// Refers to a row that is not there, which is found out at COMMIT.
const DANGLING: &str = "PRAGMA defer_foreign_keys = ON; \
    INSERT INTO tokens (employee_id, name, token_hash, created_at, expires_at) \
    VALUES (4711, 'x', 'x', '2026-01-01', '2026-01-01')";

#[tokio::test]
async fn after_two_failed_commits_what_is_acknowledged_is_stored() {
    let db = Database::sqlite();
    let store = db.store().await;
    put(&store, "before").await.unwrap();
    run(&store, ROLLED_BACK).await.unwrap_err();
    run(&store, DANGLING).await.unwrap_err();
    put(&store, "after").await.unwrap();
    assert!(is_stored(&db, "before").await && is_stored(&db, "after").await);
}

#[tokio::test]
async fn a_commit_that_leaves_a_transaction_open_is_none() {
    let db = Database::sqlite();
    let store = db.store().await;
    let outcome = store
        .write(txn_job!(|txn| {
            settings::put(txn, "lost", "x").await?;
            std::mem::forget(TransactionTrait::begin(txn).await?);
            Ok::<(), Error>(())
        }))
        .await;
    assert_eq!((outcome.is_ok(), is_stored(&db, "lost").await), (false, false));
    // What was forgotten holds its lock for ever: later writes are told so, and do not wait for ever.
    put(&store, "after").await.unwrap_err();
    assert!(!is_stored(&db, "after").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_in_a_group_that_failed_gets_an_error_and_the_next_group_is_stored() {
    let db = Database::sqlite();
    let store = db.store().await;
    // While the first job waits, the others queue up and become one group.
    let (waits, goes_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (tell, hear) = (waits.clone(), goes_on.clone());
    let first = store.clone();
    let first = tokio::spawn(async move {
        first
            .write(txn_job!(|_txn| {
                tell.notify_one();
                hear.notified().await;
                Ok::<(), Error>(())
            }))
            .await
    });
    waits.notified().await;
    // SQLite rolls the whole transaction back by itself.
    let full = "PRAGMA max_page_count = 1; \
        INSERT INTO settings (name, value) VALUES ('large', zeroblob(1000000))";
    let group = async { tokio::join!(put(&store, "one"), run(&store, full), put(&store, "three")) };
    let release = async {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        goes_on.notify_one();
    };
    let ((one, two, three), ()) = tokio::join!(group, release);
    first.await.unwrap().unwrap();
    assert_eq!((one.is_err(), two.is_err(), three.is_err()), (true, true, true));
    assert!(!is_stored(&db, "one").await && !is_stored(&db, "three").await);
    put(&store, "after").await.unwrap();
    assert!(is_stored(&db, "after").await);
}
