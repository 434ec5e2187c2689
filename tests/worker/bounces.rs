//! Addresses at which nobody is: found, not written to, and written to again.

use std::time::Duration;

use chrono::TimeDelta;
use pekan::mail::{MailContext, Mailer};
use pekan::rules::EmployeeId;
use pekan::store::bounces;
use pekan::store::employees;
use pekan::txn_job;
use pekan::workflows::Warrant;
use pekan::workflows::accounts::invite;
use pekan::workflows::mail::addresses::clear;
use pekan::workflows::mail::deliver::deliver_due;
use pekan::workflows::mail::returned::{Fetched, fetch};

use super::{THURSDAY, attempts, deliver, outbox, queue, the_mail};
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at};
use crate::support::mail::{Letterbox, post};
use crate::support::smtp::{Manner, Sink};

const REPORT: &str = include_str!("../fixtures/returned/postfix.eml");

on_both_databases!(
    who_was_refused_twice_is_not_written_to_until_somebody_clears_it,
    with_another_address_somebody_is_written_to_again,
    a_relay_that_takes_nothing_marks_nobody,
    a_mail_that_came_back_is_found_by_its_id_and_read_once,
    whatever_lies_in_the_folder_does_no_harm
);

fn refusing(sink: &Sink) -> MailContext {
    post(Mailer::smtp(&sink.url, Duration::from_secs(2)).unwrap())
}

async fn marked(district: &District) -> Vec<(String, i64)> {
    let found = bounces::marked(district.store.reader(), 0, 10).await.unwrap();
    assert_eq!(bounces::count_marked(district.store.reader()).await.unwrap(), found.len() as u64);
    found.into_iter().map(|one| (one.address, one.failures)).collect()
}

/// Somebody who was invited twice and refused twice.
async fn refused_twice(db: &Database, manner: Manner) -> (District, Sink, EmployeeId) {
    let (district, sink) = (District::new(db).await, Sink::start(manner).await);
    let sri = district.employee("Sri", district.health).await;
    let post = refusing(&sink);
    for hour in 0..2 {
        assert_eq!(marked(&district).await, []);
        let now = at(THURSDAY) + TimeDelta::hours(hour);
        invite(&district.store, &Warrant::system(now), sri).await.unwrap();
        assert_eq!(deliver_due(&district.store, &post, now, 10).await.unwrap().failed, 1);
    }
    (district, sink, sri)
}

/// Invites them once more: whether they are written to.
async fn is_written_to(district: &District, sri: EmployeeId, hours: i64) -> bool {
    let letterbox = Letterbox::default();
    let now = at(THURSDAY) + TimeDelta::hours(hours);
    invite(&district.store, &Warrant::system(now), sri).await.unwrap();
    deliver_due(&district.store, &letterbox.post(), now, 10).await.unwrap();
    !letterbox.take().is_empty()
}

async fn who_was_refused_twice_is_not_written_to_until_somebody_clears_it(db: Database) {
    let (district, _sink, sri) = refused_twice(&db, Manner::Refuse("sri".into())).await;
    assert_eq!(marked(&district).await, [("sri@lumajangkab.go.id".into(), 2)]);
    assert!(!is_written_to(&district, sri, 2).await);
    let last = outbox(&district).await.pop().unwrap();
    assert_eq!(last.state.name(), "obsolete");
    assert_eq!(attempts(&district, &last).await[0].reply, "address-marked");
    let by = Warrant::system(at(THURSDAY) + TimeDelta::hours(3));
    clear(&district.store, &by, "Sri@lumajangkab.go.id".into()).await.unwrap();
    assert!(clear(&district.store, &by, "sri@lumajangkab.go.id".into()).await.is_err());
    assert_eq!(marked(&district).await, []);
    assert!(is_written_to(&district, sri, 4).await);
}

async fn with_another_address_somebody_is_written_to_again(db: Database) {
    let (district, _sink, sri) = refused_twice(&db, Manner::Refuse("sri".into())).await;
    district
        .store
        .write(txn_job!(|txn| {
            let mut row = employees::by_id(txn, sri).await?.unwrap();
            row.email = Some("sri.wahyuni@lumajangkab.go.id".into());
            employees::update(txn, row).await
        }))
        .await
        .unwrap();
    assert!(is_written_to(&district, sri, 2).await);
}

async fn a_relay_that_takes_nothing_marks_nobody(db: Database) {
    let (district, _sink, sri) = refused_twice(&db, Manner::RefuseRelay).await;
    assert_eq!(marked(&district).await, []);
    assert!(is_written_to(&district, sri, 2).await);
}

/// A maildir with a report of the mail of this id.
fn maildir(db: &Database, files: &[(&str, &[u8])]) -> std::path::PathBuf {
    let folder = db.dir.path().join("bounces");
    std::fs::create_dir_all(folder.join("new")).unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.join("new").join(name), bytes).unwrap();
    }
    folder
}

async fn a_mail_that_came_back_is_found_by_its_id_and_read_once(db: Database) {
    let district = District::new(&db).await;
    let letterbox = Letterbox::default();
    let sri = district.active("Sri", district.health).await;
    queue(&district, THURSDAY).await;
    assert_eq!(deliver(&district, &letterbox, THURSDAY).await.sent, 1);
    letterbox.take();
    let mail = the_mail(&district).await;
    let report = REPORT.replace("0a1b.1763517600000000.7", &mail.message_id);
    let foreign = REPORT.as_bytes();
    let folder =
        maildir(&db, &[("1.a:2,", report.as_bytes()), ("2.b", report.as_bytes()), ("3", foreign)]);
    let now = at(THURSDAY) + TimeDelta::minutes(1);
    let first = fetch(&district.store, &folder, now).await.unwrap();
    assert_eq!(first, Fetched { files: 3, bounced: 1 }, "the same report twice is one");
    assert_eq!(fetch(&district.store, &folder, now).await.unwrap(), Fetched::default());
    let mut names: Vec<_> = std::fs::read_dir(folder.join("cur")).unwrap().collect();
    names.sort_by_key(|name| name.as_ref().unwrap().file_name());
    let names = names.into_iter().map(|name| name.unwrap().file_name());
    assert_eq!(names.collect::<Vec<_>>(), ["1.a:2,S", "2.b:2,S", "3:2,S"]);
    let said = bounces::of_mail(district.store.reader(), mail.id).await.unwrap();
    assert_eq!((said.len(), said[0].employee_id), (1, sri));
    assert!(said[0].words.contains("User unknown"));
    assert_eq!(marked(&district).await, [], "once may be chance");
}

async fn whatever_lies_in_the_folder_does_no_harm(db: Database) {
    let district = District::new(&db).await;
    let huge = vec![b'a'; 3 << 20];
    let nested = "Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\n".repeat(5000);
    let folder = maildir(&db, &[("huge", &huge), ("nothing", b""), ("nested", nested.as_bytes())]);
    std::fs::create_dir(folder.join("new/folder")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.join("new/endless")).unwrap();
    let now = at(THURSDAY);
    let read = fetch(&district.store, &folder, now).await.unwrap();
    assert_eq!(read, Fetched { files: 3, bounced: 0 });
    assert!(fetch(&district.store, &folder.join("nowhere"), now).await.is_err());
}
