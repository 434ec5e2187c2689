//! The lock between changes of facts and the close of periods.

use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect};

use super::closings::{Closing, in_order, is_running};
use super::entities::closings::Entity;
use super::{Result, Txn};

/// Any number will do, if every node takes the same.
const CLOSE_LOCK: i64 = 7_320_120;

/// Proof that a transaction holds the lock under which facts change: purchases, placements,
/// exemptions and holidays are written through it, and through nothing else.
pub struct FactsLock<'t> {
    txn: &'t Txn,
    running: Vec<Closing>,
}

impl<'t> FactsLock<'t> {
    pub fn txn(&self) -> &'t Txn {
        self.txn
    }

    /// The closes that go on, which wait for the transaction.
    pub fn running(&self) -> &[Closing] {
        &self.running
    }
}

/// Takes the shared lock, the first thing in a transaction that changes facts: no close begins
/// before it ends, and the closes that are running wait. On SQLite there is one writer anyway.
pub async fn lock_for_fact_change(txn: &Txn) -> Result<FactsLock<'_>> {
    lock(txn, "pg_advisory_xact_lock_shared").await?;
    let running = in_order(Entity::find().filter(is_running()));
    Ok(FactsLock { txn, running: running.lock_exclusive().all(txn).await? })
}

/// Takes the exclusive lock, the first thing in a transaction that begins a close: waits for the
/// changes of facts.
pub async fn lock_for_close(txn: &Txn) -> Result<()> {
    lock(txn, "pg_advisory_xact_lock").await
}

/// Takes the lock for a change after which a row that others have chosen means another: waits for the changes
/// of facts that have begun, and keeps back those that have not.
pub async fn lock_for_merge(txn: &Txn) -> Result<FactsLock<'_>> {
    lock_for_close(txn).await?;
    lock_for_fact_change(txn).await
}

async fn lock(txn: &Txn, function: &str) -> Result<()> {
    if txn.get_database_backend() == DbBackend::Postgres {
        txn.execute_unprepared(&format!("SELECT {function}({CLOSE_LOCK})")).await?;
    }
    Ok(())
}
