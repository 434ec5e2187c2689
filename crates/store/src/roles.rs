//! Roles: dated, revocable, over an office and all below it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::{Expr, IntoCondition};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder,
};

use super::entities::employees::{Entity as Employees, Model as Employee};
pub use super::entities::roles::Model as RoleRow;
use super::entities::roles::{Column, Entity};
use super::gather::Rows;
use super::{Result, Txn, placements};
use pekan_rules::{EmployeeId, OfficeId, Role, RoleId, RoleKind};

/// Somebody's roles in force on a day.
pub async fn of(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    today: NaiveDate,
) -> Result<Vec<Role>> {
    let rows = Entity::find().filter(Column::EmployeeId.eq(employee)).filter(in_force(today));
    Ok(rows.all(db).await?.iter().map(role).collect())
}

/// Roles that were not revoked, to be gathered.
pub(super) fn standing_rows(narrowed: impl IntoCondition) -> Rows {
    Rows::all(Entity::find().filter(narrowed).filter(Column::RevokedAt.is_null()))
}

pub(super) fn employee() -> Expr {
    Column::EmployeeId.into_expr()
}

/// What the rules know of it.
pub fn role(row: &RoleRow) -> Role {
    let RoleRow {
        id: _,
        employee_id: _,
        kind,
        office_id,
        from_on,
        to_on,
        acting,
        created_at: _,
        revoked_at: _,
    } = row.clone();
    Role {
        kind,
        // Roles without an office serve the whole installation; no office has the id 0.
        office: office_id.unwrap_or(OfficeId::NONE),
        from: from_on,
        to: to_on,
        acting,
    }
}

fn in_force(today: NaiveDate) -> Condition {
    Condition::all()
        .add(Column::RevokedAt.is_null())
        .add(Column::FromOn.lte(today))
        .add(Condition::any().add(Column::ToOn.is_null()).add(Column::ToOn.gte(today)))
}

/// All that were not revoked and have not run out, with whose they are.
pub async fn standing(
    db: &impl ConnectionTrait,
    today: NaiveDate,
) -> Result<Vec<(RoleRow, Option<Employee>)>> {
    let lasting = Condition::any().add(Column::ToOn.is_null()).add(Column::ToOn.gte(today));
    Ok(Entity::find()
        .find_also_related(Employees)
        .filter(Column::RevokedAt.is_null())
        .filter(lasting)
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

/// Everybody with a role of this kind in force, with the row.
pub async fn holders(
    db: &impl ConnectionTrait,
    kind: RoleKind,
    today: NaiveDate,
) -> Result<Vec<(RoleRow, Option<Employee>)>> {
    let rows = Entity::find().find_also_related(Employees).filter(in_force(today));
    Ok(rows.filter(Column::Kind.eq(kind)).order_by_asc(Column::Id).all(db).await?)
}

/// Any number will do, if every node takes the same.
const ADMINISTRATORS_LOCK: i64 = 7_320_121;

/// Whether somebody else than `leaving` goes on administering: has a password, is not kept out, and neither
/// their role nor their placement ends within the day. Whoever asks this of another waits until the transaction ends.
pub async fn others_administer(txn: &Txn, leaving: EmployeeId, today: NaiveDate) -> Result<bool> {
    if txn.get_database_backend() == DbBackend::Postgres {
        let lock = format!("SELECT pg_advisory_xact_lock({ADMINISTRATORS_LOCK})");
        txn.execute_unprepared(&lock).await?;
    }
    let by_employee = holders(txn, RoleKind::Administrator, today).await?;
    let stay: Vec<_> = by_employee
        .into_iter()
        .filter(|(row, _)| row.employee_id != leaving && row.to_on.is_none_or(|to| to > today))
        .filter_map(|(_, employee)| {
            employee.filter(|one| one.password_hash.is_some() && one.disabled_at.is_none())
        })
        .map(|employee| employee.id)
        .collect();
    let places = placements::of_many(txn, stay.iter().copied()).await?;
    // Whoever has no placement at all, as the first administrator, leaves none.
    let leaves = |id: &EmployeeId| {
        let last = places.get(id).and_then(|places| places.last());
        last.is_some_and(|last| last.to.is_some_and(|to| to <= today))
    };
    Ok(stay.iter().any(|id| !leaves(id)))
}

/// Inserts one; the `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, row: RoleRow) -> Result<RoleId> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(txn).await?.id)
}

/// Revokes one; returns it, if it stood.
pub async fn revoke(txn: &Txn, id: RoleId, now: DateTime<Utc>) -> Result<Option<RoleRow>> {
    let standing = Entity::find_by_id(id).filter(Column::RevokedAt.is_null()).one(txn).await?;
    let Some(row) = standing else { return Ok(None) };
    let mut active = row.clone().into_active_model();
    active.revoked_at = sea_orm::ActiveValue::Set(Some(now));
    active.update(txn).await?;
    Ok(Some(row))
}

/// Somebody's roles that were not revoked and last beyond a day.
pub async fn lasting(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    day: NaiveDate,
) -> Result<Vec<RoleRow>> {
    let beyond = Condition::any().add(Column::ToOn.is_null()).add(Column::ToOn.gt(day));
    let rows = Entity::find().filter(Column::EmployeeId.eq(employee)).filter(beyond);
    Ok(rows.filter(Column::RevokedAt.is_null()).all(db).await?)
}

/// Somebody's roles that hold today, or will.
pub async fn current_and_coming(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    today: NaiveDate,
) -> Result<Vec<Role>> {
    let eve = today.pred_opt().unwrap_or(today);
    Ok(lasting(db, employee, eve).await?.iter().map(role).collect())
}

/// Everybody's roles that hold today, or will.
pub async fn all_current_and_coming(
    db: &impl ConnectionTrait,
    today: NaiveDate,
) -> Result<HashMap<EmployeeId, Vec<Role>>> {
    let mut by_employee: HashMap<_, Vec<_>> = HashMap::new();
    for (row, _) in standing(db, today).await? {
        by_employee.entry(row.employee_id).or_default().push(role(&row));
    }
    Ok(by_employee)
}

/// All that somebody ever had, the newest first.
pub async fn history(db: &impl ConnectionTrait, employee: EmployeeId) -> Result<Vec<RoleRow>> {
    let rows = Entity::find().filter(Column::EmployeeId.eq(employee));
    Ok(rows.order_by_desc(Column::FromOn).order_by_desc(Column::Id).all(db).await?)
}

pub async fn by_id(db: &impl ConnectionTrait, id: RoleId) -> Result<Option<RoleRow>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Sets the last day of a role.
pub async fn end(txn: &Txn, role: RoleRow, last_day: NaiveDate) -> Result<()> {
    let mut active = role.into_active_model();
    active.to_on = sea_orm::ActiveValue::Set(Some(last_day));
    active.update(txn).await?;
    Ok(())
}
