//! Writes that stand in each other's way: nobody waits without end, and pages go on.

use std::time::{Duration, Instant};

use futures::future::join_all;
use pekan::store::{Error, Store, settings};
use pekan::txn_job;
use sea_orm::{ConnectionTrait, Database as Connection, DatabaseTransaction, TransactionTrait};
use tokio::time::sleep;

use crate::support::database::Database;

/// What a client waits at the most for the word that the database is busy.
const SOON: Duration = Duration::from_secs(6);

async fn put(store: &Store, name: &str) -> Result<(), Error> {
    let name = name.to_owned();
    store.write(txn_job!(|txn| settings::put(txn, &name, "x").await)).await
}

/// Another process that is in the middle of a write.
async fn locking(db: &Database, sql: &str) -> DatabaseTransaction {
    let other = Connection::connect(&db.url).await.unwrap();
    let held = other.begin().await.unwrap();
    held.execute_unprepared(sql).await.unwrap();
    held
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_on_a_locked_sqlite_is_answered_before_six_seconds_whenever_it_came() {
    let db = Database::sqlite();
    let store = db.store().await;
    let held = locking(&db, "INSERT INTO settings (name, value) VALUES ('held', 'x')").await;
    // The later ones wait behind a group that waits for the lock itself.
    let writes = (0..4).map(|second| {
        let store = store.clone();
        tokio::spawn(async move {
            sleep(Duration::from_secs(second)).await;
            let begun = Instant::now();
            (put(&store, &format!("n{second}")).await, begun.elapsed())
        })
    });
    for written in join_all(writes).await {
        let (outcome, waited) = written.unwrap();
        assert!(matches!(outcome, Err(Error::Busy(_))), "{outcome:?}");
        assert!(waited < SOON, "{waited:?}");
    }
    held.rollback().await.unwrap();
    put(&store, "after").await.unwrap();
    // What was answered "busy" is not stored later all the same.
    for second in 0..4 {
        let stored = settings::get(store.reader(), &format!("n{second}")).await.unwrap();
        assert_eq!(stored, None, "{second}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_write_on_sqlite_keeps_nobody_waiting_without_end_but_who_is_patient() {
    let db = Database::sqlite();
    let store = db.store().await;
    let long = store.clone();
    let long = tokio::spawn(async move {
        long.write(txn_job!(|txn| {
            settings::put(txn, "long", "x").await?;
            sleep(Duration::from_secs(8)).await;
            Ok::<_, Error>(())
        }))
        .await
    });
    sleep(Duration::from_millis(200)).await;
    let patient = store.patient();
    let patient = tokio::spawn(async move { put(&patient, "patient").await });
    let begun = Instant::now();
    assert!(matches!(put(&store, "short").await, Err(Error::Busy(_))));
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    long.await.unwrap().unwrap();
    patient.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_table_of_postgres_makes_writers_busy_and_no_reader_wait() {
    let db = Database::postgres().await;
    let store = db.store().await;
    let held = locking(&db, "LOCK TABLE settings IN SHARE ROW EXCLUSIVE MODE").await;
    let writers: Vec<_> = (0..40)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move { put(&store, &format!("n{n}")).await })
        })
        .collect();
    sleep(Duration::from_secs(1)).await;
    for _ in 0..20 {
        let begun = Instant::now();
        settings::get(store.reader(), "n0").await.unwrap();
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    }
    for written in join_all(writers).await {
        let outcome = written.unwrap();
        assert!(matches!(outcome, Err(Error::Busy(_))), "{outcome:?}");
    }
    held.rollback().await.unwrap();
    put(&store, "after").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_transactions_that_wait_for_each_other_both_are_stored() {
    let db = Database::postgres().await;
    let store = db.store().await;
    put(&store, "a").await.unwrap();
    put(&store, "b").await.unwrap();
    let both = [("a", "b"), ("b", "a")].map(|(first, second)| {
        let store = store.clone();
        tokio::spawn(async move {
            store
                .write(txn_job!(|txn| {
                    settings::put(txn, first, second).await?;
                    sleep(Duration::from_millis(500)).await;
                    settings::put(txn, second, first).await
                }))
                .await
        })
    });
    for written in join_all(both).await {
        written.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_of_postgres_cannot_write() {
    let db = Database::postgres().await;
    let store = db.store().await;
    let sql = "INSERT INTO settings (name, value) VALUES ('a', 'b')";
    let refused = Error::from(store.reader().execute_unprepared(sql).await.unwrap_err());
    assert!(matches!(refused, Error::Busy(_)), "{refused:?}");
    assert_eq!(settings::get(store.reader(), "a").await.unwrap(), None);
}
