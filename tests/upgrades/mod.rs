//! Databases of earlier schemas, kept as SQL text with a bit of everything, are brought up to date.
//!
//! `bin/keep-schema` adds one of today's schema; what is kept is never edited.

mod keep;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use pekan::store::contents::{self, Look};
use pekan::store::{Store, totals};
use sea_orm::{ConnectionTrait, Database as Connection, DbBackend, Statement};

use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::town::Who::{Dewi, Sari};
use crate::support::town::{NOW, Town};

on_both_databases!(every_kept_schema_is_upgraded_with_all_that_it_holds);

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
        assert_eq!(columns(&store).await, columns(&fresh).await, "{name}: another schema");
        people_go_on(place, store).await;
    }
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
