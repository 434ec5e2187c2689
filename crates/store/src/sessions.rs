//! Signed-in browsers, and the browsers that are known to an account.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

use super::entities::devices;
pub use super::entities::sessions::Model as Session;
use super::entities::sessions::{Column, Entity};
use super::{Result, Txn};
use pekan_rules::EmployeeId;

pub async fn insert(txn: &Txn, session: Session) -> Result<()> {
    let row = session.into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

pub async fn seen(txn: &Txn, token_hash: &str, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::SeenAt, Expr::value(now))
        .filter(Column::TokenHash.eq(token_hash))
        .exec(txn)
        .await?;
    Ok(())
}

pub async fn end(txn: &Txn, token_hash: &str) -> Result<()> {
    Entity::delete_by_id(token_hash).exec(txn).await?;
    Ok(())
}

/// Ends all sessions of somebody, but for one if it is named.
pub async fn end_all(txn: &Txn, employee: EmployeeId, but: Option<&str>) -> Result<()> {
    let mut ended = Entity::delete_many().filter(Column::EmployeeId.eq(employee));
    if let Some(token_hash) = but {
        ended = ended.filter(Column::TokenHash.ne(token_hash));
    }
    ended.exec(txn).await?;
    Ok(())
}

pub async fn purge_expired(txn: &Txn, now: DateTime<Utc>) -> Result<u64> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lt(now)).exec(txn).await?.rows_affected)
}

pub async fn remember_device(
    txn: &Txn,
    token_hash: &str,
    employee: EmployeeId,
    now: DateTime<Utc>,
) -> Result<()> {
    let row =
        devices::Model { token_hash: token_hash.into(), employee_id: employee, created_at: now };
    let row = row.into_active_model().reset_all();
    devices::Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

pub async fn device_known(
    db: &impl ConnectionTrait,
    token_hash: &str,
    employee: EmployeeId,
) -> Result<bool> {
    let found = devices::Entity::find_by_id(token_hash).one(db).await?;
    Ok(found.is_some_and(|device| device.employee_id == employee))
}
