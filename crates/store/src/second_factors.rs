//! Second factors: the secret that an app shares with us, codes for when it is lost, and sign-ins that
//! wait for a code.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QuerySelect,
};

use super::entities::employees;
pub use super::entities::second_factors::Model as SecondFactor;
use super::entities::second_factors::{Column, Entity};
pub use super::entities::sign_in_steps::Model as Step;
use super::entities::{recovery_codes, sign_in_steps};
use super::{Result, Txn};
use pekan_rules::EmployeeId;

/// Whether whoever a query is about has one that was tried.
pub(super) fn exists() -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(Entity)
        .and_where(
            Expr::col((Entity, Column::EmployeeId))
                .equals((employees::Entity, employees::Column::Id)),
        )
        .and_where(Expr::col((Entity, Column::ConfirmedAt)).is_not_null())
        .take()
}

/// Somebody's, tried or not.
pub async fn of(db: &impl ConnectionTrait, employee: EmployeeId) -> Result<Option<SecondFactor>> {
    Ok(Entity::find_by_id(employee).one(db).await?)
}

/// The same, kept from other writers until the transaction ends.
pub async fn lock(txn: &Txn, employee: EmployeeId) -> Result<Option<SecondFactor>> {
    Ok(Entity::find_by_id(employee).lock_exclusive().one(txn).await?)
}

pub async fn insert(txn: &Txn, factor: SecondFactor) -> Result<()> {
    Entity::insert(factor.into_active_model().reset_all()).exec_without_returning(txn).await?;
    Ok(())
}

pub async fn update(txn: &Txn, factor: SecondFactor) -> Result<()> {
    factor.into_active_model().reset_all().update(txn).await?;
    Ok(())
}

/// Takes it away with its recovery codes. Returns whether there was one.
pub async fn remove(txn: &Txn, employee: EmployeeId) -> Result<bool> {
    let codes = recovery_codes::Entity::delete_many();
    codes.filter(recovery_codes::Column::EmployeeId.eq(employee)).exec(txn).await?;
    let steps = sign_in_steps::Entity::delete_many();
    steps.filter(sign_in_steps::Column::EmployeeId.eq(employee)).exec(txn).await?;
    Ok(Entity::delete_by_id(employee).exec(txn).await?.rows_affected > 0)
}

/// Gives somebody recovery codes, by their hashes, in place of those of before.
pub async fn put_codes(txn: &Txn, employee: EmployeeId, hashes: Vec<String>) -> Result<()> {
    let old = recovery_codes::Entity::delete_many();
    old.filter(recovery_codes::Column::EmployeeId.eq(employee)).exec(txn).await?;
    let rows = hashes.into_iter().map(|code_hash| {
        let row = recovery_codes::Model { code_hash, employee_id: employee, used_at: None };
        row.into_active_model().reset_all()
    });
    recovery_codes::Entity::insert_many(rows).exec_without_returning(txn).await?;
    Ok(())
}

/// Uses a recovery code up. Returns whether it was theirs and still worked.
pub async fn use_code(
    txn: &Txn,
    employee: EmployeeId,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let used = recovery_codes::Entity::update_many()
        .col_expr(recovery_codes::Column::UsedAt, Expr::value(now))
        .filter(recovery_codes::Column::CodeHash.eq(hash))
        .filter(recovery_codes::Column::EmployeeId.eq(employee))
        .filter(recovery_codes::Column::UsedAt.is_null())
        .exec(txn)
        .await?;
    Ok(used.rows_affected > 0)
}

/// How many codes are left.
pub async fn codes_left(db: &impl ConnectionTrait, employee: EmployeeId) -> Result<u64> {
    let own = recovery_codes::Entity::find();
    let own = own.filter(recovery_codes::Column::EmployeeId.eq(employee));
    Ok(own.filter(recovery_codes::Column::UsedAt.is_null()).count(db).await?)
}

/// Notes that somebody's password was right and a code is waited for.
pub async fn begin_step(txn: &Txn, step: Step) -> Result<()> {
    let row = step.into_active_model().reset_all();
    sign_in_steps::Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

/// A sign-in that waits for its code and has a try left.
pub async fn step(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
    most: i32,
) -> Result<Option<Step>> {
    let found = sign_in_steps::Entity::find_by_id(token_hash).one(db).await?;
    Ok(found.filter(|step| step.expires_at > now && step.tries < most))
}

/// Takes one of its tries. Returns whether there was one left.
pub async fn try_step(txn: &Txn, token_hash: &str, now: DateTime<Utc>, most: i32) -> Result<bool> {
    let tried = sign_in_steps::Entity::update_many()
        .col_expr(sign_in_steps::Column::Tries, Expr::col(sign_in_steps::Column::Tries).add(1))
        .filter(sign_in_steps::Column::TokenHash.eq(token_hash))
        .filter(sign_in_steps::Column::ExpiresAt.gt(now))
        .filter(sign_in_steps::Column::Tries.lt(most))
        .exec(txn)
        .await?;
    Ok(tried.rows_affected > 0)
}

pub async fn end_step(txn: &Txn, token_hash: &str) -> Result<()> {
    sign_in_steps::Entity::delete_by_id(token_hash).exec(txn).await?;
    Ok(())
}

pub async fn purge_steps(txn: &Txn, now: DateTime<Utc>) -> Result<u64> {
    let stale = sign_in_steps::Entity::delete_many();
    let stale = stale.filter(sign_in_steps::Column::ExpiresAt.lt(now));
    Ok(stale.exec(txn).await?.rows_affected)
}
