//! What people say is wrong about them, and what became of it.

use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::decisions::{self, Decision};
pub use super::entities::corrections::Model as Correction;
use super::entities::corrections::{Column, Entity};
use super::entities::employees::{Entity as Employees, Model as Employee};
use super::scope::in_sight_of_others;
use super::{Result, Txn};
use pekan_rules::correction::CorrectionState;
use pekan_rules::{CorrectionId, EmployeeId, Sight};

/// Inserts one; its `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, row: Correction) -> Result<CorrectionId> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(txn).await?.id)
}

pub async fn by_id(db: &impl ConnectionTrait, id: CorrectionId) -> Result<Option<Correction>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Somebody's own, the newest first.
pub async fn of(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    most: u64,
) -> Result<Vec<Correction>> {
    let found = Entity::find().filter(Column::EmployeeId.eq(employee));
    Ok(found.order_by_desc(Column::Id).limit(most).all(db).await?)
}

/// How many of somebody's wait.
pub async fn open_of(db: &impl ConnectionTrait, employee: EmployeeId) -> Result<u64> {
    let open = Entity::find().filter(Column::State.eq(CorrectionState::Open));
    Ok(open.filter(Column::EmployeeId.eq(employee)).count(db).await?)
}

/// Of the people in sight: those that wait, the oldest first, then the newest of the others.
pub async fn page(
    db: &impl ConnectionTrait,
    sight: &Sight,
    most: u64,
) -> Result<Vec<(Correction, Option<Employee>)>> {
    let of = |state: SimpleExpr| {
        let found = Entity::find().find_also_related(Employees).filter(state);
        found.filter(in_sight_of_others(sight, Column::EmployeeId)).limit(most)
    };
    let open = of(Column::State.eq(CorrectionState::Open)).order_by_asc(Column::Id);
    let mut found = open.all(db).await?;
    let settled = of(Column::State.ne(CorrectionState::Open)).order_by_desc(Column::Id);
    found.extend(settled.all(db).await?);
    Ok(found)
}

/// How many wait, of the people in sight.
pub async fn waiting(db: &impl ConnectionTrait, sight: &Sight) -> Result<u64> {
    let open = Entity::find().filter(Column::State.eq(CorrectionState::Open));
    Ok(open.filter(in_sight_of_others(sight, Column::EmployeeId)).count(db).await?)
}

/// Settles one that waits; returns whether it did.
pub async fn settle(
    txn: &Txn,
    id: CorrectionId,
    state: CorrectionState,
    decision: Decision,
) -> Result<bool> {
    let columns = decisions::Columns::<Entity> {
        id: Column::Id,
        state: Column::State,
        decided_by: Column::DecidedBy,
        decided_at: Column::DecidedAt,
        reason: Column::Reason,
    };
    decisions::settle(txn, columns, id, (CorrectionState::Open, state), decision).await
}
