//! Facts that changed on days that closed periods hold, until it is worked out what that means.

use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

pub use super::entities::rechecks::Model as Recheck;
use super::entities::rechecks::{Column, Entity};
use super::{Result, Txn};
use pekan_rules::{EmployeeId, RecheckId};

/// Notes some; their `id`s are ignored.
pub async fn insert_many(txn: &Txn, rechecks: Vec<Recheck>) -> Result<()> {
    const ROWS: usize = 500;
    for some in rechecks.chunks(ROWS) {
        let rows = some.iter().cloned().map(|recheck| {
            let mut row = recheck.into_active_model().reset_all();
            row.id = NotSet;
            row
        });
        Entity::insert_many(rows).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// The next after an id, of one person or (`None`) of all.
pub async fn next(
    db: &impl ConnectionTrait,
    employee: Option<EmployeeId>,
    after: RecheckId,
    limit: u64,
) -> Result<Vec<Recheck>> {
    let mut found = Entity::find().filter(Column::Id.gt(after));
    if let Some(employee) = employee {
        found = found.filter(Column::EmployeeId.eq(employee));
    }
    Ok(found.order_by_asc(Column::Id).limit(limit).all(db).await?)
}

pub async fn remove(txn: &Txn, ids: Vec<RecheckId>) -> Result<()> {
    Entity::delete_many().filter(Column::Id.is_in(ids)).exec(txn).await?;
    Ok(())
}
