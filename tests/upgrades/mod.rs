//! Databases of earlier schemas, kept as SQL text with a bit of everything, are brought up to date.
//!
//! `bin/keep-schema` adds one of today's schema; what is kept is never edited.

mod keep;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use pekan::files::Storage;
use pekan::rules::Summary;
use pekan::standing::hung;
use pekan::store::contents::{self, Look};
use pekan::store::{Error, Store, closed_offices, closed_sums, closings, totals};
use pekan::txn_job;
use pekan::workflows::purchases::compare_photos::compare_photos;
use sea_orm::{ConnectionTrait, Database as Connection, DbBackend, Statement};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::execute;
use crate::support::photo::jpeg;
use crate::support::town::Who::{Dewi, Sari};
use crate::support::town::{NOW, Town};

on_both_databases!(
    every_kept_schema_is_upgraded_with_all_that_it_holds,
    receipts_that_are_made_anew_keep_all_that_refers_to_them
);

/// What no step may lose a row of.
const STAYS: [&str; 8] = [
    "employees",
    "placements",
    "purchases",
    "receipts",
    "exemptions",
    "closed_results",
    "amendments",
    "audit",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upgrades")
}

/// The kept texts for a database, the oldest first.
fn kept(db: &Database) -> Vec<PathBuf> {
    let ending = if db.is_postgres() { ".postgres.sql" } else { ".sqlite.sql" };
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut kept: Vec<_> =
        files.filter(|file| file.to_str().is_some_and(|name| name.ends_with(ending))).collect();
    kept.sort();
    kept
}

async fn another(db: &Database) -> Database {
    let other = if db.is_postgres() { Database::postgres().await } else { Database::sqlite() };
    other.emptied().await
}

async fn every_kept_schema_is_upgraded_with_all_that_it_holds(db: Database) {
    let fresh = db.store().await;
    let newest = contents::of(fresh.reader()).await.unwrap().schema;
    let kept = kept(&db);
    assert!(!kept.is_empty());
    for file in kept {
        let name = file.display();
        let place = another(&db).await;
        let mut url = place.url.clone();
        if !place.is_postgres() {
            url.push_str("?mode=rwc");
        }
        let connection = Connection::connect(&url).await.unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        connection
            .execute_unprepared(&text)
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        connection.close().await.unwrap();
        let before = contents::of(&contents::connect(&place.url).await.unwrap()).await.unwrap();
        assert!(name.to_string().contains(&before.schema[10..16]), "{name}: {}", before.schema);

        let store = place.store().await;
        let after = contents::of(store.reader()).await.unwrap();
        assert_eq!(after.schema, newest, "{name}");
        for table in STAYS {
            assert!(before.rows[table] > 0, "{name}: no {table}");
            assert_eq!(after.rows[table], before.rows[table], "{name}: {table}");
        }
        let damage = contents::damage(store.reader(), Look::Whole).await.unwrap();
        assert!(damage.is_empty(), "{name}: {damage:?}");
        assert!(totals::differences(store.reader()).await.unwrap().is_empty(), "{name}");
        every_closed_office_has_its_sum(&store).await;
        assert_eq!(columns(&store).await, columns(&fresh).await, "{name}: another schema");
        people_go_on(place, store).await;
    }
}

/// What each office came to with all that hung below it is filled for periods that were closed before it was kept.
async fn every_closed_office_has_its_sum(store: &Store) {
    let (db, rulebook) = (store.reader(), store.rulebook().await.unwrap());
    let closings = closings::all(db).await.unwrap();
    assert!(!closings.is_empty());
    for period in closings.iter().map(closings::Closing::period) {
        let own = closed_offices::of(db, &period).await.unwrap();
        let tree = hung::as_of(&rulebook.offices, &own);
        let sums = closed_sums::of_periods(db, &[period]).await.unwrap();
        assert_eq!(sums.len(), own.len(), "{period}");
        for sum in sums {
            let below = tree.subtree(sum.office_id);
            let rows = || own.iter().filter(|row| below.contains(&row.office_id));
            let mut expected = Summary::default();
            rows().for_each(|row| expected.add(&row.summary()));
            assert_eq!(sum.summary(), expected, "{period}");
            assert_eq!(sum.amendment, rows().filter_map(|row| row.amendment).max(), "{period}");
        }
    }
}

/// Names of everything in the database that is made with a table, and of what stands beside tables.
async fn objects(store: &Store) -> Vec<String> {
    let sql = match store.reader().get_database_backend() {
        DbBackend::Sqlite => "SELECT type || ' ' || name AS name FROM sqlite_master ORDER BY 1",
        _ => {
            "SELECT 'index ' || indexname::text AS name FROM pg_indexes
             UNION SELECT 'trigger ' || tgname::text FROM pg_trigger ORDER BY 1"
        }
    };
    let backend = store.reader().get_database_backend();
    let rows = store.reader().query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "name").unwrap()).collect()
}

