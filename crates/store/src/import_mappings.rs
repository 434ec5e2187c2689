//! How files of a shape are read, as somebody has said of an earlier one.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, Condition, ConnectionTrait, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

pub use super::entities::import_mappings::Model as ImportMapping;
use super::entities::import_mappings::{ActiveModel, Column, Entity};
use super::{Result, Txn};
use pekan_rules::{EmployeeId, ImportKind};

/// Older shapes are those of lists that nobody sends any more.
const MOST: u64 = 100;

pub struct NewMapping {
    pub kind: ImportKind,
    /// SHA-256 of the headings.
    pub shape: String,
    /// JSON.
    pub mapping: String,
    pub saved_by: Option<EmployeeId>,
    /// It holds for files of whoever has saved it, and for nobody else's.
    pub only_theirs: bool,
    pub saved_at: DateTime<Utc>,
}

/// The newest of a kind that hold for files of a reader; their own come first.
pub async fn of_kind(
    db: &impl ConnectionTrait,
    kind: ImportKind,
    reader: Option<EmployeeId>,
) -> Result<Vec<ImportMapping>> {
    let mut holds = Condition::any().add(Column::OnlyTheirs.eq(false));
    if let Some(reader) = reader {
        holds = holds.add(Column::SavedBy.eq(reader));
    }
    let found = Entity::find().filter(Column::Kind.eq(kind)).filter(holds);
    let newest = found.order_by_desc(Column::OnlyTheirs).order_by_desc(Column::SavedAt);
    Ok(newest.limit(MOST).all(db).await?)
}

/// Stores a mapping in the place of the one of its shape and reach.
pub async fn put(txn: &Txn, new: NewMapping) -> Result<()> {
    let NewMapping { kind, shape, mapping, saved_by, only_theirs, saved_at } = new;
    let mut same = Condition::all()
        .add(Column::Kind.eq(kind))
        .add(Column::Shape.eq(&shape))
        .add(Column::OnlyTheirs.eq(only_theirs));
    if only_theirs {
        same = same.add(Column::SavedBy.eq(saved_by));
    }
    Entity::delete_many().filter(same).exec(txn).await?;
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        kind: ActiveValue::Set(kind),
        shape: ActiveValue::Set(shape),
        mapping: ActiveValue::Set(mapping),
        saved_by: ActiveValue::Set(saved_by),
        only_theirs: ActiveValue::Set(only_theirs),
        saved_at: ActiveValue::Set(saved_at),
    };
    row.insert(txn).await?;
    Ok(())
}
