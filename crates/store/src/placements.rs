//! Placements: dated rows of somebody's career.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Condition, Expr, IntoCondition, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, UpdateMany,
};

pub(super) use super::entities::placements::Model as PlacementRow;
use super::entities::placements::{ActiveModel, Column, Entity};
use super::gather::Rows;
use super::{FactsLock, Result};
use pekan_rules::{EmployeeId, OfficeId, Placement};

pub type PlacementsOf = HashMap<EmployeeId, Vec<Placement>>;

impl From<PlacementRow> for Placement {
    fn from(row: PlacementRow) -> Self {
        let PlacementRow {
            id: _,
            employee_id: _,
            office_id,
            position_level,
            position_title,
            grade,
            employment_type,
            reference_amount,
            from_on,
            to_on,
        } = row;
        Self {
            office: office_id,
            position_level,
            position_title,
            grade,
            employment_type,
            reference_amount,
            from: from_on,
            to: to_on,
        }
    }
}

/// Placements to be gathered, and [`read`].
pub(super) fn rows(narrowed: impl IntoCondition) -> Rows {
    Rows::all(Entity::find().filter(narrowed)).in_order()
}

pub(super) fn employee() -> Expr {
    Column::EmployeeId.into_expr()
}

/// Somebody's, oldest first.
pub(super) fn read(mut rows: Vec<PlacementRow>) -> Vec<Placement> {
    rows.sort_unstable_by_key(|row| row.from_on);
    rows.into_iter().map(Placement::from).collect()
}

/// Somebody's placements, oldest first.
pub async fn of(db: &impl ConnectionTrait, employee: EmployeeId) -> Result<Vec<Placement>> {
    let rows = Entity::find().filter(Column::EmployeeId.eq(employee)).order_by_asc(Column::FromOn);
    Ok(rows.all(db).await?.into_iter().map(Placement::from).collect())
}

pub async fn of_many(
    db: &impl ConnectionTrait,
    employees: impl IntoIterator<Item = EmployeeId>,
) -> Result<PlacementsOf> {
    all_of(db, Condition::all().add(Column::EmployeeId.is_in(employees))).await
}

/// All placements of everybody who was in one of the offices (`None`: anywhere) at some time
/// between two days.
pub async fn roster(
    db: &impl ConnectionTrait,
    offices: Option<&[OfficeId]>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<PlacementsOf> {
    let narrowed = match offices {
        None => Condition::all(),
        Some(offices) => {
            Condition::all().add(Column::EmployeeId.in_subquery(present(offices, from, to)))
        }
    };
    all_of(db, narrowed).await
}

/// The ids of those who were in one of the offices at some time between two days.
pub fn present(offices: &[OfficeId], from: NaiveDate, to: NaiveDate) -> SelectStatement {
    Query::select()
        .column(Column::EmployeeId)
        .from(Entity)
        .and_where(Column::OfficeId.is_in(offices.iter().copied()))
        .and_where(Column::FromOn.lte(to))
        .cond_where(Condition::any().add(Column::ToOn.is_null()).add(Column::ToOn.gte(from)))
        .take()
}

async fn all_of(db: &impl ConnectionTrait, narrowed: Condition) -> Result<PlacementsOf> {
    Ok(by_employee(Entity::find().filter(narrowed).all(db).await?))
}

/// Each person's, oldest first.
pub(super) fn by_employee(mut rows: Vec<PlacementRow>) -> PlacementsOf {
    rows.sort_unstable_by_key(|row| row.from_on);
    let mut found = PlacementsOf::with_capacity(rows.len());
    for row in rows {
        found.entry(row.employee_id).or_default().push(row.into());
    }
    found
}

pub async fn insert(
    facts: &FactsLock<'_>,
    employee: EmployeeId,
    placement: &Placement,
) -> Result<()> {
    active(employee, placement).insert(facts.txn()).await?;
    Ok(())
}

pub async fn insert_many(
    facts: &FactsLock<'_>,
    placements: Vec<(EmployeeId, Placement)>,
) -> Result<()> {
    let rows = placements.iter().map(|(employee, placement)| active(*employee, placement));
    Entity::insert_many(rows).exec_without_returning(facts.txn()).await?;
    Ok(())
}

/// Ends what runs on a day and beyond, of many people.
pub async fn end_all(
    facts: &FactsLock<'_>,
    employees: &[EmployeeId],
    last_day: NaiveDate,
) -> Result<()> {
    ending(last_day)
        .filter(Column::EmployeeId.is_in(employees.iter().copied()))
        .exec(facts.txn())
        .await?;
    Ok(())
}

/// Forgets all placements of some people, to be written anew.
pub async fn delete_all(facts: &FactsLock<'_>, employees: &[EmployeeId]) -> Result<()> {
    let all = Entity::delete_many().filter(Column::EmployeeId.is_in(employees.iter().copied()));
    all.exec(facts.txn()).await?;
    Ok(())
}

fn active(employee: EmployeeId, placement: &Placement) -> ActiveModel {
    let Placement {
        office,
        position_level,
        position_title,
        grade,
        employment_type,
        reference_amount,
        from,
        to,
    } = placement.clone();
    ActiveModel {
        id: NotSet,
        employee_id: Set(employee),
        office_id: Set(office),
        position_level: Set(position_level),
        position_title: Set(position_title),
        grade: Set(grade),
        employment_type: Set(employment_type),
        reference_amount: Set(reference_amount),
        from_on: Set(from),
        to_on: Set(to),
    }
}

/// Ends the placement that runs on a day and beyond, on that day. Returns whether there was one.
pub async fn end(facts: &FactsLock<'_>, employee: EmployeeId, last_day: NaiveDate) -> Result<bool> {
    let ended = ending(last_day).filter(Column::EmployeeId.eq(employee)).exec(facts.txn()).await?;
    Ok(ended.rows_affected > 0)
}

fn ending(last_day: NaiveDate) -> UpdateMany<Entity> {
    let running = Condition::any().add(Column::ToOn.is_null()).add(Column::ToOn.gt(last_day));
    Entity::update_many()
        .col_expr(Column::ToOn, last_day.into())
        .filter(Column::FromOn.lte(last_day))
        .filter(running)
}

/// Whether somebody is or was placed in the office.
pub async fn any_in(db: &impl ConnectionTrait, office: OfficeId) -> Result<bool> {
    let found = Entity::find().filter(Column::OfficeId.eq(office));
    Ok(!found.limit(1).all(db).await?.is_empty())
}

/// The levels that somebody has, or had.
pub async fn levels(db: &impl ConnectionTrait) -> Result<Vec<String>> {
    let levels = Entity::find().select_only().column(Column::PositionLevel).distinct();
    Ok(levels.into_tuple().all(db).await?)
}

/// The grades that somebody has, or had.
pub async fn grades(db: &impl ConnectionTrait) -> Result<Vec<String>> {
    let grades = Entity::find().select_only().column(Column::Grade).distinct();
    let grades: Vec<Option<String>> = grades.into_tuple().all(db).await?;
    Ok(grades.into_iter().flatten().collect())
}
