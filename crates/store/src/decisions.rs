//! Proposals that somebody decides on: once.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Value};

use super::{Result, Txn};
use pekan_rules::EmployeeId;

/// Where a table of proposals says what became of each.
pub struct Columns<E: EntityTrait> {
    pub id: E::Column,
    pub state: E::Column,
    pub decided_by: E::Column,
    pub decided_at: E::Column,
    pub reason: E::Column,
}

/// What was decided.
pub struct Decision {
    pub by: EmployeeId,
    pub reason: Option<String>,
    pub at: DateTime<Utc>,
}

/// Settles one that is in the first of two states; returns whether it was.
pub async fn settle<E: EntityTrait>(
    txn: &Txn,
    columns: Columns<E>,
    id: impl Into<Value>,
    (from, to): (impl Into<Value>, impl Into<Value>),
    decision: Decision,
) -> Result<bool> {
    let done = E::update_many()
        .col_expr(columns.state, Expr::value(to))
        .col_expr(columns.decided_by, Expr::value(decision.by))
        .col_expr(columns.decided_at, Expr::value(decision.at))
        .col_expr(columns.reason, Expr::value(decision.reason))
        .filter(columns.id.eq(id))
        .filter(columns.state.eq(from))
        .exec(txn)
        .await?;
    Ok(done.rows_affected > 0)
}
