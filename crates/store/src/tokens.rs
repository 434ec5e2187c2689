//! Keys to the API.

use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

pub use super::entities::tokens::Model as Token;
use super::entities::tokens::{Column, Entity};
use super::{Result, Txn};
use pekan_rules::EmployeeId;

/// Inserts one; the `id` is ignored.
pub async fn insert(txn: &Txn, token: Token) -> Result<()> {
    let mut row = token.into_active_model().reset_all();
    row.id = NotSet;
    row.insert(txn).await?;
    Ok(())
}

pub async fn end(txn: &Txn, token_hash: &str) -> Result<()> {
    Entity::delete_many().filter(Column::TokenHash.eq(token_hash)).exec(txn).await?;
    Ok(())
}

pub async fn end_all(txn: &Txn, employee: EmployeeId) -> Result<()> {
    Entity::delete_many().filter(Column::EmployeeId.eq(employee)).exec(txn).await?;
    Ok(())
}
