//! The rows with the lowest ids, so many at a time: what is given up by and by is taken in pieces.

use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, QuerySelect, Select, TryGetable};

use super::Result;

/// The ids of the first rows that were found, by the column that holds them.
pub async fn ids<E: EntityTrait, Id: TryGetable>(
    db: &impl ConnectionTrait,
    found: Select<E>,
    id: E::Column,
    most: u64,
) -> Result<Vec<Id>> {
    let ids = found.select_only().column(id).order_by_asc(id).limit(most);
    Ok(ids.into_tuple().all(db).await?)
}
