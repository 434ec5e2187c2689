//! Moves between offices that one side has proposed.

use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::Condition;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::decisions::{self, Decision};
use super::entities::employees::{Entity as Employees, Model as Employee};
pub use super::entities::transfers::Model as TransferRow;
use super::entities::transfers::{Column, Entity};
use super::{Result, Txn, broken};
use pekan_rules::transfer::{Subject, TransferState, goes_on_from};
use pekan_rules::{EmployeeId, OfficeId, Placement, TransferId};

impl TransferRow {
    /// The placement that it goes on from, and the one that it proposes.
    pub fn placements(&self) -> Result<(Placement, Placement)> {
        let read = |text: &str| serde_json::from_str(text).map_err(|_| broken("placement", text));
        Ok((read(&self.before)?, read(&self.after)?))
    }

    /// What it depends on who may do what with it.
    pub fn subject(&self, career: &[Placement]) -> Result<Subject> {
        let (before, _) = self.placements()?;
        Ok(Subject {
            employee: self.employee_id,
            proposing: self.proposing_office_id,
            deciding: self.deciding_office_id,
            state: self.state,
            is_void: self.state == TransferState::Proposed && !goes_on_from(career, &before),
        })
    }
}

/// A placement as a row holds it.
pub fn written(placement: &Placement) -> String {
    serde_json::to_string(placement).unwrap_or_default()
}

/// Inserts one; the `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, row: TransferRow) -> Result<TransferId> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(txn).await?.id)
}

pub async fn by_id(db: &impl ConnectionTrait, id: TransferId) -> Result<Option<TransferRow>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Somebody's that nobody has decided on.
pub async fn open_of(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
) -> Result<Option<TransferRow>> {
    let open = Entity::find().filter(Column::State.eq(TransferState::Proposed));
    Ok(open.filter(Column::EmployeeId.eq(employee)).one(db).await?)
}

/// Settles one that is still proposed; returns whether it was.
pub async fn settle(
    txn: &Txn,
    id: TransferId,
    state: TransferState,
    decision: Decision,
) -> Result<bool> {
    let columns = decisions::Columns::<Entity> {
        id: Column::Id,
        state: Column::State,
        decided_by: Column::DecidedBy,
        decided_at: Column::DecidedAt,
        reason: Column::Reason,
    };
    decisions::settle(txn, columns, id, (TransferState::Proposed, state), decision).await
}

/// Those of which one of the offices is a side, the open ones first, then the newest; `None` for all.
pub async fn of_offices(
    db: &impl ConnectionTrait,
    offices: Option<&[OfficeId]>,
    limit: u64,
) -> Result<Vec<(TransferRow, Option<Employee>)>> {
    let either = offices.map(|offices| {
        Condition::any()
            .add(Column::ProposingOfficeId.is_in(offices.iter().copied()))
            .add(Column::DecidingOfficeId.is_in(offices.iter().copied()))
    });
    let found = Entity::find().find_also_related(Employees);
    let found = found.filter(Condition::all().add_option(either)).limit(limit);
    let open = Column::State.eq(TransferState::Proposed);
    Ok(found.order_by_desc(open).order_by_desc(Column::Id).all(db).await?)
}

/// How many wait for a decision by the side of one of the offices; `None` for all.
pub async fn waiting(db: &impl ConnectionTrait, offices: Option<&[OfficeId]>) -> Result<u64> {
    let theirs = offices.map(|offices| Column::DecidingOfficeId.is_in(offices.iter().copied()));
    let open = Entity::find().filter(Column::State.eq(TransferState::Proposed));
    Ok(open.filter(Condition::all().add_option(theirs)).count(db).await?)
}
