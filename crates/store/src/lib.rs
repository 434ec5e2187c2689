//! The database: the only place with queries. SQLite by default, PostgreSQL at scale.
//!
//! Reads take any connection; writes take a transaction, and only [`Store::write`] hands one out.

pub mod access;
pub mod allowances;
pub mod amendments;
pub mod audit;
pub mod audit_chain;
mod audit_details;
pub mod bounces;
pub mod closed_offices;
pub mod closed_results;
pub mod closed_sums;
pub mod closings;
mod connect;
pub mod consignments;
pub mod contents;
pub mod copy;
pub mod corrections;
pub mod decisions;
pub mod declarations;
pub mod effects;
pub mod employees;
pub mod entities;
pub mod erasure;
mod error;
pub mod events;
pub mod exemptions;
pub mod facts;
mod gather;
pub mod holidays;
pub mod identities;
pub mod import_mappings;
pub mod imports;
pub mod insights;
mod leases;
pub mod leavers;
pub mod letterheads;
pub mod likenesses;
pub mod links;
pub mod logos;
pub mod mails;
pub mod money;
pub mod office_purchases;
pub mod offices;
mod oldest;
pub mod openings;
mod pattern;
pub mod placements;
pub mod policies;
pub mod policy_documents;
pub mod provider_visits;
pub mod publications;
pub mod purchase_drafts;
pub mod purchases;
pub mod push_subscriptions;
pub mod recaps;
pub mod receipts;
pub mod rechecks;
pub mod records;
pub mod remindings;
pub mod review_seeds;
pub mod roles;
pub mod rosters;
pub mod rulebook;
pub mod scope;
pub mod second_factors;
pub mod seller_classes;
pub mod seller_doubts;
pub mod seller_links;
pub mod seller_merges;
pub mod seller_search;
pub mod sellers;
pub mod sessions;
pub mod settings;
pub mod shared_parts;
mod sqlite;
pub mod tokens;
pub mod totals;
pub mod transfers;
pub mod waiting;
pub mod webhooks;
mod writer;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{DatabaseConnection, DatabaseTransaction};

use pekan_rules::Rulebook;
use rulebook::Cache;
use settings::Settings;
use writer::Writer;

pub use error::{Error, Refusal};
pub use facts::FactsLock;
pub use sea_orm::ConnectionTrait;
pub use sqlite::Observer;
pub type Result<T> = std::result::Result<T, Error>;
pub type Txn = DatabaseTransaction;
/// What a job of [`Store::write`] returns.
pub type Work<'c, T, E> = Pin<Box<dyn Future<Output = std::result::Result<T, E>> + Send + 'c>>;

/// How long a write waits for its turn. Whoever waits for an answer is told to try again sooner than
/// they give up.
const PATIENCE: Duration = Duration::from_secs(5);

/// The door to the database; clones share it.
#[derive(Clone)]
pub struct Store {
    reader: DatabaseConnection,
    writer: Writer,
    patience: Duration,
    reference: Arc<Cache>,
}

impl Store {
    /// The same for work that nobody waits for: its writes wait longer for their turn.
    #[must_use]
    pub fn patient(&self) -> Self {
        Self { patience: Duration::from_mins(2), ..self.clone() }
    }

    /// Closes the database, once nobody reads or writes any more.
    pub async fn close(&self) {
        let readers = self.reader.clone().close();
        if tokio::time::timeout(PATIENCE, readers).await.is_err() {
            tracing::warn!("the database is still being read and was not closed");
        }
        self.writer.close().await;
    }

    /// The connection for reading; it cannot write.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Fails once no write will be accepted until Pekan is started again: its disk has failed.
    pub fn check_writes(&self) -> Result<()> {
        self.writer.check()
    }

    /// How many writes wait for their turn, where they wait here (SQLite).
    pub fn queued_writes(&self) -> usize {
        self.writer.queued()
    }

    /// Runs a job in a transaction and commits it; when it returns, the change is on disk. If the
    /// job returns an error, nothing of it remains. PostgreSQL may end a transaction that stands in
    /// another's way; then the job runs once more.
    pub async fn write<T, E, F>(&self, job: F) -> std::result::Result<T, E>
    where
        F: for<'c> FnOnce(&'c Txn) -> Work<'c, T, E> + Clone + Send + 'static,
        T: Send + 'static,
        E: Refusal + Send + 'static,
    {
        self.writer.write(job, self.patience).await
    }

    /// The same for jobs that change offices, policies, holidays or settings: they are read anew after.
    pub async fn write_reference<T, E, F>(&self, job: F) -> std::result::Result<T, E>
    where
        F: for<'c> FnOnce(&'c Txn) -> Work<'c, T, E> + Clone + Send + 'static,
        T: Send + 'static,
        E: Refusal + Send + 'static,
    {
        let result = self.writer.write(job, self.patience).await;
        self.reference.invalidate();
        result
    }

    /// Has the rules read anew: a period has just been closed.
    pub fn invalidate_rulebook(&self) {
        self.reference.invalidate();
    }

    /// Offices, policies, holidays and which periods are closed. Another node's change of them is seen within a second.
    pub async fn rulebook(&self) -> Result<Arc<Rulebook>> {
        Ok(self.reference.get(&self.reader).await?.rulebook)
    }

    /// What the installation has chosen; kept and read anew with the rulebook.
    pub async fn settings(&self) -> Result<Arc<Settings>> {
        Ok(self.reference.get(&self.reader).await?.settings)
    }

    /// The rules as they were last read, for what must not wait for the database.
    pub fn rulebook_at_hand(&self) -> Arc<Rulebook> {
        self.reference.rulebook_at_hand()
    }

    /// The settings as they were last read, for what must not wait for the database.
    pub fn settings_at_hand(&self) -> Arc<Settings> {
        self.reference.settings_at_hand()
    }
}

/// Opens a job's future; saves its callers the `Box::pin`.
#[macro_export]
macro_rules! txn_job {
    (|$txn:ident| $body:expr) => {
        move |$txn| Box::pin(async move { $body })
    };
}

/// A value in the database that no row of ours can have: somebody wrote past Pekan.
pub fn broken(what: &str, value: &str) -> Error {
    Error::other(format!("unknown {what} in the database: {value}"))
}
