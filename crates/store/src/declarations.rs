//! "Tidak belanja pekan ini": who says so of which period (rules.md §6).

use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde::Deserialize;

pub use super::entities::declarations::Model as Declaration;
use super::entities::declarations::{Column, Entity};
use super::gather::Rows;
use super::{Result, Txn};
use pekan_rules::declaration::Reason;
use pekan_rules::{EmployeeId, Period, PeriodKind};

/// Somebody's for a period.
pub async fn of(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    period: &Period,
) -> Result<Option<Declaration>> {
    Ok(Entity::find_by_id(key(employee, period)).one(db).await?)
}

/// Why somebody buys nothing in a period, to be gathered.
pub(super) fn rows_of(employee: EmployeeId, period: &Period) -> Rows {
    Rows::of(Entity::find_by_id(key(employee, period)), [Column::Reason])
}

/// Of some people for the periods of a kind that start between two days, to be gathered.
pub(super) fn rows_of_many(
    employees: &[EmployeeId],
    kind: PeriodKind,
    (from, to): (NaiveDate, NaiveDate),
) -> Rows {
    let theirs = Entity::find()
        .filter(Column::EmployeeId.is_in(employees.iter().copied()))
        .filter(Column::Kind.eq(kind))
        .filter(Column::StartOn.between(from, to));
    Rows::of(theirs, [Column::EmployeeId, Column::StartOn, Column::Reason])
}

/// A gathered one.
#[derive(Deserialize)]
pub(super) struct Declared {
    employee_id: EmployeeId,
    start_on: NaiveDate,
    reason: Reason,
}

impl Declared {
    pub(super) fn by_period(self) -> ((EmployeeId, NaiveDate), Reason) {
        ((self.employee_id, self.start_on), self.reason)
    }
}

/// Those of some people for the periods of a kind that start between two days.
pub async fn between(
    db: &impl ConnectionTrait,
    employees: impl IntoIterator<Item = EmployeeId>,
    kind: PeriodKind,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Declaration>> {
    let found = Entity::find()
        .filter(Column::EmployeeId.is_in(employees))
        .filter(Column::Kind.eq(kind))
        .filter(Column::StartOn.between(from, to));
    Ok(found.all(db).await?)
}

/// Puts one in the place of an earlier one for the same period.
pub async fn put(txn: &Txn, declaration: Declaration) -> Result<()> {
    let replace = OnConflict::columns([Column::EmployeeId, Column::Kind, Column::StartOn])
        .update_columns([Column::Reason, Column::DeclaredAt])
        .to_owned();
    let row = declaration.into_active_model().reset_all();
    Entity::insert(row).on_conflict(replace).exec_without_returning(txn).await?;
    Ok(())
}

/// Whether there was one.
pub async fn remove(txn: &Txn, employee: EmployeeId, period: &Period) -> Result<bool> {
    Ok(Entity::delete_by_id(key(employee, period)).exec(txn).await?.rows_affected > 0)
}

fn key(employee: EmployeeId, period: &Period) -> (EmployeeId, PeriodKind, NaiveDate) {
    (employee, period.kind, period.start)
}
