//! The fictional district: invented people, sellers, habits and receipts. The same seed and day
//! give the same district. Bulk rows go in by hundreds, all in one write: a district is there whole
//! or not at all. What the totals must be follows from the rules, and `pekan recount` proves it.

mod district;
#[cfg(test)]
mod edited_photos;
mod events;
mod font;
mod habits;
mod ledger;
mod names;
pub mod people;
mod photos;
mod printed_receipt;
mod ranks;
pub mod receipt_picture;
pub mod rng;
pub mod sellers;
mod shared;
mod shops;
mod staff;
mod weeks;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::files::Storage;
use crate::rules::{Period, Zone};
use crate::store::{ConnectionTrait, Store, employees, offices, settings};
use crate::txn_job;

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
pub enum DemoError {
    #[error("there is data already; a demonstration begins with an empty installation")]
    NotEmpty,
    #[error(transparent)]
    Store(#[from] crate::store::Error),
    #[error(transparent)]
    Receipt(#[from] crate::files::UploadError),
    #[error("a receipt could not be drawn")]
    Drawing,
}

impl crate::store::Refusal for DemoError {
    fn database(&self) -> Option<&crate::store::Error> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}

/// Says how far it is: steps done, of all.
pub type Progress = Arc<dyn Fn(usize, usize) + Send + Sync>;

/// Fills an empty installation.
///
/// # Errors
/// [`Unfilled::NotEmpty`] where an office is known or somebody can sign in.
pub async fn fill(
    store: &Store,
    storage: &Storage,
    plan: Plan,
    now: DateTime<Utc>,
    progress: Progress,
) -> Result<Vec<Login>, DemoError> {
    let storage = storage.clone();
    store
        .write_reference(txn_job!(|txn| {
            // The row of the token is the lock: the first run sets up, or this fills, never both.
            settings::remove(txn, settings::SETUP_TOKEN).await?;
            if !is_empty(txn).await? {
                return Err(DemoError::NotEmpty);
            }
            let mut district = district::settle(txn, plan, now).await?;
            let makers: Vec<_> =
                district.sellers.iter().take(events::MAKERS).map(|(id, _)| *id).collect();
            district.events = events::enter(txn, district.administrator, &makers, now).await?;
            weeks::record_weeks(txn, &district, plan, now, &progress).await?;
            ledger::record(txn, &district, now).await?;
            shared::share(txn, &district, now).await?;
            photos::attach(txn, &storage, &district, plan, now, &progress).await?;
            shared::hand_on(txn, &district).await?;
            // The worker closes the weeks that have been lived through.
            let weeks = Period::week_of(Zone::Wib.date(now)).last(plan.weeks);
            settings::put(txn, settings::CLOSE_FROM, &weeks[0].start.to_string()).await?;
            settings::put_part(txn, settings::SELLERS_CONFIRM, &true).await?;
            settings::put_part(txn, settings::TRANSPARENCY, &true).await?;
            settings::put_part(txn, settings::ALLOWANCE_EXPORT, &true).await?;
            settings::put_part(txn, settings::DEMO_LOGINS, &district.logins).await?;
            Ok(district.logins)
        }))
        .await
}

/// Whether nothing has begun here.
pub async fn is_empty(db: &impl ConnectionTrait) -> Result<bool, crate::store::Error> {
    Ok(offices::all(db).await?.is_empty() && !employees::anyone_can_sign_in(db).await?)
}

/// The logins of a demonstration; none in a real installation.
pub async fn logins(store: &Store) -> Result<Vec<Login>, crate::store::Error> {
    let stored = settings::get(store.reader(), settings::DEMO_LOGINS).await?;
    Ok(stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}
