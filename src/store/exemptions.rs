//! Exemptions: days on which nothing is asked of somebody.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::Condition;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, ConnectionTrait,
    EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::entities::employees::{Entity as Employees, Model as Employee};
pub use super::entities::exemptions::Model as ExemptionRow;
use super::entities::exemptions::{Column, Entity};
use super::placements::present;
use super::scope::in_sight;
use super::{Result, Txn};
use crate::rules::{EmployeeId, Exemption, OfficeId, Scope};

pub type ExemptionsOf = HashMap<EmployeeId, Vec<Exemption>>;

fn exemption(row: &ExemptionRow) -> Exemption {
    Exemption { from: row.from_on, to: row.to_on, approved: row.state == "approved" }
}

/// Somebody's exemptions that touch some days.
pub async fn of(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Exemption>> {
    let rows = Entity::find().filter(Column::EmployeeId.eq(employee)).filter(touching(from, to));
    Ok(rows.all(db).await?.iter().map(exemption).collect())
}

/// The approved ones of some people that touch some days.
pub async fn of_many(
    db: &impl ConnectionTrait,
    employees: &[EmployeeId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<ExemptionsOf> {
    let rows = Entity::find().filter(touching(from, to)).filter(Column::State.eq("approved"));
    let own = rows.filter(Column::EmployeeId.is_in(employees.iter().copied()));
    Ok(by_employee(own.all(db).await?))
}

fn by_employee(rows: Vec<ExemptionRow>) -> ExemptionsOf {
    let mut found = ExemptionsOf::new();
    for row in rows {
        found.entry(row.employee_id).or_default().push(exemption(&row));
    }
    found
}

/// Those of everybody who was in one of the offices (`None`: anywhere) between two days.
pub async fn roster(
    db: &impl ConnectionTrait,
    offices: Option<&[OfficeId]>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<ExemptionsOf> {
    let mut rows = Entity::find().filter(touching(from, to)).filter(Column::State.eq("approved"));
    if let Some(offices) = offices {
        rows = rows.filter(Column::EmployeeId.in_subquery(present(offices, from, to)));
    }
    Ok(by_employee(rows.all(db).await?))
}

fn touching(from: NaiveDate, to: NaiveDate) -> Condition {
    Condition::all().add(Column::FromOn.lte(to)).add(Column::ToOn.gte(from))
}

pub async fn by_id(db: &impl ConnectionTrait, id: i64) -> Result<Option<ExemptionRow>> {
    Entity::find_by_id(id).one(db).await
}

/// The newest in sight, with whose they are.
pub async fn newest(
    db: &impl ConnectionTrait,
    scope: &Scope,
    today: NaiveDate,
    employee: Option<EmployeeId>,
    limit: u64,
) -> Result<Vec<(ExemptionRow, Option<Employee>)>> {
    let mut rows = Entity::find().find_also_related(Employees).filter(in_sight(
        scope,
        Column::EmployeeId,
        today,
    ));
    if let Some(employee) = employee {
        rows = rows.filter(Column::EmployeeId.eq(employee));
    }
    rows.order_by_desc(Column::Id).limit(limit).all(db).await
}

/// All in a state (`None`: in any), the newest first, from the row `offset` on.
pub async fn page(
    db: &impl ConnectionTrait,
    state: Option<&str>,
    offset: u64,
    limit: u64,
) -> Result<Vec<(ExemptionRow, Option<Employee>)>> {
    let found = Entity::find().find_also_related(Employees).filter(in_state(state));
    found.order_by_desc(Column::Id).offset(offset).limit(limit).all(db).await
}

pub async fn count(db: &impl ConnectionTrait, state: Option<&str>) -> Result<u64> {
    Entity::find().filter(in_state(state)).count(db).await
}

fn in_state(state: Option<&str>) -> Condition {
    state.map_or_else(Condition::all, |state| Condition::all().add(Column::State.eq(state)))
}

/// Inserts one; the `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, row: ExemptionRow) -> Result<i64> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(txn).await?.id)
}

/// Approves or refuses one that is still asked for. Returns whether it was.
pub async fn decide(
    txn: &Txn,
    id: i64,
    state: &str,
    by: EmployeeId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let decided = Entity::update_many()
        .set(super::entities::exemptions::ActiveModel {
            state: Set(state.to_owned()),
            decided_by: Set(Some(by)),
            decided_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq("requested"))
        .exec(txn)
        .await?;
    Ok(decided.rows_affected > 0)
}
