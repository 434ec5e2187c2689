use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;

use super::{THURSDAY, outbox};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{Letterbox, config};
use pekan::clock::Clock;
use pekan::files::{MediaType, Storage};
use pekan::mail::Mailer;
use pekan::rules::activation::Channel;
use pekan::rules::mail::{LinkPurpose, MailState};
use pekan::rules::{PolicyDocumentId, ReceiptId, SessionId};
use pekan::store::links::{self, Link};
use pekan::store::policy_documents::{self, DocumentRow};
use pekan::store::receipts::{self, ReceiptRow};
use pekan::store::sessions::{self, Session};
use pekan::store::{Error, identities, settings};
use pekan::txn_job;
use pekan::worker::Worker;

pub fn worker(district: &District, db: &Database, mailer: Mailer, start: &str) -> Worker {
    let mut config = config();
    config.mail_per_minute = 12;
    let storage = Storage::open(db.dir.path()).unwrap();
    let clock = Clock::starting_at(at(start));
    Worker::new(Arc::new(config), district.store.clone(), storage, clock, mailer).unwrap()
}

/// A session, a link and an upload that ended or came at an instant.
async fn leftovers(district: &District, mark: &str, then: &str) {
    let sri = district.employee(mark, district.health).await;
    let (mark, then) = (mark.to_owned(), at(then));
    let session = Session {
        id: SessionId::NONE,
        token_hash: mark.clone(),
        employee_id: sri,
        browser: String::new(),
        remembered: false,
        created_at: then - TimeDelta::hours(12),
        seen_at: then,
        confirmed_at: then,
        vouched_at: None,
        expires_at: then,
    };
    let link = Link {
        token_hash: mark.clone(),
        employee_id: sri,
        purpose: LinkPurpose::Activation,
        channel: Channel::Mail,
        issued_by: None,
        created_at: then - TimeDelta::hours(72),
        expires_at: then,
        used_at: None,
    };
    let upload = ReceiptRow {
        id: ReceiptId::NONE,
        employee_id: sri,
        uploaded_by: sri,
        purchase_id: None,
        upload_sha256: mark.clone(),
        stored_sha256: mark.clone(),
        media_type: MediaType::Jpeg,
        bytes: 1,
        width: None,
        height: None,
        created_at: then,
        released: false,
        file_removed_at: None,
        replaced_at: None,
        compared_at: None,
    };
    let circular = DocumentRow {
        id: PolicyDocumentId::NONE,
        policy_id: None,
        stored_sha256: mark.clone(),
        bytes: 1,
        uploaded_by: Some(sri),
        created_at: then,
    };
    district
        .store
        .write::<_, Error, _>(txn_job!(|txn| {
            sessions::insert(txn, session).await?;
            links::insert(txn, link).await?;
            receipts::insert(txn, upload).await?;
            policy_documents::insert(txn, circular).await
        }))
        .await
        .unwrap();
}

on_both_databases!(
    a_look_queues_and_delivers_so_many_a_minute_and_leaves_a_heartbeat,
    at_night_what_is_stale_is_forgotten,
    it_stops_when_told
);

async fn a_look_queues_and_delivers_so_many_a_minute_and_leaves_a_heartbeat(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    for number in 0..30 {
        district.employee(&format!("Pegawai {number}"), district.health).await;
    }
    let worker = worker(&district, &db, letterbox.mailer(), THURSDAY);
    let now = at(THURSDAY);
    worker.tick(now).await;
    // Of the twelve a quarter is left for who waits for a letter.
    assert_eq!(letterbox.take().len(), 9);
    worker.tick(now + TimeDelta::seconds(30)).await;
    assert_eq!(letterbox.take().len(), 0, "the minute is not over");
    worker.tick(now + TimeDelta::seconds(90)).await;
    assert_eq!(letterbox.take().len(), 9);
    let sent = outbox(&district).await.iter().filter(|mail| mail.state == MailState::Sent).count();
    assert_eq!((outbox(&district).await.len(), sent), (30, 18));
    let beat = settings::get(district.store.reader(), settings::HEARTBEAT).await.unwrap();
    assert_eq!(beat.as_deref(), Some("2026-11-19T02:01:30+00:00"));
}

async fn at_night_what_is_stale_is_forgotten(db: Database) {
    let district = District::new(&db).await;
    // A Monday, on which no reminder is due.
    let monday = "2026-11-16T02:00:00Z";
    let worker = worker(&district, &db, Letterbox::default().mailer(), monday);
    leftovers(&district, "stale", "2026-11-15T18:59:00Z").await;
    leftovers(&district, "fresh", "2026-11-16T19:30:00Z").await;
    let reader = district.store.reader();
    let kept = async |mark: &str| {
        let long_ago = at("2026-01-01T00:00:00Z");
        (
            identities::by_session(reader, mark, long_ago).await.unwrap().is_some(),
            links::find(reader, mark, long_ago).await.unwrap().is_some(),
            receipts::is_stored(reader, mark).await.unwrap(),
            policy_documents::is_stored(reader, mark).await.unwrap(),
        )
    };
    worker.tick(at("2026-11-16T18:59:59Z")).await;
    assert_eq!(kept("stale").await, (true, true, true, true), "before 02.00 WIB");
    worker.tick(at("2026-11-16T19:00:00Z")).await;
    assert_eq!(kept("stale").await, (false, false, false, false));
    worker.tick(at("2026-11-16T20:00:00Z")).await;
    assert_eq!(kept("fresh").await, (true, true, true, true), "once a night");
}

async fn it_stops_when_told(db: Database) {
    let district = District::new(&db).await;
    let worker = worker(&district, &db, Letterbox::default().mailer(), THURSDAY);
    let begun = Instant::now();
    worker.run(tokio::time::sleep(Duration::from_millis(1_300))).await;
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    let beat = settings::get(district.store.reader(), settings::HEARTBEAT).await.unwrap();
    assert!(beat.as_deref() > Some("2026-11-19T02:00:01"), "it looked more than once");
}