/// Step 126 makes the table anew on SQLite, where photos that were compared refer to it.
async fn receipts_that_are_made_anew_keep_all_that_refers_to_them(db: Database) {
    let town = Town::build(db).await;
    for seed in 1..=3 {
        let (key, photo) = (format!("r{seed}"), jpeg(64, 64, seed));
        let form = crate::web::fields(&key, &[("confirm", "1")]);
        town.upload(Sari, "/belanja", &form, &[("receipt", "a.jpg", &photo)]).await.is(303);
    }
    let storage = Storage::open(town.db.dir.path()).unwrap();
    compare_photos(&town.store, &storage, NOW.parse().unwrap(), || true).await.unwrap();
    for sql in [
        "INSERT INTO alike_receipts (receipt_id, earlier_id, distance) VALUES (2, 1, 3)",
        // An id that was given once is not given again.
        "DELETE FROM receipts WHERE id = 3",
    ] {
        execute(&town.store, sql).await;
    }
    let before = (contents::of(town.store.reader()).await.unwrap(), objects(&town.store).await);
    assert_eq!((before.0.rows["likenesses"], before.0.rows["alike_receipts"]), (2, 1));
    let again = "DELETE FROM seaql_migrations WHERE version LIKE '%_000126_%'";
    execute(&town.store, again).await;
    town.store.close().await;

    let store = town.db.store().await;
    let after = (contents::of(store.reader()).await.unwrap(), objects(&store).await);
    assert_eq!(after.0.rows, before.0.rows);
    assert_eq!(after.1, before.1, "an index or a trigger is gone");
    let damage = contents::damage(store.reader(), Look::Whole).await.unwrap();
    assert!(damage.is_empty(), "{damage:?}");
    let moved = store.write::<_, Error, _>(txn_job!(|txn| {
        let sql = "UPDATE receipts SET purchase_id = NULL WHERE id = 1";
        Ok(txn.execute_unprepared(sql).await?)
    }));
    assert!(moved.await.unwrap_err().to_string().contains("stays with its purchase"));
    execute(
        &store,
        "INSERT INTO receipts (employee_id, uploaded_by, upload_sha256, stored_sha256, media_type, bytes,
            created_at) SELECT employee_id, uploaded_by, 'u', 's', 'application/octet-stream', 9, created_at
            FROM receipts WHERE id = 1",
    )
    .await;
    let newest = "SELECT max(id) AS id FROM receipts";
    let newest = Statement::from_string(store.reader().get_database_backend(), newest);
    let newest = store.reader().query_one_raw(newest).await.unwrap().unwrap();
    assert_eq!(newest.try_get::<i64>("", "id").unwrap(), 4);
}

/// Whoever was signed in still is, and sees their own.
async fn people_go_on(db: Database, store: Store) {
    let client = Town::client(&db, &store, NOW.parse().unwrap(), None).await;
    let town = Town { client, store, db, people: HashMap::new() };
    for path in ["/", "/pengecualian", "/akun"] {
        town.get(Sari, path).await.is(200);
    }
    for path in
        ["/admin", "/admin/periode/2026-W46", "/admin/impor", "/admin/audit", "/admin/surel"]
    {
        town.get(Dewi, path).await.is(200);
    }
    let purchase = serde_json::json!({ "purchased_on": "2026-11-20", "amount": 12_345,
        "channel": "in_person", "seller": { "name": "Warung Baru" }, "evidence": "no_receipt" });
    let key = [("Idempotency-Key", "after-the-upgrade")];
    let post = rocket::http::Method::Post;
    town.api_with(Sari, post, "/purchases", Some(purchase), &key).await.is(201);
}

/// Each column of each table, with its type and whether it may be empty.
async fn columns(store: &Store) -> BTreeMap<(String, String), (String, bool)> {
    let db = store.reader();
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT m.name AS owner, c.name AS name, lower(c.type) AS kind,
                c.\"notnull\" = 0 AS empty
            FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
        }
        _ => {
            "SELECT table_name::text AS owner, column_name::text AS name, data_type::text AS kind,
                is_nullable = 'YES' AS empty
            FROM information_schema.columns WHERE table_schema = current_schema()"
        }
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql));
    let text = |row: &sea_orm::QueryResult, name| row.try_get::<String>("", name).unwrap();
    let columns = rows.await.unwrap().into_iter().map(|row| {
        let empty: bool = row.try_get("", "empty").unwrap();
        ((text(&row, "owner"), text(&row, "name")), (text(&row, "kind"), empty))
    });
    columns.collect()
}
