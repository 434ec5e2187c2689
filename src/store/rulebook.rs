//! Offices, policies, holidays and which periods are closed, kept in memory: every page asks for
//! them, they change rarely.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sea_orm::ConnectionTrait;

use super::{Result, closings, holidays, offices, policies, policy_documents};
use crate::rules::{OfficeTree, Rulebook};

const FRESH: Duration = Duration::from_secs(1);

#[derive(Default)]
pub(super) struct Cache {
    slot: Mutex<Option<(Instant, Arc<Rulebook>)>>,
    /// Counts the changes, so that what was read before one is not kept after it.
    changes: AtomicU64,
}

impl Cache {
    pub async fn get(&self, db: &impl ConnectionTrait) -> Result<Arc<Rulebook>> {
        let asked = Instant::now();
        if let Some((read, rulebook)) = self.slot().as_ref()
            && asked.duration_since(*read) < FRESH
        {
            return Ok(rulebook.clone());
        }
        let changes = self.changes.load(Ordering::SeqCst);
        let rulebook = Arc::new(read(db).await?);
        let mut slot = self.slot();
        if self.changes.load(Ordering::SeqCst) == changes {
            *slot = Some((asked, rulebook.clone()));
        }
        Ok(rulebook)
    }

    pub fn forget(&self) {
        let mut slot = self.slot();
        self.changes.fetch_add(1, Ordering::SeqCst);
        *slot = None;
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, Option<(Instant, Arc<Rulebook>)>> {
        // The slot is replaced whole: a panic elsewhere cannot leave it half written.
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads them from a connection or, inside a write, from its transaction.
pub async fn read(db: &impl ConnectionTrait) -> Result<Rulebook> {
    let mut rulebook = Rulebook {
        offices: OfficeTree::new(offices::all(db).await?),
        policies: policies::all(db).await?,
        holidays: holidays::all(db).await?,
        documents: policy_documents::policies(db).await?,
        closed: HashMap::new(),
    };
    for closing in closings::all(db).await?.iter().filter(|closing| closing.is_closed()) {
        rulebook.closed.entry(closing.period()?).or_default().insert(closing.zone()?);
    }
    Ok(rulebook)
}
