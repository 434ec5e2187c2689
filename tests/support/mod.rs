//! What the tests share.

pub mod addresses;
pub mod browser;
pub mod database;
pub mod dice;
pub mod district;
pub mod forms;
pub mod lived;
pub mod mail;
pub mod observed;
pub mod paper;
pub mod photo;
pub mod provider;
pub mod push;
pub mod recap_files;
pub mod served;
pub mod smtp;
pub mod staff;
pub mod tables;
pub mod town;

use chrono::{DateTime, Utc};
use pekan::clock::Clock;
use pekan::rules::{EmployeeId, PurchaseId, Viewer};
use pekan::store::{Error, Store, purchases};
use pekan::txn_job;
use pekan::workflows::Warrant;
use sea_orm::{ConnectionTrait, DbBackend};

/// Somebody who is believed, with these roles, at an instant.
pub fn warrant(viewer: &Viewer, now: DateTime<Utc>) -> Warrant {
    Warrant::proved(viewer.clone(), Clock::At(now))
}

/// A purchase as it is now, as whoever decides about it has just seen it.
pub async fn seen(store: &Store, id: PurchaseId) -> (PurchaseId, i32) {
    let found = purchases::by_id(store.reader(), id).await.unwrap();
    (id, found.map_or(0, |row| row.version))
}

/// The same, for what an owner may do without a word about it.
pub async fn void_seen(store: &Store, id: PurchaseId) -> (PurchaseId, Option<i32>) {
    let (id, version) = seen(store, id).await;
    (id, Some(version))
}

/// Somebody without a role.
pub fn own_warrant(employee: EmployeeId, now: DateTime<Utc>) -> Warrant {
    warrant(&Viewer { employee, roles: Vec::new() }, now)
}

/// Writes what no workflow writes; `$instant` is the type of instants.
pub async fn execute(store: &Store, sql: &str) {
    let instant = match store.reader().get_database_backend() {
        DbBackend::Postgres => "timestamptz",
        _ => "text",
    };
    let sql = sql.replace("$instant", instant);
    let ran = store.write::<_, Error, _>(txn_job!(|txn| {
        txn.execute_unprepared(&sql).await?;
        Ok(())
    }));
    ran.await.unwrap();
}
