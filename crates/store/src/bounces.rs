//! What was said of addresses at which nobody is, and which of them are not written to any more. A mark is
//! of an address, not of a person: with another address they are written to again.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

pub use super::entities::bounces::Model as Bounce;
use super::entities::bounces::{ActiveModel, Column, Entity};
use super::entities::employees;
use super::mails::Mail;
use super::{Result, Txn};
use pekan_rules::bounce::{BounceSource, FAILURES, is_marked};
use pekan_rules::{BounceId, EmployeeId, MailId, keys};

/// Longer words of a server are cut.
const LONGEST_WORDS: usize = 500;

/// What is said of the address that a mail went to; none where it went to none.
pub fn of(mail: &Mail, source: BounceSource, words: &str, now: DateTime<Utc>) -> Option<Bounce> {
    let address = keys::address(mail.recipient.as_ref()?);
    Some(Bounce {
        id: BounceId::NONE,
        employee_id: mail.employee_id,
        mail_id: Some(mail.id),
        address,
        source,
        noted_at: now,
        noted_by: None,
        words: words.chars().take(LONGEST_WORDS).collect(),
        cleared_at: None,
        cleared_by: None,
    })
}

/// Inserts one; the `id` is ignored. Returns whether it is new: a mail comes back once.
pub async fn insert(txn: &Txn, row: Bounce) -> Result<bool> {
    let row = ActiveModel { id: NotSet, ..row.into_active_model().reset_all() };
    let once = OnConflict::new().do_nothing().to_owned();
    Ok(Entity::insert(row).on_conflict(once).exec_without_returning(txn).await? > 0)
}

/// Whether an address is not written to any more.
pub async fn is_not_written_to(db: &impl ConnectionTrait, address: &str) -> Result<bool> {
    let found = open().filter(Column::Address.eq(keys::address(address)));
    let sources: Vec<BounceSource> =
        found.select_only().column(Column::Source).into_tuple().all(db).await?;
    Ok(is_marked(sources.len() as u64, sources.contains(&BounceSource::Entered)))
}

/// An address that is not written to any more.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Marked {
    pub address: String,
    /// How often it was said that nobody is there.
    pub failures: i64,
    pub last_at: DateTime<Utc>,
    /// The last that was said.
    pub last_id: BounceId,
}

/// All that are not written to any more, the newest first, from the row `offset` on.
pub async fn marked(db: &impl ConnectionTrait, offset: u64, limit: u64) -> Result<Vec<Marked>> {
    Ok(newest_first().offset(offset).limit(limit).into_model().all(db).await?)
}

/// The same, from the one on that comes after another, by what was last said of it.
pub async fn marked_after(
    db: &impl ConnectionTrait,
    after: Option<BounceId>,
    limit: u64,
) -> Result<Vec<Marked>> {
    let mut found = newest_first();
    if let Some(after) = after {
        found = found.having(Column::Id.max().lt(after));
    }
    Ok(found.limit(limit).into_model().all(db).await?)
}

fn newest_first() -> Select<Entity> {
    grouped()
        .column_as(Column::Id.count(), "failures")
        .column_as(Column::NotedAt.max(), "last_at")
        .column_as(Column::Id.max(), "last_id")
        .order_by_desc(Column::Id.max())
}

/// How many addresses are not written to any more.
pub async fn count_marked(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(grouped().count(db).await?)
}

/// Marked addresses; the columns that are read are still to be named.
fn grouped() -> Select<Entity> {
    let entered = Expr::case(Column::Source.eq(BounceSource::Entered), Expr::value(1));
    let failures = i64::try_from(FAILURES).unwrap_or(i64::MAX);
    let is_marked = Column::Id.count().gte(failures);
    let is_entered = Expr::expr(entered.finally(Expr::value(0))).max().gte(1);
    open()
        .select_only()
        .column(Column::Address)
        .group_by(Column::Address)
        .having(is_marked.or(is_entered))
}

fn open() -> Select<Entity> {
    Entity::find().filter(Column::ClearedAt.is_null())
}

/// Who has one of these addresses now.
pub async fn people_at(
    db: &impl ConnectionTrait,
    addresses: impl IntoIterator<Item = String>,
) -> Result<Vec<employees::Model>> {
    let found = employees::Entity::find().filter(employees::Column::Email.is_in(addresses));
    Ok(found.order_by_asc(employees::Column::Name).all(db).await?)
}

/// What was said of the addresses of somebody, the newest first.
pub async fn of_employee(db: &impl ConnectionTrait, employee: EmployeeId) -> Result<Vec<Bounce>> {
    let found = Entity::find().filter(Column::EmployeeId.eq(employee));
    Ok(found.order_by_desc(Column::Id).all(db).await?)
}

/// What was said since it was last cleared of the address that a mail went to, and what ever was said of
/// the mail itself, the newest first.
pub async fn of_mail(db: &impl ConnectionTrait, mail: MailId) -> Result<Vec<Bounce>> {
    let found = Entity::find().filter(Column::MailId.eq(mail));
    Ok(found.order_by_desc(Column::Id).all(db).await?)
}

/// From now on nothing counts that was said of an address. Returns whether anything did.
pub async fn clear(
    txn: &Txn,
    address: &str,
    by: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let cleared = Entity::update_many()
        .col_expr(Column::ClearedAt, Expr::value(now))
        .col_expr(Column::ClearedBy, Expr::value(by))
        .filter(Column::Address.eq(keys::address(address)))
        .filter(Column::ClearedAt.is_null());
    Ok(cleared.exec(txn).await?.rows_affected > 0)
}

/// What was said of the addresses of somebody who is erased.
pub async fn forget(txn: &Txn, employee: EmployeeId) -> Result<()> {
    Entity::delete_many().filter(Column::EmployeeId.eq(employee)).exec(txn).await?;
    Ok(())
}
