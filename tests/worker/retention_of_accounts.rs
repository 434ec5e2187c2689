//! What is kept to reach people and to let them in ends after they have left; and so do rows of imported tables
//! and browsers that nobody uses. Figures stay.

use pekan::rules::{EmployeeId, ImportId, Problem};
use pekan::store::{employees, imports, placements};
use pekan::workflows::settings::apply_retention::{Purged, apply_retention};
use pekan::workflows::settings::change::{Change, change};
use pekan::workflows::{Warrant, WorkflowError};

use super::retention::is_said_before;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::execute;

const NOW: &str = "2026-11-20T02:00:00Z";

on_both_databases!(
    accounts_of_leavers_go_and_their_figures_stay,
    an_import_is_not_undone_once_its_rows_are_gone,
    browsers_that_nobody_uses_are_forgotten,
    a_shorter_span_says_what_it_removes
);

/// Somebody with an account, whose last day this was.
async fn left(district: &District, name: &str, last_day: Option<&str>) -> EmployeeId {
    let id = district.employee(name, district.health).await;
    let login = name.to_lowercase();
    let account = format!(
        "UPDATE employees SET email = '{login}@example.go.id', phone = '0812{id}', login = '{login}',
            password_hash = 'hash', language = 'id' WHERE id = {id}"
    );
    execute(&district.store, &account).await;
    if let Some(day) = last_day {
        let ended = format!("UPDATE placements SET to_on = '{day}' WHERE employee_id = {id}");
        execute(&district.store, &ended).await;
    }
    id
}

async fn keep(district: &District, wanted: Change) {
    change(&district.store, &Warrant::system(at(NOW)), wanted).await.unwrap();
}

async fn accounts_of_leavers_go_and_their_figures_stay(db: Database) {
    let district = District::new(&db).await;
    let old = left(&district, "Sri", Some("2025-11-19")).await;
    let new = left(&district, "Budi", Some("2025-11-20")).await;
    let here = left(&district, "Joko", None).await;
    let wanted = Change { leavers_months: Some("12".into()), confirm: true, ..Change::default() };
    keep(&district, wanted).await;
    let done = apply_retention(&district.store, at(NOW), || true).await.unwrap();
    assert_eq!(done, Purged { leavers: 1, ..Purged::default() });
    let reader = district.store.reader();
    let gone = employees::by_id(reader, old).await.unwrap().unwrap();
    assert_eq!((gone.email, gone.phone, gone.login), (None, None, None));
    assert_eq!((gone.password_hash, gone.language), (None, None));
    assert_eq!((gone.name.as_str(), gone.erased_at), ("Sri", None));
    assert_eq!(placements::of(reader, old).await.unwrap().len(), 1);
    for id in [new, here] {
        let there = employees::by_id(reader, id).await.unwrap().unwrap();
        assert!(there.email.is_some() && there.password_hash.is_some(), "{}", there.name);
    }
    let again = apply_retention(&district.store, at(NOW), || true).await.unwrap();
    assert_eq!(again, Purged::default());
}

/// Two imports, an old one and a new one, with two rows each.
async fn imported(district: &District) {
    for (id, day) in [(1, "2025-11-19"), (2, "2025-11-20")] {
        let import = format!(
            "INSERT INTO imports (kind, imported_at, row_count, created, changed)
                VALUES ('offices', CAST('{day}T00:00:00+00:00' AS $instant), 2, 2, 0)"
        );
        execute(&district.store, &import).await;
        let rows = format!(
            "INSERT INTO import_changes (import_id, sheet_row, record_id, after)
                VALUES ({id}, 2, 1, 'x'), ({id}, 3, 2, 'x')"
        );
        execute(&district.store, &rows).await;
    }
}

async fn an_import_is_not_undone_once_its_rows_are_gone(db: Database) {
    let district = District::new(&db).await;
    imported(&district).await;
    let wanted = Change { imports_months: Some("12".into()), confirm: true, ..Change::default() };
    keep(&district, wanted).await;
    let done = apply_retention(&district.store, at(NOW), || true).await.unwrap();
    assert_eq!(done, Purged { imports: 2, ..Purged::default() });
    let reader = district.store.reader();
    assert!(imports::changes(reader, ImportId(1)).await.unwrap().is_empty());
    assert_eq!(imports::changes(reader, ImportId(2)).await.unwrap().len(), 2);
    let warrant = Warrant::system(at(NOW));
    let undone = pekan::workflows::imports::undo(&district.store, &warrant, ImportId(1)).await;
    let Err(WorkflowError::Conflict(problem)) = undone else { panic!("{undone:?}") };
    assert_eq!(problem, Problem::new("import", "import-rows-removed"));
}

/// A session last seen, and a browser last signed in from, on a day.
async fn used(district: &District, who: EmployeeId, day: &str) {
    let last = format!("{day}T00:00:00+00:00");
    let known_until = (at(&last) + pekan::rules::session::DEVICE).to_rfc3339();
    let session = format!(
        "INSERT INTO sessions (token_hash, employee_id, browser, remembered, created_at, seen_at,
                confirmed_at, expires_at)
            VALUES ('{day}', {who}, '', true, CAST('{last}' AS $instant), CAST('{last}' AS $instant),
                CAST('{last}' AS $instant), CAST('2027-01-01T00:00:00+00:00' AS $instant))"
    );
    execute(&district.store, &session).await;
    let device = format!(
        "INSERT INTO devices (token_hash, employee_id, created_at, expires_at)
            VALUES ('{day}', {who}, CAST('{last}' AS $instant), CAST('{known_until}' AS $instant))"
    );
    execute(&district.store, &device).await;
}

async fn browsers_that_nobody_uses_are_forgotten(db: Database) {
    let district = District::new(&db).await;
    let sri = left(&district, "Sri", None).await;
    used(&district, sri, "2026-10-19").await;
    used(&district, sri, "2026-10-20").await;
    let wanted = Change { devices_months: Some("1".into()), confirm: true, ..Change::default() };
    keep(&district, wanted).await;
    let done = apply_retention(&district.store, at(NOW), || true).await.unwrap();
    assert_eq!(done, Purged { devices: 2, ..Purged::default() });
    assert_eq!(
        apply_retention(&district.store, at(NOW), || true).await.unwrap(),
        Purged::default()
    );
}

async fn a_shorter_span_says_what_it_removes(db: Database) {
    let district = District::new(&db).await;
    left(&district, "Sri", Some("2025-11-19")).await;
    imported(&district).await;
    let joko = left(&district, "Joko", None).await;
    used(&district, joko, "2026-06-01").await;
    let wanted = |confirm| Change {
        imports_months: Some("12".into()),
        leavers_months: Some("12".into()),
        devices_months: Some("3".into()),
        confirm,
        ..Change::default()
    };
    let goes = [0, 0, 0, 2, 0, 1, 2];
    is_said_before(&district, NOW, wanted, goes).await;
}
