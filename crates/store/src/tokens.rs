//! Keys to the API.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder,
};

pub use super::entities::tokens::Model as Token;
use super::entities::tokens::{Column, Entity};
use super::{Result, Txn};
use pekan_rules::{EmployeeId, Role, TokenId, api_key};

/// Inserts one; the `id` is ignored.
pub async fn insert(txn: &Txn, token: Token) -> Result<()> {
    let mut row = token.into_active_model().reset_all();
    row.id = NotSet;
    row.insert(txn).await?;
    Ok(())
}

/// Notes a request.
pub async fn seen(txn: &Txn, token_hash: &str, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::SeenAt, Expr::value(now))
        .filter(Column::TokenHash.eq(token_hash))
        .exec(txn)
        .await?;
    Ok(())
}

pub async fn purge_expired(txn: &Txn, now: DateTime<Utc>) -> Result<u64> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lt(now)).exec(txn).await?.rows_affected)
}

/// Ends the one with this hash. Returns its row if there was one.
pub async fn end(txn: &Txn, token_hash: &str) -> Result<Option<Token>> {
    let found = Entity::find().filter(Column::TokenHash.eq(token_hash)).one(txn).await?;
    Entity::delete_many().filter(Column::TokenHash.eq(token_hash)).exec(txn).await?;
    Ok(found)
}

/// Somebody's keys that have not run out, the newest first, each with the end that counts for somebody with
/// the roles that they have today.
pub async fn of(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    roles: &[Role],
    now: DateTime<Utc>,
) -> Result<Vec<Token>> {
    let own = Entity::find().filter(Column::EmployeeId.eq(employee));
    let found = own.filter(Column::ExpiresAt.gt(now)).order_by_desc(Column::Id).all(db).await?;
    let ends = |token: &Token| {
        let by_roles = api_key::expires_at(token.created_at, roles.iter().map(|role| role.kind));
        token.expires_at.min(by_roles)
    };
    let counting = found.into_iter().map(|token| Token { expires_at: ends(&token), ..token });
    Ok(counting.filter(|token| token.expires_at > now).collect())
}

/// Ends one of somebody's. Returns its row if there was one.
pub async fn end_one(txn: &Txn, employee: EmployeeId, id: TokenId) -> Result<Option<Token>> {
    let found = Entity::find_by_id(id).filter(Column::EmployeeId.eq(employee)).one(txn).await?;
    Entity::delete_many()
        .filter(Column::Id.eq(id))
        .filter(Column::EmployeeId.eq(employee))
        .exec(txn)
        .await?;
    Ok(found)
}

pub async fn end_all(txn: &Txn, employee: EmployeeId) -> Result<()> {
    Entity::delete_many().filter(Column::EmployeeId.eq(employee)).exec(txn).await?;
    Ok(())
}
