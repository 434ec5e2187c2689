use pekan::store::{Error, Store, settings};
use pekan::txn_job;

use crate::on_both_databases;
use crate::support::database::Database;

async fn put(store: &Store, name: String, fail: bool) -> Result<(), Error> {
    store
        .write(txn_job!(|txn| {
            settings::put(txn, &name, "x").await?;
            if fail { Err(Error::Unique("no".into())) } else { Ok(()) }
        }))
        .await
}

on_both_databases!(
    a_write_that_fails_leaves_nothing_and_spoils_no_other,
    a_panic_in_a_write_is_the_writers_alone,
    two_processes_may_start_at_once
);

async fn a_write_that_fails_leaves_nothing_and_spoils_no_other(db: Database) {
    let store = db.store().await;
    let writes = (0..60).map(|i| {
        let store = store.clone();
        tokio::spawn(async move { put(&store, format!("n{i}"), i % 3 == 0).await })
    });
    let outcomes = futures::future::join_all(writes).await;
    for (i, outcome) in outcomes.into_iter().enumerate() {
        let kept = settings::get(store.reader(), &format!("n{i}")).await.unwrap().is_some();
        assert_eq!((outcome.unwrap().is_ok(), kept), (i % 3 != 0, i % 3 != 0), "{i}");
    }
}

async fn a_panic_in_a_write_is_the_writers_alone(db: Database) {
    let store = db.store().await;
    let panicking = store.clone();
    let outcome = tokio::spawn(async move {
        panicking
            .write(txn_job!(|txn| {
                settings::put(txn, "gone", "x").await?;
                assert!(settings::get(txn, "gone").await?.is_none(), "as meant");
                Ok::<(), Error>(())
            }))
            .await
    });
    assert!(!matches!(outcome.await, Ok(Ok(()))));
    put(&store, "after".into(), false).await.unwrap();
    assert_eq!(settings::get(store.reader(), "gone").await.unwrap(), None);
}

async fn two_processes_may_start_at_once(db: Database) {
    let db = db.emptied().await;
    let (one, two) = tokio::join!(Store::open(&db.url), Store::open(&db.url));
    put(&one.unwrap(), "one".into(), false).await.unwrap();
    put(&two.unwrap(), "two".into(), false).await.unwrap();
}

#[tokio::test]
async fn readers_on_sqlite_cannot_write() {
    use sea_orm::ConnectionTrait;
    let db = crate::support::database::Database::sqlite();
    let store = db.store().await;
    let written = store.reader().execute_unprepared("INSERT INTO settings VALUES ('a', 'b')").await;
    assert!(written.unwrap_err().to_string().contains("readonly"));
}
