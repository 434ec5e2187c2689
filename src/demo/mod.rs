//! The fictional district: invented people, sellers, habits and receipts. The same seed and day
//! give the same district. Bulk rows go in by hundreds; what the totals must be follows from the
//! rules, and `pekan recount` proves it.

mod district;
mod font;
mod habits;
mod names;
pub mod people;
mod photos;
mod ranks;
pub mod receipt_picture;
pub mod rng;
pub mod sellers;
mod slip;
mod staff;
mod weeks;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::receipts::Storage;
use crate::rules::{Period, Zone};
use crate::store::{Store, settings};
use crate::txn_job;
use crate::workflows::Refused;

/// How large a district.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub people: usize,
    /// Weeks of purchases, up to today.
    pub weeks: usize,
    /// Receipts that are drawn, for the newest purchases.
    pub photos: usize,
}

/// What `pekan demo` fills: some 20 seconds' work at the most.
pub const DEMONSTRATION: Plan = Plan { people: 1000, weeks: 26, photos: 160 };

/// A way in, for the screen.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Login {
    pub role: String,
    pub login: String,
    pub password: String,
}

#[derive(Debug, thiserror::Error)]
pub enum Unfilled {
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error(transparent)]
    Store(#[from] crate::store::Error),
    #[error(transparent)]
    Receipt(#[from] crate::receipts::Refusal),
    #[error("a receipt could not be drawn")]
    Drawing,
}

/// Says how far it is: steps done, of all.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Send + Sync);

/// Fills an empty installation.
pub async fn fill(
    store: &Store,
    storage: &Storage,
    plan: Plan,
    now: DateTime<Utc>,
    progress: Progress<'_>,
) -> Result<Vec<Login>, Unfilled> {
    let district = district::settle(store, plan, now).await?;
    weeks::live(store, &district, plan, now, progress).await?;
    photos::attach(store, storage, &district, plan, now, progress).await?;
    let logins = district.logins.clone();
    let weeks = Period::week_of(Zone::Wib.date(now)).last(plan.weeks);
    let first = weeks[0].start.to_string();
    let json = serde_json::to_string(&logins).unwrap_or_default();
    store
        .write(txn_job!(|txn| {
            // The worker closes the weeks that have been lived through.
            settings::put(txn, settings::CLOSE_FROM, &first).await?;
            Ok::<_, Refused>(settings::put(txn, settings::DEMO_LOGINS, &json).await?)
        }))
        .await?;
    Ok(logins)
}

/// The logins of a demonstration; none in a real installation.
pub async fn logins(store: &Store) -> Result<Vec<Login>, crate::store::Error> {
    let stored = settings::get(store.reader(), settings::DEMO_LOGINS).await?;
    Ok(stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}
