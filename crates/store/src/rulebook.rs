//! Offices, policies, holidays, which periods are closed, and the settings, kept in memory: every
//! page asks for them, they change rarely.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sea_orm::ConnectionTrait;

use super::settings::{self, Settings};
use super::{Result, closings, holidays, offices, policies, policy_documents};
use pekan_rules::{OfficeTree, Rulebook};

const FRESH: Duration = Duration::from_secs(1);

/// What every page asks for.
#[derive(Clone, Default)]
pub(super) struct Reference {
    pub rulebook: Arc<Rulebook>,
    pub settings: Arc<Settings>,
}

#[derive(Default)]
pub(super) struct Cache {
    slot: Mutex<Slot>,
    /// Counts the changes, so that what was read before one is not kept after it.
    changes: AtomicU64,
    /// Held by whoever reads.
    reading: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Slot {
    /// When it was read; `None` where it must be read anew.
    read: Option<Instant>,
    reference: Reference,
}

impl Cache {
    pub async fn get(&self, db: &impl ConnectionTrait) -> Result<Reference> {
        let asked = Instant::now();
        if let Some(reference) = self.fresh(asked) {
            return Ok(reference);
        }
        // One reads, and the others take what it has found.
        let _turn = self.reading.lock().await;
        if let Some(reference) = self.fresh(asked) {
            return Ok(reference);
        }
        let asked = Instant::now();
        let changes = self.changes.load(Ordering::SeqCst);
        let reference = Reference {
            rulebook: Arc::new(read(db).await?),
            settings: Arc::new(settings::read(db).await?),
        };
        let mut slot = self.slot();
        if self.changes.load(Ordering::SeqCst) == changes {
            *slot = Slot { read: Some(asked), reference: reference.clone() };
        }
        Ok(reference)
    }

    /// What was read within the last second, or since this instant.
    fn fresh(&self, asked: Instant) -> Option<Reference> {
        let slot = self.slot();
        let is_fresh = |read: Instant| asked.saturating_duration_since(read) < FRESH;
        slot.read.is_some_and(is_fresh).then(|| slot.reference.clone())
    }

    /// What was last read of the rules; none before the first time.
    pub fn rulebook_at_hand(&self) -> Arc<Rulebook> {
        self.slot().reference.rulebook.clone()
    }

    /// What was last read of the settings, however long ago; the usual ones before the first time.
    pub fn settings_at_hand(&self) -> Arc<Settings> {
        self.slot().reference.settings.clone()
    }

    pub fn invalidate(&self) {
        let mut slot = self.slot();
        self.changes.fetch_add(1, Ordering::SeqCst);
        slot.read = None;
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, Slot> {
        // The slot is replaced whole: a panic elsewhere cannot leave it half written.
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads the rules from a connection or, inside a write, from its transaction.
pub async fn read(db: &impl ConnectionTrait) -> Result<Rulebook> {
    Ok(Rulebook {
        offices: OfficeTree::new(offices::all(db).await?),
        policies: policies::all(db).await?,
        holidays: holidays::all(db).await?,
        documents: policy_documents::policies(db).await?,
        closed: closings::closed(db).await?,
    })
}
