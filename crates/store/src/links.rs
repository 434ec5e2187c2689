//! One-use secrets: links in mails and messages, and the codes of slips.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

pub use super::entities::one_use_links::Model as Link;
use super::entities::one_use_links::{Column, Entity};
use super::{Result, Txn};
use pekan_rules::EmployeeId;
use pekan_rules::mail::LinkPurpose;

/// A link that still works.
pub async fn find(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Link>> {
    let found = Entity::find_by_id(token_hash).one(db).await?;
    Ok(found.filter(|link| link.used_at.is_none() && link.expires_at > now))
}

/// The ids of those who can still activate their account by a link or a slip.
pub(super) fn invited(now: DateTime<Utc>) -> SelectStatement {
    Query::select()
        .column(Column::EmployeeId)
        .from(Entity)
        .and_where(Column::Purpose.eq(LinkPurpose::Activation))
        .and_where(Column::UsedAt.is_null())
        .and_where(Column::ExpiresAt.gt(now))
        .take()
}

/// Those of some people who can.
pub async fn invited_of(
    db: &impl ConnectionTrait,
    employees: impl IntoIterator<Item = EmployeeId>,
    now: DateTime<Utc>,
) -> Result<HashSet<EmployeeId>> {
    let these = Entity::find()
        .select_only()
        .column(Column::EmployeeId)
        .filter(Column::EmployeeId.is_in(employees))
        .filter(Column::EmployeeId.in_subquery(invited(now)));
    Ok(these.into_tuple().all(db).await?.into_iter().collect())
}

pub async fn insert(txn: &Txn, link: Link) -> Result<()> {
    link.into_active_model().reset_all().insert(txn).await?;
    Ok(())
}

/// To whom an activation that still works was handed.
pub async fn invited_by_now(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<HashSet<EmployeeId>> {
    let live = Entity::find()
        .select_only()
        .column(Column::EmployeeId)
        .filter(Column::Purpose.eq(LinkPurpose::Activation))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now));
    let ids: Vec<EmployeeId> = live.into_tuple().all(db).await?;
    Ok(ids.into_iter().collect())
}

/// What was last handed to somebody and still works.
pub async fn newest(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Option<Link>> {
    let live = Entity::find()
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now));
    Ok(live.order_by_desc(Column::CreatedAt).limit(1).one(db).await?)
}

/// Inserts many.
pub async fn insert_many(txn: &Txn, links: Vec<Link>) -> Result<()> {
    if !links.is_empty() {
        let rows = links.into_iter().map(|link| link.into_active_model().reset_all());
        Entity::insert_many(rows).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// Uses one up, and with it all others of its owner. Returns whether it still worked.
pub async fn consume(txn: &Txn, link: &Link, now: DateTime<Utc>) -> Result<bool> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::TokenHash.eq(&link.token_hash))
        .filter(Column::UsedAt.is_null())
        .exec(txn)
        .await?;
    end_all(txn, link.employee_id, now).await?;
    Ok(used.rows_affected > 0)
}

pub async fn end_all(txn: &Txn, employee: EmployeeId, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::UsedAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// The same of many people.
pub async fn end_all_of(txn: &Txn, employees: &[EmployeeId], now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::EmployeeId.is_in(employees.iter().copied()))
        .filter(Column::UsedAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// Forgets links that ran out before an instant. Returns how many.
pub async fn purge_expired(txn: &Txn, before: DateTime<Utc>) -> Result<u64> {
    let stale = Entity::delete_many().filter(Column::ExpiresAt.lt(before));
    Ok(stale.exec(txn).await?.rows_affected)
}
