//! Keeps to the retention that administrators have chosen, in small batches. Nothing here touches a
//! purchase, a total, a closed period or the audit (rules.md §9).

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::json;

use crate::rules::Retention;
use crate::rules::access::scope_day;
use crate::rules::audit::AuditAction;
use crate::store::{self, ConnectionTrait, Store, exemptions, mails, receipts};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Rows that one write changes at the most.
const BATCH: u64 = 200;

/// How much was given up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    pub receipts: u64,
    pub documents: u64,
    pub mails: u64,
}

/// What would be given up at once if this were kept.
pub async fn preview(
    db: &impl ConnectionTrait,
    retention: &Retention,
    now: DateTime<Utc>,
) -> store::Result<Purged> {
    let today = scope_day(now);
    let mut would = Purged::default();
    if let Some(before) = retention.receipts_before(today) {
        would.receipts = receipts::count_files(db, before).await?;
    }
    if let Some(before) = retention.documents_before(today) {
        would.documents = exemptions::count_documents(db, before).await?;
    }
    if let Some(before) = retention.mails_before(today) {
        would.mails = mails::count_bodies(db, start_of(before)).await?;
    }
    Ok(would)
}

/// Gives up what is older than the settings keep, as long as `may` says so.
pub async fn apply_retention(
    store: &Store,
    now: DateTime<Utc>,
    may: impl Fn() -> bool,
) -> Result<Purged, WorkflowError> {
    let retention = store.settings().await?.retention;
    let today = scope_day(now);
    let mut given_up = Purged::default();
    if let Some(before) = retention.receipts_before(today) {
        while may() {
            let count = receipts_of(store, before, now).await?;
            given_up.receipts += count;
            if count < BATCH {
                break;
            }
        }
    }
    if let Some(before) = retention.documents_before(today) {
        while may() {
            let count = documents_of(store, before, now).await?;
            given_up.documents += count;
            if count < BATCH {
                break;
            }
        }
    }
    if let Some(before) = retention.mails_before(today) {
        while may() {
            let count = mails_of(store, before, now).await?;
            given_up.mails += count;
            if count < BATCH {
                break;
            }
        }
    }
    Ok(given_up)
}

async fn receipts_of(
    store: &Store,
    before: NaiveDate,
    now: DateTime<Utc>,
) -> Result<u64, WorkflowError> {
    Warrant::system(now)
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let count = receipts::remove_files(txn, before, BATCH, now).await?;
            if count > 0 {
                let details = json!({ "count": count, "purchased_before": before });
                let subject = "receipts".into();
                acting.note(AuditAction::ReceiptPurge, subject, details).await?;
            }
            Ok(count)
        }))
        .await
}

async fn documents_of(
    store: &Store,
    before: NaiveDate,
    now: DateTime<Utc>,
) -> Result<u64, WorkflowError> {
    Warrant::system(now)
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let count = exemptions::remove_documents(acting.txn(), before, BATCH).await?;
            if count > 0 {
                let details = json!({ "count": count, "before": before });
                acting.note(AuditAction::ExemptionPurge, "exemptions".into(), details).await?;
            }
            Ok(count)
        }))
        .await
}

async fn mails_of(
    store: &Store,
    before: NaiveDate,
    now: DateTime<Utc>,
) -> Result<u64, WorkflowError> {
    Warrant::system(now)
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let count = mails::purge_bodies(txn, start_of(before), BATCH).await?;
            if count > 0 {
                let details = json!({ "count": count, "before": before });
                acting.note(AuditAction::MailPurge, "mail".into(), details).await?;
            }
            Ok(count)
        }))
        .await
}

/// Mails are told apart by instants.
fn start_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}
