//! What the retention removes, and all that it leaves alone.

use chrono::TimeDelta;

use super::schedule::worker;
use crate::on_both_databases;
use crate::support::database::Database;
use crate::support::district::{District, at, day};
use crate::support::photo::jpeg;
use pekan::clock::Clock;
use pekan::files::{Storage, StoredFile};
use pekan::mail::Mailer;
use pekan::rules::mail::{MailKind, MailState};
use pekan::rules::{
    EmployeeId, ExemptionId, ExemptionReason, MailId, PeriodKind, PolicyId, Problem, ReceiptId,
    Sight, WebhookId,
};
use pekan::store::exemptions::{self, ExemptionRow};
use pekan::store::facts::lock_for_fact_change;
use pekan::store::mails::{self, Mail};
use pekan::store::purchases::PurchaseRow;
use pekan::store::webhooks::{self, Event, Webhook};
use pekan::store::{Error, audit, purchases, receipts, totals};
use pekan::txn_job;
use pekan::workflows::purchases::attach_receipts::{ReceiptOwner, row};
use pekan::workflows::settings::apply_retention::{Purged, apply_retention};
use pekan::workflows::settings::change::{Change, change};
use pekan::workflows::{Warrant, WorkflowError};

const NOW: &str = "2026-11-20T20:00:00Z";

async fn keep(district: &District, receipts_years: &str, mail_months: &str) {
    let wanted = Change {
        receipts_years: Some(receipts_years.into()),
        mail_months: Some(mail_months.into()),
        confirm: true,
        ..Change::default()
    };
    change(&district.store, &Warrant::system(at(NOW)), wanted).await.unwrap();
}

/// A purchase with a receipt whose file was written long ago.
async fn bought(
    district: &District,
    storage: &Storage,
    who: EmployeeId,
    on: &str,
    photo: u32,
) -> (ReceiptId, StoredFile) {
    let id = district.purchase(who, on, 50_000).await;
    let kept = storage.store_bytes(&jpeg(64, 64, photo)).await.unwrap();
    let whose = ReceiptOwner { owner: who, uploaded_by: who };
    let row = row(&kept, whose, Some(id), at(&format!("{on}T05:00:00Z")));
    let receipt = district
        .store
        .write::<_, Error, _>(txn_job!(|txn| receipts::insert(txn, row).await))
        .await
        .unwrap();
    (receipt, kept)
}

async fn mailed(district: &District, to: EmployeeId, state: &str, at_instant: &str) -> MailId {
    let mail = Mail {
        state: MailState::from_name(state).unwrap(),
        subject: Some("Judul".into()),
        body: Some("Isi".into()),
        ..mails::new(MailKind::Activation, to, at(at_instant))
    };
    district
        .store
        .write::<_, Error, _>(txn_job!(|txn| mails::insert(txn, mail).await))
        .await
        .unwrap();
    let newest =
        mails::search(district.store.reader(), &mails::Search { limit: 1, ..Default::default() })
            .await
            .unwrap();
    newest[0].0.id
}

/// Everything that figures come from.
async fn figures(district: &District, who: EmployeeId) -> String {
    let all = purchases::Search { limit: 1000, ..purchases::Search::default() };
    let reader = district.store.reader();
    let found =
        purchases::search(reader, &Sight::of_everyone(day("2026-11-20")), &all).await.unwrap();
    // Whether somebody is to look at it is no figure, and the worker says it.
    let plain = |one: &purchases::Purchase| PurchaseRow { attention: None, ..one.row.clone() };
    let rows: Vec<_> = found.iter().map(plain).collect();
    let (from, to) = (day("2021-01-01"), day("2026-12-31"));
    let sums = totals::of(reader, who, PeriodKind::Month, from, to).await.unwrap();
    let sums: std::collections::BTreeMap<_, _> = sums.iter().collect();
    format!("{rows:?} {sums:?}")
}

fn files(db: &Database) -> usize {
    fn below(folder: &std::path::Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| if path.is_dir() { below(&path) } else { 1 }).sum()
    }
    below(&db.dir.path().join("receipts"))
}

/// Makes every stored file older than the sweep spares.
fn age(db: &Database) {
    let old = (Clock::System.now() - TimeDelta::hours(72)).into();
    for folder in std::fs::read_dir(db.dir.path().join("receipts")).unwrap() {
        for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            std::fs::File::open(file.unwrap().path()).unwrap().set_modified(old).unwrap();
        }
    }
}

on_both_databases!(
    files_of_old_receipts_go_and_nothing_else,
    bodies_of_old_mails_go_and_their_rows_stay,
    old_deliveries_that_are_done_go,
    documents_of_leaves_that_are_long_over_go,
    what_would_be_removed_is_said_before,
    without_a_setting_nothing_goes
);

