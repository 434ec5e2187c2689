//! Somebody who has left is erased: nothing that named them is left in any table, and nothing else changes.

use pekan::rules::EmployeeId;
use pekan::rules::contact::Contacts;
use pekan::rules::employee::Change;
use pekan::rules::place_draft::PlaceDraft;
use pekan::rules::placement::LastChange;
use pekan::store::{Store, audit, employees, erasure};
use pekan::workflows::employees::erase::{erase_again, preview};
use pekan::workflows::employees::{add, depart, edit, erase, place, undo_last_change};
use sea_orm::{ConnectionTrait, Statement};

use super::traces::{plant, plant_settings};
use super::{DEWI, District, conflict, invalid, now, person};
use crate::assert_refused;
use crate::on_both_databases;
use crate::store::personal::{Holds, columns};
use crate::support::database::Database;
use crate::support::execute;

pub const SARI: &str = "199001012015012001";
const BUDI: &str = "198001012010011002";
/// Stands wherever words can say something of somebody.
pub const SECRET: &str = "Rahasia";
pub const TELEPHONE: &str = "0812 3456 7890";

on_both_databases!(
    nothing_that_names_them_is_left,
    who_works_here_or_will_is_not_erased,
    nothing_is_changed_of_who_was_erased,
    an_older_backup_brings_nobody_back_for_long
);

async fn nothing_that_names_them_is_left(db: Database) {
    let district = District::build(&db).await;
    let (sari, budi) = (left(&district, SARI).await, district.hire(BUDI, "DKP").await);
    let store = &district.store;
    plant(store, sari, budi, district.id(DEWI).await).await;
    plant_settings(&district).await;
    for (table, column) in columns(Holds::Words) {
        assert!(with(store, table, column).await > 0, "nothing planted in {table}.{column}");
    }
    let rows = rows_of(store, sari).await;
    assert!(rows.iter().all(|(_, count)| *count > 0), "nothing planted: {rows:?}");
    let kept = untouched(store, sari).await;
    let said = preview(store, &district.dewi, &SARI.into()).await.unwrap();
    assert_eq!(said.left, Some("2026-11-15".parse().unwrap()));
    assert_eq!((said.goes.documents, said.goes.leave, said.goes.import_rows), (1, 1, 1));
    assert_eq!((said.stays.purchases, said.stays.unreviewed), (1, 1));

    let number = erase(store, &district.dewi, SARI).await.unwrap();

    assert_eq!(number, format!("dihapus-{sari}"));
    for (table, column) in columns(Holds::Words).chain(columns(Holds::Row)) {
        assert_eq!(with(store, table, column).await, 0, "left in {table}.{column}");
    }
    for (table, count) in rows_of(store, sari).await {
        assert_eq!(count, 0, "left in {table}");
    }
    let row = employees::by_id(store.reader(), sari).await.unwrap().unwrap();
    assert_eq!((row.name.clone(), row.language), (format!("Mantan pegawai {sari}"), None));
    assert_eq!(row.erased_at, Some(now()));
    let (leave, declared) = (
        "SELECT count(*) AS n FROM exemptions WHERE reason = 'other'",
        "SELECT count(*) AS n FROM declarations WHERE reason = 'other'",
    );
    assert_eq!((count(store, leave).await, count(store, declared).await), (1, 1));
    let ended = "SELECT count(*) AS n FROM shared_parts WHERE state = 'withdrawn'";
    assert_eq!(count(store, ended).await, 2, "nobody waits for an answer of theirs");
    let chosen = store.settings().await.unwrap();
    assert_eq!((chosen.mail_test.clone(), chosen.contacts.clone()), (None, Contacts::default()));
    assert_eq!(untouched(store, sari).await, kept, "what figures rest on, and what is others'");
    audit_names_nobody(store, sari).await;
}

/// Neither before nor at the end: not the name, not the number, not the address.
async fn audit_names_nobody(store: &Store, sari: EmployeeId) {
    let entries = audit::newest(store.reader(), None, 100).await.unwrap();
    assert_eq!(entries[0].action.name(), "employee.erase");
    assert_eq!(entries[0].about_id, Some(sari));
    for entry in entries {
        for word in [SARI, &format!("Pegawai {SARI}"), SECRET, TELEPHONE, "P199001"] {
            assert!(
                !entry.details.contains(word),
                "{word} in {} {}",
                entry.action.name(),
                entry.details
            );
        }
    }
}

/// Somebody who was renamed, has moved, and left last Sunday.
async fn left(district: &District, number: &str) -> EmployeeId {
    let (store, dewi) = (&district.store, &district.dewi);
    let mut draft = person(number, "DKP");
    draft.place.position_title = Some(format!("Kepala {SECRET}"));
    let id = add(store, dewi, draft).await.unwrap().id;
    let change = Change {
        name: Some(format!("Siti {SECRET}")),
        email: Some(format!("{SECRET}@example.go.id")),
        phone: Some(TELEPHONE.into()),
        ..Change::default()
    };
    edit(store, dewi, number, change).await.unwrap();
    depart(store, dewi, number, "2026-11-15").await.unwrap();
    id
}

/// How many rows have the planted word in a column.
async fn with(store: &Store, table: &str, column: &str) -> i64 {
    // Keys of names are in lower case, numbers and telephones have no words.
    let word = match (table, column) {
        ("employees", "number") => SARI.to_lowercase(),
        ("employees", "phone") => "7890".to_owned(),
        (_, "signer_number") => SARI.to_owned(),
        _ => SECRET.to_lowercase(),
    };
    let sql = format!(
        "SELECT count(*) AS n FROM {table} WHERE lower(CAST({column} AS text)) LIKE '%{word}%'"
    );
    count(store, &sql).await
}

