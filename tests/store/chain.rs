//! The chain of the audit: what somebody does to it behind Pekan's back is named.

use pekan::rules::audit::AuditAction;
use pekan::rules::{AuditId, EmployeeId};
use pekan::store::audit::{self, Note};
use pekan::store::audit_chain::{Break, Walked, walk};
use pekan::store::{ConnectionTrait, Error, Store};
use pekan::txn_job;
use serde_json::json;

use crate::on_both_databases;
use crate::support::database::Database;

on_both_databases!(
    what_pekan_writes_is_whole,
    a_changed_row_is_named,
    removed_rows_are_named,
    an_inserted_row_is_named,
    rows_are_neither_changed_nor_removed,
    writes_at_once_make_one_chain
);

async fn add(store: &Store, subject: &str) {
    let note = Note {
        at: "2026-11-20T02:00:00.123456789Z".parse().unwrap(),
        actor: None::<EmployeeId>,
        action: AuditAction::SettingsChange,
        subject: subject.to_owned(),
        details: json!({ "text": "a\nline" }),
    };
    store
        .write::<_, Error, _>(txn_job!(|txn| audit::append(txn, vec![note.clone(), note]).await))
        .await
        .unwrap();
}

/// Six entries, and a way past the triggers.
async fn filled(db: &Database) -> Store {
    let store = db.store().await;
    for subject in ["a", "b", "c"] {
        add(&store, subject).await;
    }
    store
}

async fn run(store: &Store, sql: &'static str) -> Result<(), Error> {
    store
        .write::<_, Error, _>(txn_job!(|txn| {
            txn.execute_unprepared(sql).await?;
            Ok(())
        }))
        .await
}

async fn tamper(db: &Database, store: &Store, sql: &'static str) {
    let triggers: &[&str] = if db.is_postgres() {
        &["ALTER TABLE audit DISABLE TRIGGER USER"]
    } else {
        &["DROP TRIGGER audit_stays", "DROP TRIGGER audit_is_kept"]
    };
    for trigger in triggers {
        run(store, trigger).await.unwrap();
    }
    run(store, sql).await.unwrap();
}

async fn walked(store: &Store) -> Walked {
    walk(store.reader(), None).await.unwrap()
}

async fn what_pekan_writes_is_whole(db: Database) {
    let store = filled(&db).await;
    let first = walked(&store).await;
    assert_eq!((first.breaks.len(), first.entries, first.head.id), (0, 6, 6));
    add(&store, "later").await;
    let later = walk(store.reader(), Some(&first.head.hash)).await.unwrap();
    assert!(later.breaks.is_empty() && later.found, "what was kept elsewhere is still there");
    assert!(!walk(store.reader(), Some("0123")).await.unwrap().found);
}

async fn a_changed_row_is_named(db: Database) {
    let store = filled(&db).await;
    tamper(&db, &store, "UPDATE audit SET subject = 'x' WHERE id = 3").await;
    assert_eq!(walked(&store).await.breaks, [Break::Changed(AuditId(3))]);
}

async fn removed_rows_are_named(db: Database) {
    let store = filled(&db).await;
    tamper(&db, &store, "DELETE FROM audit WHERE id IN (2, 3)").await;
    assert_eq!(walked(&store).await.breaks, [Break::Removed(AuditId(2), AuditId(3))]);
    run(&store, "DELETE FROM audit WHERE id = 6").await.unwrap();
    let last = Break::Removed(AuditId(6), AuditId(6));
    assert_eq!(walked(&store).await.breaks.last(), Some(&last));
}

async fn an_inserted_row_is_named(db: Database) {
    let store = filled(&db).await;
    let insert = "INSERT INTO audit (id, at, action, subject, details)
        SELECT 7, at, action, subject, details FROM audit WHERE id = 1";
    run(&store, insert).await.unwrap();
    assert_eq!(walked(&store).await.breaks, [Break::Inserted(AuditId(7))]);
}

async fn rows_are_neither_changed_nor_removed(db: Database) {
    let store = filled(&db).await;
    for sql in ["UPDATE audit SET subject = 'x' WHERE id = 3", "DELETE FROM audit WHERE id = 3"] {
        let refused = run(&store, sql).await.unwrap_err().to_string();
        assert!(refused.contains("the audit is only added to"), "{refused}");
    }
    assert!(walked(&store).await.breaks.is_empty());
}

async fn writes_at_once_make_one_chain(db: Database) {
    let store = db.store().await;
    let other = db.store().await;
    let adding = (0..20).flat_map(|_| [&store, &other]).map(|store| add(store, "at once"));
    futures::future::join_all(adding).await;
    let walked = walked(&store).await;
    assert_eq!((walked.breaks.len(), walked.entries), (0, 80));
}