async fn files_of_old_receipts_go_and_nothing_else(db: Database) {
    let district = District::new(&db).await;
    let storage = Storage::open(db.dir.path()).unwrap();
    let sri = district.employee("Sri", district.health).await;
    let budi = district.employee("Budi", district.health).await;
    let (old, _) = bought(&district, &storage, sri, "2021-10-31", 1).await;
    let (edge, _) = bought(&district, &storage, sri, "2021-11-01", 2).await;
    // Budi has used the file of a receipt that is too old, later.
    let (shared, kept) = bought(&district, &storage, sri, "2021-10-01", 3).await;
    let (later, _) = bought(&district, &storage, budi, "2024-12-03", 3).await;
    age(&db);
    assert_eq!(files(&db), 6, "three photos and their thumbnails");
    let before = figures(&district, sri).await;
    let worker =
        worker(&district, &db, Mailer::Memory(std::sync::Arc::default()), "2026-11-20T10:00:00Z");
    keep(&district, "5", "").await;
    worker.tick(at(NOW)).await;
    let reader = district.store.reader();
    let mut removed = Vec::new();
    for id in [old, edge, shared, later] {
        let row = receipts::by_id(reader, id).await.unwrap().unwrap();
        removed.push(row.file_removed_at.is_some());
    }
    assert_eq!(removed, [true, false, true, false]);
    assert_eq!(files(&db), 4, "the photo that Budi needs is there");
    assert!(receipts::is_stored(reader, &kept.stored_sha256).await.unwrap());
    assert_eq!(figures(&district, sri).await, before);
    let again = receipts::same_file(reader, sri, &kept.upload_sha256).await.unwrap();
    assert_eq!(again.map(|row| row.id), Some(shared), "the hash still tells that it was used");
    let noted = audit::of(reader, "receipts").await.unwrap();
    assert_eq!(noted.len(), 1);
    assert_eq!((noted[0].action.name(), noted[0].actor_id), ("receipt.purge", None));
    assert!(noted[0].details.contains("\"count\":2"), "{}", noted[0].details);
}

async fn bodies_of_old_mails_go_and_their_rows_stay(db: Database) {
    let district = District::new(&db).await;
    let sri = district.employee("Sri", district.health).await;
    let old = mailed(&district, sri, "sent", "2026-05-19T01:00:00Z").await;
    let failed = mailed(&district, sri, "failed", "2026-05-01T01:00:00Z").await;
    let waiting = mailed(&district, sri, "queued", "2026-05-01T01:00:00Z").await;
    let new = mailed(&district, sri, "sent", "2026-05-22T01:00:00Z").await;
    keep(&district, "", "6").await;
    let done = apply_retention(&district.store, at(NOW), || true).await.unwrap();
    assert_eq!(done, Purged { mails: 2, ..Purged::default() });
    let reader = district.store.reader();
    for (id, gone) in [(old, true), (failed, true), (waiting, false), (new, false)] {
        let (mail, _) = mails::by_id(reader, id).await.unwrap().unwrap();
        assert_eq!((mail.body.is_none(), mail.subject.as_deref()), (gone, Some("Judul")));
    }
    assert_eq!(
        apply_retention(&district.store, at(NOW), || true).await.unwrap(),
        Purged::default()
    );
    assert_eq!(audit::of(reader, "mail").await.unwrap().len(), 1, "nothing done, nothing noted");
}

async fn old_deliveries_that_are_done_go(db: Database) {
    let district = District::new(&db).await;
    let sri = district.employee("Sri", district.health).await;
    let hook = Webhook {
        id: WebhookId::NONE,
        url: "https://gerbang.lumajangkab.go.id/".into(),
        secret: String::new(),
        kinds: "policy.added".into(),
        created_by: sri,
        created_at: at("2026-05-01T01:00:00Z"),
        paused_at: None,
        ended_at: None,
    };
    let (old, new) = (at("2026-05-19T01:00:00Z"), at("2026-05-22T01:00:00Z"));
    let ends = [
        (old, MailState::Sent),
        (old, MailState::Failed),
        (old, MailState::Obsolete),
        (old, MailState::Queued),
        (new, MailState::Sent),
    ];
    let made = district.store.write::<_, Error, _>(txn_job!(|txn| {
        webhooks::insert(txn, hook).await?;
        for (put_in, state) in ends {
            webhooks::tell(txn, Event::PolicyAdded(PolicyId(1)), put_in).await?;
            let one = webhooks::newest(txn, 1).await?.remove(0);
            for mut one in webhooks::claim(txn, vec![one.id], new, new).await? {
                one.state = state;
                webhooks::settle(txn, one).await?;
            }
        }
        Ok(())
    }));
    made.await.unwrap();
    keep(&district, "", "6").await;
    let done = apply_retention(&district.store, at(NOW), || true).await.unwrap();
    assert_eq!(done, Purged { deliveries: 3, ..Purged::default() });
    let left = webhooks::newest(district.store.reader(), 10).await.unwrap();
    let left: Vec<_> = left.iter().map(|one| (one.created_at, one.state)).collect();
    assert_eq!(left, [(new, MailState::Sent), (old, MailState::Queued)]);
    let again = apply_retention(&district.store, at(NOW), || true).await.unwrap();
    assert_eq!(again, Purged::default());
    let noted = audit::of(district.store.reader(), "webhooks").await.unwrap();
    assert_eq!(noted.len(), 1, "nothing done, nothing noted");
    assert_eq!(noted[0].action.name(), "webhook.purge");
}

