//! `pekan copy-to`: a district that has lived moves from SQLite to PostgreSQL, and nothing of it changes.

use std::path::Path;
use std::process::{Command, Output};

use chrono::{DateTime, Utc};
use pekan::demo::Plan;
use pekan::files::Storage;
use pekan::store::contents;
use pekan::store::copy::Copy;
use sea_orm::{ConnectionTrait, Database as Connection, DbBackend, Statement};

use crate::support::database::Database;
use crate::support::lived;
use crate::support::town::NOW;

/// Long enough for closed weeks and months, and amendments among them.
const SMALL: Plan = Plan { people: 60, weeks: 14, photos: 2 };

fn pekan(folder: &Path, url: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pekan"));
    command.args(arguments).env("PEKAN_DATA_DIR", folder);
    command.env("PEKAN_DATABASE_URL", url).env("PEKAN_NOW", NOW);
    command.env_remove("PEKAN_BASE_URL").env_remove("PEKAN_SMTP_URL");
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (status.code(), text(&stdout) + &text(&stderr))
}

async fn emptied() -> Database {
    Database::postgres().await.emptied().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_district_moves_with_all_that_it_has() {
    let (from, to) = (Database::sqlite(), emptied().await);
    let (store, now) = (from.store().await, NOW.parse::<DateTime<Utc>>().unwrap());
    let storage = Storage::open(from.dir.path()).unwrap();
    lived::fill(&store, &storage, SMALL, now).await;
    let folder = from.dir.path();
    let (code, said) = pekan(folder, &from.url, &["copy-to", &to.url]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("the same figures of"), "{said}");

    let there = to.store().await;
    let rows = contents::of(store.reader()).await.unwrap();
    assert_eq!(contents::of(there.reader()).await.unwrap(), rows);
    assert!(rows.rows["closed_results"] > 0 && rows.rows["amendments"] > 0, "{rows:?}");
    numbers_go_on(there.reader()).await;
    // The receipts stay where they are: beside them all is whole, on the new database.
    let (_, said) = pekan(folder, &to.url, &["verify"]);
    assert!(said.contains("everything is whole"), "{said}");

    let (code, said) = pekan(folder, &from.url, &["copy-to", &to.url]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("the target is not empty"), "{said}");
    for target in ["sqlite://x.db", "mysql://x"] {
        assert_eq!(pekan(folder, &from.url, &["copy-to", target]).0, Some(1), "{target}");
    }
}

/// The next number of each table is one that was never given.
async fn numbers_go_on(db: &impl ConnectionTrait) {
    let statement = |sql: &str| Statement::from_string(DbBackend::Postgres, sql);
    let tables = "SELECT table_name::text AS name FROM information_schema.columns
        WHERE table_schema = current_schema() AND is_identity = 'YES' AND column_name = 'id'";
    let tables = db.query_all_raw(statement(tables)).await.unwrap();
    assert!(tables.len() > 15, "{}", tables.len());
    for table in tables {
        let table: String = table.try_get("", "name").unwrap();
        let numbers = format!(
            "SELECT coalesce((SELECT max(id) FROM \"{table}\"), 0) AS highest, s.last_value AS last
            FROM pg_sequences s WHERE format('%I.%I', s.schemaname, s.sequencename)
                = format('%I.%I', current_schema(), split_part(replace(
                    pg_get_serial_sequence('\"{table}\"', 'id'), '\"', ''), '.', 2))"
        );
        let row = db.query_one_raw(statement(&numbers)).await.unwrap().unwrap();
        let highest: i64 = row.try_get("", "highest").unwrap();
        let last: Option<i64> = row.try_get("", "last").unwrap();
        assert!(last.unwrap_or(0) >= highest, "{table}: {last:?} below {highest}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_moved_leaves_the_target_empty() {
    let (from, to) = (Database::sqlite(), emptied().await);
    let damaged = Connection::connect(&from.url).await.unwrap();
    // A reference that leads nowhere, as only damage makes one.
    let damage = "PRAGMA foreign_keys = OFF;
        INSERT INTO offices (id, code, name, kind, parent_id, time_zone)
            VALUES (7, 'X', 'X', 'office', 99, 'Asia/Jakarta')";
    damaged.execute_unprepared(damage).await.unwrap();
    let copy = Copy::begin(&from.url, &to.url).await.unwrap().unwrap();
    let refused = copy.run(&|_, _| {}).await.unwrap_err().to_string();
    assert!(refused.contains("parent_id"), "{refused}");
    drop(copy);
    let target = contents::connect(&to.url).await.unwrap();
    assert!(contents::is_empty(&target).await.unwrap());
}
