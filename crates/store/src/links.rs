//! One-use secrets: links in mails and messages, and the codes of slips.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::entities::employees::{self, Entity as Employees};
use super::entities::mails::{Column as Mailed, Entity as Mails};
pub use super::entities::one_use_links::Model as Link;
use super::entities::one_use_links::{Column, Entity};
use super::{Result, Txn};
use pekan_rules::EmployeeId;
use pekan_rules::activation::Channel;
use pekan_rules::mail::{LinkPurpose, MailKind, MailState};

/// A link that still works.
pub async fn find(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Link>> {
    let found = Entity::find_by_id(token_hash).one(db).await?;
    Ok(found.filter(|link| link.used_at.is_none() && link.expires_at > now))
}

/// The ids of those who are invited: a slip or a link with which they can activate their account still
/// works and has reached them, or a mail with one waits to be sent. What was written into a folder, for
/// there is no mail server, has reached nobody.
pub(super) fn invited(now: DateTime<Utc>) -> SelectStatement {
    let sent = Query::select()
        .expr(Expr::val(1))
        .from(Mails)
        .and_where(Expr::col((Mails, Mailed::EmployeeId)).equals((Entity, Column::EmployeeId)))
        .and_where(Expr::col((Mails, Mailed::SentAt)).gte(Expr::col((Entity, Column::CreatedAt))))
        .take();
    let reached = Condition::any().add(Column::Channel.ne(Channel::Mail)).add(Expr::exists(sent));
    let waiting = Query::select()
        .column(Mailed::EmployeeId)
        .from(Mails)
        .and_where(Mailed::Kind.eq(MailKind::Activation))
        .and_where(Mailed::State.is_in([MailState::Queued, MailState::Sending]))
        .take();
    Query::select()
        .column(Column::EmployeeId)
        .from(Entity)
        .and_where(Column::Purpose.eq(LinkPurpose::Activation))
        .and_where(Column::UsedAt.is_null())
        .and_where(Column::ExpiresAt.gt(now))
        .cond_where(reached)
        .union(UnionType::All, waiting)
        .take()
}

/// Those of some people who are.
pub async fn invited_of(
    db: &impl ConnectionTrait,
    people: impl IntoIterator<Item = EmployeeId>,
    now: DateTime<Utc>,
) -> Result<HashSet<EmployeeId>> {
    let these = Employees::find()
        .select_only()
        .column(employees::Column::Id)
        .filter(employees::Column::Id.is_in(people))
        .filter(employees::Column::Id.in_subquery(invited(now)));
    Ok(these.into_tuple().all(db).await?.into_iter().collect())
}

pub async fn insert(txn: &Txn, link: Link) -> Result<()> {
    link.into_active_model().reset_all().insert(txn).await?;
    Ok(())
}

/// What was last handed to somebody and still works.
pub async fn newest(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Option<Link>> {
    let usable = Entity::find()
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now));
    Ok(usable.order_by_desc(Column::CreatedAt).limit(1).one(db).await?)
}

/// What was last made by hand to replace somebody's password, used or not.
pub async fn last_handed(db: &impl ConnectionTrait, employee: EmployeeId) -> Result<Option<Link>> {
    let handed = Entity::find()
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::Purpose.eq(LinkPurpose::PasswordReset))
        .filter(Column::Channel.ne(Channel::Mail));
    Ok(handed.order_by_desc(Column::CreatedAt).limit(1).one(db).await?)
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