/// A leave with a document, which is a file of its own.
async fn on_leave(
    district: &District,
    storage: &Storage,
    who: EmployeeId,
    days: (&str, &str),
) -> ExemptionId {
    let file = storage.store_bytes(&jpeg(64, 64, 7)).await.unwrap();
    let days = (day(days.0), day(days.1));
    let row = ExemptionRow {
        document_sha256: Some(file.stored_sha256.clone()),
        document_type: Some(file.media_type),
        document_bytes: Some(1),
        ..ExemptionRow::requested(who, days, ExemptionReason::SickLeave, who, at(NOW))
    };
    district
        .store
        .write::<_, Error, _>(txn_job!(|txn| exemptions::insert(
            &lock_for_fact_change(txn).await?,
            row
        )
        .await))
        .await
        .unwrap()
}

async fn documents_of_leaves_that_are_long_over_go(db: Database) {
    let district = District::new(&db).await;
    let storage = Storage::open(db.dir.path()).unwrap();
    let sri = district.employee("Sri", district.health).await;
    let old = on_leave(&district, &storage, sri, ("2025-11-10", "2025-11-19")).await;
    let new = on_leave(&district, &storage, sri, ("2025-11-20", "2025-11-21")).await;
    let wanted = Change { documents_months: Some("12".into()), confirm: true, ..Change::default() };
    change(&district.store, &Warrant::system(at(NOW)), wanted).await.unwrap();
    let done = apply_retention(&district.store, at(NOW), || true).await.unwrap();
    assert_eq!(done, Purged { documents: 1, ..Purged::default() });
    let reader = district.store.reader();
    let gone = exemptions::by_id(reader, old).await.unwrap().unwrap();
    assert_eq!((gone.document_sha256, gone.document_type, gone.document_bytes), (None, None, None));
    assert_eq!((gone.employee_id, gone.reason), (sri, ExemptionReason::SickLeave));
    let there = exemptions::by_id(reader, new).await.unwrap().unwrap();
    assert!(there.document_sha256.is_some());
    assert_eq!(audit::of(reader, "exemptions").await.unwrap().len(), 1);
}

/// Asks for a shorter retention: what goes is said, and goes once it is confirmed. Receipts, documents, mails,
/// rows of imports, deliveries, accounts of leavers and devices.
pub async fn is_said_before(
    district: &District,
    now: &str,
    wanted: impl Fn(bool) -> Change,
    goes: [usize; 7],
) {
    let warrant = Warrant::system(at(now));
    let refused = change(&district.store, &warrant, wanted(false)).await;
    let Err(WorkflowError::Invalid(problems)) = refused else { panic!("{refused:?}") };
    let names = ["receipts", "documents", "mails", "imports", "deliveries", "leavers", "devices"];
    let removes = Problem::new("confirm", "retention-removes");
    let expected = names
        .into_iter()
        .zip(goes)
        .fold(removes, |problem, (name, count)| problem.with(name, count));
    assert_eq!(problems, [expected]);
    change(&district.store, &warrant, wanted(true)).await.unwrap();
}

async fn what_would_be_removed_is_said_before(db: Database) {
    let district = District::new(&db).await;
    let storage = Storage::open(db.dir.path()).unwrap();
    let sri = district.employee("Sri", district.health).await;
    bought(&district, &storage, sri, "2021-10-31", 1).await;
    on_leave(&district, &storage, sri, ("2024-11-10", "2024-11-19")).await;
    mailed(&district, sri, "sent", "2026-05-19T01:00:00Z").await;
    let wanted = |confirm| Change {
        receipts_years: Some("5".into()),
        documents_months: Some("12".into()),
        mail_months: Some("6".into()),
        confirm,
        ..Change::default()
    };
    is_said_before(&district, NOW, wanted, [1, 1, 1, 0, 0, 0, 0]).await;
    let warrant = Warrant::system(at(NOW));
    // Longer than before: nothing more goes than would anyway.
    let longer = Change { receipts_years: Some("6".into()), ..Change::default() };
    change(&district.store, &warrant, longer).await.unwrap();
}

async fn without_a_setting_nothing_goes(db: Database) {
    let district = District::new(&db).await;
    let storage = Storage::open(db.dir.path()).unwrap();
    let sri = district.employee("Sri", district.health).await;
    let (old, _) = bought(&district, &storage, sri, "2001-10-31", 1).await;
    let mail = mailed(&district, sri, "sent", "2001-05-19T01:00:00Z").await;
    let done = apply_retention(&district.store, Clock::System.now(), || true).await.unwrap();
    assert_eq!(done, Purged::default());
    let reader = district.store.reader();
    assert_eq!(receipts::by_id(reader, old).await.unwrap().unwrap().file_removed_at, None);
    assert!(mails::by_id(reader, mail).await.unwrap().unwrap().0.body.is_some());
    keep(&district, "2", "1").await;
    let stopped = apply_retention(&district.store, at(NOW), || false).await.unwrap();
    assert_eq!(stopped, Purged::default(), "told to stop");
}