/// The rows of theirs that go as a whole, by table.
async fn rows_of(store: &Store, id: EmployeeId) -> Vec<(&'static str, i64)> {
    let mut tables: Vec<_> = columns(Holds::Row).map(|(table, _)| table).collect();
    tables.dedup();
    let mut found = Vec::new();
    for table in tables {
        let theirs = match table {
            "openings" => format!("owner_id = {id}"),
            "import_changes" => format!("record_id = {id} AND import_id = 1"),
            "import_mappings" => format!("saved_by = {id} AND only_theirs"),
            _ => format!("employee_id = {id}"),
        };
        let sql = format!("SELECT count(*) AS n FROM {table} WHERE {theirs}");
        found.push((table, count(store, &sql).await));
    }
    found
}

/// What must be the same after it: sums, days, and whatever is somebody else's.
async fn untouched(store: &Store, id: EmployeeId) -> Vec<i64> {
    let mut found = Vec::new();
    for sql in [
        "SELECT CAST(sum(amount) AS bigint) AS n FROM purchases".to_owned(),
        "SELECT count(*) AS n FROM purchases WHERE description = 'sayur'".to_owned(),
        format!(
            "SELECT count(*) AS n FROM purchases WHERE employee_id = {id} AND state = 'recorded'"
        ),
        "SELECT count(*) AS n FROM receipts".to_owned(),
        "SELECT count(*) AS n FROM receipts WHERE file_removed_at IS NULL AND stored_sha256 = 'd'"
            .to_owned(),
        format!(
            "SELECT count(*) AS n FROM exemptions WHERE employee_id = {id} AND from_on = '2026-11-03'"
        ),
        format!("SELECT count(*) AS n FROM placements WHERE employee_id = {id}"),
        "SELECT count(*) AS n FROM openings WHERE record_id = 2".to_owned(),
        "SELECT count(*) AS n FROM import_changes WHERE after <> 'Rahasia'".to_owned(),
        "SELECT count(*) AS n FROM import_mappings WHERE NOT only_theirs".to_owned(),
        "SELECT count(*) AS n FROM mails".to_owned(),
        "SELECT count(*) AS n FROM sellers".to_owned(),
    ] {
        found.push(count(store, &sql).await);
    }
    found
}

async fn count(store: &Store, sql: &str) -> i64 {
    let db = store.reader();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    row.unwrap().unwrap().try_get("", "n").unwrap()
}

async fn who_works_here_or_will_is_not_erased(db: Database) {
    let district = District::build(&db).await;
    let (store, dewi) = (&district.store, &district.dewi);
    district.hire(SARI, "DKP").await;
    assert_eq!(conflict(erase(store, dewi, SARI).await), ": still-employed");
    // Until the last day is over.
    depart(store, dewi, SARI, "2026-11-20").await.unwrap();
    assert_eq!(conflict(preview(store, dewi, &SARI.into()).await), ": still-employed");
    assert_eq!(conflict(erase(store, dewi, DEWI).await), ": still-employed");
    assert_refused!(erase(store, dewi, "nobody").await, NotFound);
    let oki = district.hire(BUDI, "DKP").await;
    assert!(oki > EmployeeId::NONE);
    district.appoint(BUDI, "operator", Some("DKP")).await;
    assert_refused!(erase(store, &district.by(BUDI).await, SARI).await, Forbidden);
}

async fn nothing_is_changed_of_who_was_erased(db: Database) {
    let district = District::build(&db).await;
    let (store, dewi) = (&district.store, &district.dewi);
    left(&district, SARI).await;
    let number = erase(store, dewi, SARI).await.unwrap();
    let named = Change { name: Some("Siti".into()), ..Change::default() };
    assert_refused!(edit(store, dewi, &number, named).await, NotFound);
    let back = PlaceDraft { from: "2026-12-01".into(), ..PlaceDraft::default() };
    assert_refused!(place(store, dewi, &number, back).await, NotFound);
    let stays = LastChange::Departure;
    let undone = undo_last_change::undo_last_change(store, dewi, &number, stays).await;
    assert_refused!(undone, NotFound);
    assert_refused!(erase(store, dewi, &number).await, NotFound);
    // Nobody is given such a number, and the one that they had is free.
    assert_eq!(
        invalid(add(store, dewi, person(&number, "DKP")).await),
        ["number: number-unusable"]
    );
    add(store, dewi, person(SARI, "DKP")).await.unwrap();
}

async fn an_older_backup_brings_nobody_back_for_long(db: Database) {
    let district = District::build(&db).await;
    let (store, dewi) = (&district.store, &district.dewi);
    let sari = left(&district, SARI).await;
    erase(store, dewi, SARI).await.unwrap();
    let listed = erasure::erased(store.reader()).await.unwrap();
    assert_eq!(listed, [(sari, now())]);
    // As a restored backup has them.
    execute(
        store,
        &format!(
            "UPDATE employees SET erased_at = NULL, number = '{SARI}', name = 'Siti', \
        email = 'siti@example.go.id' WHERE id = {sari}"
        ),
    )
    .await;
    assert!(erase_again(store, dewi, sari).await.unwrap());
    assert!(!erase_again(store, dewi, sari).await.unwrap());
    assert!(employees::by_number(store.reader(), SARI).await.unwrap().is_none());
}
