//! How files of a shape are read, as somebody has said of an earlier one.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

pub use super::entities::import_mappings::Model as ImportMapping;
use super::entities::import_mappings::{Column, Entity};
use super::{Result, Txn};
use pekan_rules::ImportKind;

/// Older shapes are those of lists that nobody sends any more.
const MOST: u64 = 100;

/// The newest of a kind.
pub async fn of_kind(db: &impl ConnectionTrait, kind: ImportKind) -> Result<Vec<ImportMapping>> {
    let found = Entity::find().filter(Column::Kind.eq(kind));
    Ok(found.order_by_desc(Column::SavedAt).limit(MOST).all(db).await?)
}

/// Stores a mapping in the place of the one of its shape.
pub async fn put(txn: &Txn, row: ImportMapping) -> Result<()> {
    let key = OnConflict::columns([Column::Kind, Column::Shape])
        .update_columns([Column::Mapping, Column::SavedBy, Column::SavedAt])
        .to_owned();
    Entity::insert(row.into_active_model().reset_all())
        .on_conflict(key)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}
