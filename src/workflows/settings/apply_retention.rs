//! Keeps to the retention that administrators have chosen, in small batches. Nothing here touches a
//! purchase, a total, a closed period or the audit (rules.md §9).

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::json;

use crate::rules::Retention;
use crate::rules::access::scope_day;
use crate::rules::audit::AuditAction;
use crate::store::{
    self, ConnectionTrait, Store, access, exemptions, imports, leavers, mails, receipts, sessions,
    webhooks,
};
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// Rows that one write changes at the most.
const BATCH: u64 = 200;
/// Imports whose rows one write takes out.
const IMPORTS: u64 = 1;

/// How much was given up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    pub receipts: u64,
    pub documents: u64,
    pub mails: u64,
    /// What other systems were told.
    pub deliveries: u64,
    /// Rows of imported tables.
    pub imports: u64,
    /// Accounts of people who have left.
    pub leavers: u64,
    pub devices: u64,
}

impl Purged {
    /// Whether it is more of anything than of the other.
    pub fn exceeds(&self, other: &Self) -> bool {
        let (mut mine, mut others) = (*self, *other);
        Kind::ALL.into_iter().any(|kind| mine.of(kind) > others.of(kind))
    }

    fn of(&mut self, kind: Kind) -> &mut u64 {
        match kind {
            Kind::Receipts => &mut self.receipts,
            Kind::Documents => &mut self.documents,
            Kind::Mails => &mut self.mails,
            Kind::Deliveries => &mut self.deliveries,
            Kind::Imports => &mut self.imports,
            Kind::Leavers => &mut self.leavers,
            Kind::Devices => &mut self.devices,
        }
    }
}

/// What has a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Receipts,
    Documents,
    Mails,
    Deliveries,
    Imports,
    Leavers,
    Devices,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Receipts,
        Self::Documents,
        Self::Mails,
        Self::Deliveries,
        Self::Imports,
        Self::Leavers,
        Self::Devices,
    ];

    /// What is from before this day goes; none keeps all.
    fn before(self, retention: &Retention, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Receipts => retention.receipts_before(today),
            Self::Documents => retention.documents_before(today),
            Self::Mails | Self::Deliveries => retention.mails_before(today),
            Self::Imports => retention.imports_before(today),
            Self::Leavers => retention.leavers_before(today),
            Self::Devices => retention.devices_before(today),
        }
    }

    async fn count(self, db: &impl ConnectionTrait, before: NaiveDate) -> store::Result<u64> {
        match self {
            Self::Receipts => receipts::count_files(db, before).await,
            Self::Documents => exemptions::count_documents(db, before).await,
            Self::Mails => mails::count_bodies(db, start_of(before)).await,
            Self::Deliveries => webhooks::count_settled(db, start_of(before)).await,
            Self::Imports => imports::count_rows(db, start_of(before)).await,
            Self::Leavers => leavers::count_accounts(db, before).await,
            Self::Devices => sessions::count_unused(db, start_of(before)).await,
        }
    }

    /// Gives some of it up. Returns how much.
    async fn give_up(self, acting: &Acting<'_>, before: NaiveDate) -> store::Result<u64> {
        let (txn, now) = (acting.txn(), acting.now());
        match self {
            Self::Receipts => receipts::remove_files(txn, before, BATCH, now).await,
            Self::Documents => exemptions::remove_documents(txn, before, BATCH).await,
            Self::Mails => mails::purge_bodies(txn, start_of(before), BATCH).await,
            Self::Deliveries => webhooks::remove_settled(txn, start_of(before), BATCH).await,
            Self::Imports => imports::remove_rows(txn, start_of(before), IMPORTS, now).await,
            Self::Leavers => {
                let people = leavers::forget_accounts(txn, before, BATCH).await?;
                access::end_all(txn, &people, None, now).await?;
                Ok(people.len() as u64)
            }
            Self::Devices => sessions::forget_unused(txn, start_of(before)).await,
        }
    }

    /// How the audit names it: the action, the records, and what the day is called.
    fn noted(self) -> (AuditAction, &'static str, &'static str) {
        match self {
            Self::Receipts => (AuditAction::ReceiptPurge, "receipts", "purchased_before"),
            Self::Documents => (AuditAction::ExemptionPurge, "exemptions", "before"),
            Self::Mails => (AuditAction::MailPurge, "mail", "before"),
            Self::Deliveries => (AuditAction::WebhookPurge, "webhooks", "before"),
            Self::Imports => (AuditAction::ImportPurge, "imports", "before"),
            Self::Leavers => (AuditAction::AccountPurge, "employees", "before"),
            Self::Devices => (AuditAction::DevicePurge, "devices", "before"),
        }
    }
}

/// What would be given up at once if this were kept.
pub async fn preview(
    db: &impl ConnectionTrait,
    retention: &Retention,
    now: DateTime<Utc>,
) -> store::Result<Purged> {
    let today = scope_day(now);
    let mut would = Purged::default();
    for kind in Kind::ALL {
        if let Some(before) = kind.before(retention, today) {
            *would.of(kind) = kind.count(db, before).await?;
        }
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
    for kind in Kind::ALL {
        let Some(before) = kind.before(&retention, today) else { continue };
        while may() {
            let count = some_of(store, kind, before, now).await?;
            if count == 0 {
                break;
            }
            *given_up.of(kind) += count;
        }
    }
    Ok(given_up)
}

async fn some_of(
    store: &Store,
    kind: Kind,
    before: NaiveDate,
    now: DateTime<Utc>,
) -> Result<u64, WorkflowError> {
    Warrant::system(now)
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let count = kind.give_up(acting, before).await?;
            if count > 0 {
                let (action, subject, day) = kind.noted();
                acting.note(action, subject.into(), json!({ "count": count, day: before })).await?;
            }
            Ok(count)
        }))
        .await
}

/// Mails, deliveries, imports and browsers are told apart by instants.
fn start_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}
