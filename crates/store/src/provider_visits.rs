//! People who have gone to the identity provider and are to come back, each once.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

pub use super::entities::provider_visits::Model as Visit;
use super::entities::provider_visits::{Column, Entity};
use super::{Result, Txn};

pub async fn insert(txn: &Txn, visit: Visit) -> Result<()> {
    Entity::insert(visit.into_active_model().reset_all()).exec_without_returning(txn).await?;
    Ok(())
}

/// Ends a visit, so that nobody comes back from it twice. Returns it if it had not run out.
pub async fn take(txn: &Txn, token_hash: &str, now: DateTime<Utc>) -> Result<Option<Visit>> {
    let found = Entity::find_by_id(token_hash).one(txn).await?;
    // Of two that come at once, one has ended it.
    let ended = Entity::delete_by_id(token_hash).exec(txn).await?.rows_affected > 0;
    Ok(found.filter(|visit| ended && visit.expires_at > now))
}

pub async fn purge(txn: &Txn, now: DateTime<Utc>) -> Result<u64> {
    let stale = Entity::delete_many().filter(Column::ExpiresAt.lt(now));
    Ok(stale.exec(txn).await?.rows_affected)
}
