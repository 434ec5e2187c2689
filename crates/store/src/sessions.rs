//! Signed-in browsers, and the browsers that are known to an account.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
};

use super::entities::devices;
pub use super::entities::sessions::Model as Session;
use super::entities::sessions::{Column, Entity};
use super::{Result, Txn, push_subscriptions};
use pekan_rules::{EmployeeId, SessionId, session};

/// Inserts one; the `id` is ignored.
pub async fn insert(txn: &Txn, session: Session) -> Result<()> {
    let mut row = session.into_active_model().reset_all();
    row.id = NotSet;
    Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

/// Notes a request, which moves the end.
pub async fn seen(
    txn: &Txn,
    token_hash: &str,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::SeenAt, Expr::value(now))
        .col_expr(Column::ExpiresAt, Expr::value(expires_at))
        .filter(Column::TokenHash.eq(token_hash))
        .exec(txn)
        .await?;
    Ok(())
}

/// Notes that the identity provider vouched for its owner anew.
pub async fn vouch(txn: &Txn, token_hash: &str, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::VouchedAt, Expr::value(now))
        .filter(Column::TokenHash.eq(token_hash))
        .exec(txn)
        .await?;
    Ok(())
}

/// When the identity provider last vouched for its owner anew.
pub async fn vouched_at(
    db: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<DateTime<Utc>>> {
    let found = Entity::find().filter(Column::TokenHash.eq(token_hash)).one(db).await?;
    Ok(found.and_then(|session| session.vouched_at))
}

/// Notes that its owner has proved themselves anew.
pub async fn confirm(txn: &Txn, token_hash: &str, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::ConfirmedAt, Expr::value(now))
        .filter(Column::TokenHash.eq(token_hash))
        .exec(txn)
        .await?;
    Ok(())
}

/// Somebody's sessions that have not run out, the one used last first.
pub async fn of(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Vec<Session>> {
    Ok(Entity::find()
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::SeenAt)
        .order_by_desc(Column::Id)
        .all(db)
        .await?)
}

/// Ends one; nothing is pushed to its browser any more.
pub async fn end(txn: &Txn, token_hash: &str) -> Result<()> {
    if let Some(session) = push_subscriptions::session(txn, token_hash).await? {
        push_subscriptions::end_with_session(txn, session.id).await?;
    }
    Entity::delete_many().filter(Column::TokenHash.eq(token_hash)).exec(txn).await?;
    Ok(())
}

/// Ends one of somebody's. Returns whether there was one.
pub async fn end_one(txn: &Txn, employee: EmployeeId, id: SessionId) -> Result<bool> {
    let own = Entity::find_by_id(id).filter(Column::EmployeeId.eq(employee)).one(txn).await?;
    let Some(session) = own else { return Ok(false) };
    end(txn, &session.token_hash).await?;
    Ok(true)
}

/// Ends all sessions of somebody, but for one if it is named.
pub async fn end_all(txn: &Txn, employee: EmployeeId, but: Option<&str>) -> Result<()> {
    let mut ended = Entity::delete_many().filter(Column::EmployeeId.eq(employee));
    match but {
        Some(token_hash) => {
            push_subscriptions::end_with_others(txn, employee, token_hash).await?;
            ended = ended.filter(Column::TokenHash.ne(token_hash));
        }
        None => push_subscriptions::end_all_of(txn, &[employee]).await?,
    }
    ended.exec(txn).await?;
    Ok(())
}

pub async fn purge_expired(txn: &Txn, now: DateTime<Utc>) -> Result<u64> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lt(now)).exec(txn).await?.rows_affected)
}

/// Notes that somebody has signed in from a browser, new or known, which is known until then.
pub async fn remember_device(
    txn: &Txn,
    token_hash: &str,
    employee: EmployeeId,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let row = devices::Model {
        token_hash: token_hash.into(),
        employee_id: employee,
        created_at: now,
        expires_at,
        tries: 0,
    };
    let again = OnConflict::column(devices::Column::TokenHash)
        .update_columns([devices::Column::ExpiresAt, devices::Column::Tries])
        .to_owned();
    let row = row.into_active_model().reset_all();
    devices::Entity::insert(row).on_conflict(again).exec_without_returning(txn).await?;
    Ok(())
}

pub async fn device_known(
    db: &impl ConnectionTrait,
    token_hash: &str,
    employee: EmployeeId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let found = devices::Entity::find_by_id(token_hash).one(db).await?;
    Ok(found.is_some_and(|device| device.employee_id == employee && device.expires_at > now))
}

/// Counts a try from a known browser, before it is known whether it is right. Returns whether there was
/// one left: those who try at once do not pass each other.
pub async fn try_from_device(
    txn: &Txn,
    token_hash: &str,
    employee: EmployeeId,
    now: DateTime<Utc>,
    most: i32,
) -> Result<bool> {
    let counted = devices::Entity::update_many()
        .col_expr(devices::Column::Tries, Expr::col(devices::Column::Tries).add(1))
        .filter(devices::Column::TokenHash.eq(token_hash))
        .filter(devices::Column::EmployeeId.eq(employee))
        .filter(devices::Column::ExpiresAt.gt(now))
        .filter(devices::Column::Tries.lt(most))
        .exec(txn)
        .await?;
    Ok(counted.rows_affected > 0)
}

/// Forgets browsers in which nobody has signed in or been since an instant. Returns how many.
pub async fn forget_unused(txn: &Txn, before: DateTime<Utc>) -> Result<u64> {
    let seen = Entity::delete_many().filter(Column::SeenAt.lt(before)).exec(txn).await?;
    let known = devices::Entity::delete_many().filter(unused_device(before)).exec(txn).await?;
    Ok(seen.rows_affected + known.rows_affected)
}

/// How many there are of them.
pub async fn count_unused(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64> {
    let seen = Entity::find().filter(Column::SeenAt.lt(before)).count(db).await?;
    Ok(seen + devices::Entity::find().filter(unused_device(before)).count(db).await?)
}

/// A browser is known until so long after the last sign-in in it.
fn unused_device(before: DateTime<Utc>) -> SimpleExpr {
    devices::Column::ExpiresAt.lt(before + session::DEVICE)
}

pub async fn purge_devices(txn: &Txn, now: DateTime<Utc>) -> Result<u64> {
    let stale = devices::Entity::delete_many().filter(devices::Column::ExpiresAt.lt(now));
    Ok(stale.exec(txn).await?.rows_affected)
}
