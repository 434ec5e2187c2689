//! The outbox. A mail is claimed with a lease before it is sent, and every attempt leaves a row.

mod delivery;
mod insertion;
mod lists;
mod notices;

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
pub use delivery::{Due, claim, due, due_on_phones, release, settle};
use insertion::was_dropped;
pub use insertion::{insert, insert_addressed, insert_many, remind};
pub use lists::{
    Search, attempts, by_id, count, count_found, count_on_phones, count_written, newest_of,
    of_employee, page, search,
};
pub(super) use notices::shown_rows;
pub use notices::{Notice, put_aside, told, unread};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Select,
};

use crate::entities::delivery_attempts;
pub use crate::entities::delivery_attempts::Model as Attempt;
use crate::entities::employees::{self, Entity as Employees, Model as Employee};
pub use crate::entities::mails::Model as Mail;
use crate::entities::mails::{ActiveModel, Column, Entity, Relation};
pub use crate::leases::LONGEST_WAIT;
use crate::{Result, Txn, oldest};
use pekan_rules::mail::{AttemptOutcome, MailKind, MailState};
use pekan_rules::unsent::Unsent;
use pekan_rules::{EmployeeId, MailId, Period, PurchaseId};

/// Whatever still waits for some people is not sent any more.
pub async fn drop_waiting(txn: &Txn, employees: &[EmployeeId]) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(MailState::Obsolete))
        .filter(Column::EmployeeId.is_in(employees.iter().copied()))
        .filter(Column::State.eq(MailState::Queued))
        .exec(txn)
        .await?;
    Ok(())
}

/// Whether somebody has been told the same of an account, or is about to be, since an instant.
pub async fn said_since(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    change: &str,
    since: DateTime<Utc>,
) -> Result<bool> {
    let said = Entity::find()
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::Kind.eq(MailKind::AccountChanged))
        .filter(Column::Change.eq(change))
        .filter(Column::CreatedAt.gt(since));
    Ok(said.count(db).await? > 0)
}

/// Who has this mail already, of some period: it was sent, or waits.
pub async fn receivers(
    db: &impl ConnectionTrait,
    kind: MailKind,
    period: &Period,
) -> Result<Vec<EmployeeId>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::EmployeeId)
        .filter(Column::Kind.eq(kind))
        .filter(Column::PeriodKind.eq(period.kind))
        .filter(Column::PeriodStart.eq(period.start))
        .filter(was_dropped().not())
        .into_tuple()
        .all(db)
        .await?)
}

/// Which of some people were ever put in for this mail, of some period.
pub async fn put_in_for(
    db: &impl ConnectionTrait,
    kind: MailKind,
    period: &Period,
    people: &[EmployeeId],
) -> Result<HashSet<EmployeeId>> {
    let mut found = HashSet::new();
    for some in people.chunks(500) {
        let theirs = Entity::find()
            .select_only()
            .column(Column::EmployeeId)
            .filter(Column::Kind.eq(kind))
            .filter(Column::EmployeeId.is_in(some.iter().copied()))
            .filter(Column::PeriodKind.eq(period.kind))
            .filter(Column::PeriodStart.eq(period.start));
        found.extend(theirs.into_tuple::<EmployeeId>().all(db).await?);
    }
    Ok(found)
}

/// Takes out what mails from before an instant said, of so many at the most; who received them,
/// when, and their subject stay. Returns of how many.
pub async fn purge_bodies(txn: &Txn, before: DateTime<Utc>, most: u64) -> Result<u64> {
    let ids: Vec<MailId> = oldest::ids(txn, with_body(before), Column::Id, most).await?;
    let forgotten = Entity::update_many()
        .col_expr(Column::Body, Expr::value(None::<String>))
        .filter(Column::Id.is_in(ids));
    Ok(forgotten.exec(txn).await?.rows_affected)
}

/// How many that are done and were made before an instant still have their body.
pub async fn count_bodies(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64> {
    Ok(with_body(before).count(db).await?)
}

fn with_body(before: DateTime<Utc>) -> Select<Entity> {
    Entity::find()
        .filter(Column::Body.is_not_null())
        .filter(Column::State.is_in([MailState::Sent, MailState::Failed, MailState::Obsolete]))
        .filter(Column::CreatedAt.lt(before))
}

/// Puts a failed one back in the queue. Returns whether it had failed.
pub async fn retry(txn: &Txn, id: MailId, now: DateTime<Utc>) -> Result<bool> {
    let queued = Entity::update_many()
        .col_expr(Column::State, Expr::value(MailState::Queued))
        .col_expr(Column::NextAttemptAt, Expr::value(now))
        .col_expr(Column::ShownFrom, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::Attempts, Expr::value(0))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(MailState::Failed))
        .exec(txn)
        .await?;
    Ok(queued.rows_affected > 0)
}

/// Puts all failed ones back in the queue. Returns how many.
pub async fn retry_failed(txn: &Txn, now: DateTime<Utc>) -> Result<u64> {
    let queued = Entity::update_many()
        .col_expr(Column::State, Expr::value(MailState::Queued))
        .col_expr(Column::NextAttemptAt, Expr::value(now))
        .col_expr(Column::ShownFrom, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::Attempts, Expr::value(0))
        .filter(Column::State.eq(MailState::Failed))
        .exec(txn)
        .await?;
    Ok(queued.rows_affected)
}

/// How many mails that are not about their account somebody has had in a week, with those that are being sent to
/// them and are older than this one. What a clock that was wrong has sent in another week is not among them.
pub async fn had_in_week(
    db: &impl ConnectionTrait,
    mail: &Mail,
    monday: DateTime<Utc>,
) -> Result<u32> {
    let about_the_account = MailKind::ALL.into_iter().filter(|kind| kind.is_about_the_account());
    let sent = Column::State.eq(MailState::Sent).and(Column::SentAt.gte(monday));
    let sent = sent.and(Column::SentAt.lt(monday + TimeDelta::days(7)));
    let leaves = Column::State.eq(MailState::Sending).and(Column::Id.lt(mail.id));
    let had = Entity::find()
        .filter(Column::EmployeeId.eq(mail.employee_id))
        .filter(Column::Kind.is_not_in(about_the_account))
        .filter(Column::ShownFrom.is_null())
        .filter(sent.or(leaves));
    Ok(u32::try_from(had.count(db).await?).unwrap_or(u32::MAX))
}

/// When somebody was last put in for a mail of this kind.
pub async fn last_queued(
    db: &impl ConnectionTrait,
    kind: MailKind,
    employee: EmployeeId,
) -> Result<Option<DateTime<Utc>>> {
    let found = Entity::find().filter(Column::Kind.eq(kind));
    let newest = found.filter(Column::EmployeeId.eq(employee)).order_by_desc(Column::Id);
    Ok(newest.limit(1).all(db).await?.pop().map(|mail| mail.created_at))
}

/// Whether a mail of this kind still waits for somebody.
pub async fn waiting(
    db: &impl ConnectionTrait,
    kind: MailKind,
    employee: EmployeeId,
) -> Result<bool> {
    let found = Entity::find().filter(Column::Kind.eq(kind));
    let waiting = found
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::State.is_in([MailState::Queued, MailState::Sending]));
    Ok(waiting.count(db).await? > 0)
}

/// For which of some people a mail of this kind still waits.
pub async fn waiting_of(
    db: &impl ConnectionTrait,
    kind: MailKind,
    employees: &[EmployeeId],
) -> Result<HashSet<EmployeeId>> {
    let found = Entity::find().select_only().column(Column::EmployeeId);
    let waiting = found
        .filter(Column::Kind.eq(kind))
        .filter(Column::EmployeeId.is_in(employees.iter().copied()))
        .filter(Column::State.is_in([MailState::Queued, MailState::Sending]));
    let ids: Vec<EmployeeId> = waiting.into_tuple().all(db).await?;
    Ok(ids.into_iter().collect())
}

/// To which addresses sends were tried since an instant and until now, by all workers, up to `most`; empty
/// where a mail had none. What a clock that was wrong has dated later is left out.
pub async fn attempted_between(
    db: &impl ConnectionTrait,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
    most: u64,
) -> Result<Vec<String>> {
    // Backwards by id: no index on the time is needed, and no more than `most` rows are read.
    let newest: Vec<(DateTime<Utc>, Option<String>)> = delivery_attempts::Entity::find()
        .select_only()
        .column(delivery_attempts::Column::AttemptedAt)
        .column(Column::Recipient)
        .join(JoinType::InnerJoin, delivery_attempts::Relation::Mail.def())
        .filter(delivery_attempts::Column::Outcome.ne(AttemptOutcome::Obsolete))
        .filter(Column::Phones.is_null())
        .order_by_desc(delivery_attempts::Column::Id)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?;
    let within = newest.into_iter().filter(|(at, _)| *at > since && *at <= now);
    Ok(within.map(|(_, recipient)| recipient.unwrap_or_default()).collect())
}

/// What became of the newest attempts since an instant, the newest first.
pub async fn newest_outcomes(
    db: &impl ConnectionTrait,
    since: DateTime<Utc>,
    most: u64,
) -> Result<Vec<AttemptOutcome>> {
    let newest: Vec<(DateTime<Utc>, AttemptOutcome)> = delivery_attempts::Entity::find()
        .select_only()
        .columns([delivery_attempts::Column::AttemptedAt, delivery_attempts::Column::Outcome])
        .join(JoinType::InnerJoin, delivery_attempts::Relation::Mail.def())
        .filter(Column::Phones.is_null())
        .filter(delivery_attempts::Column::Outcome.ne(AttemptOutcome::Obsolete))
        .filter(delivery_attempts::Column::Reply.ne(Unsent::OfficeHours.name()))
        .order_by_desc(delivery_attempts::Column::Id)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?;
    Ok(newest.into_iter().filter(|(at, _)| *at > since).map(|(_, outcome)| outcome).collect())
}

/// Drops one that nobody has begun to send, and keeps it from being put in again. Returns whether it
/// waited.
pub async fn cancel(txn: &Txn, mail: &Mail, address: &str, now: DateTime<Utc>) -> Result<bool> {
    let cancelled = Entity::update_many()
        .col_expr(Column::State, Expr::value(MailState::Obsolete))
        .col_expr(Column::Recipient, Expr::value(address))
        .filter(Column::Id.eq(mail.id))
        .filter(Column::State.eq(MailState::Queued))
        .exec(txn)
        .await?;
    if cancelled.rows_affected == 0 {
        return Ok(false);
    }
    delivery::note(txn, mail.id, AttemptOutcome::Obsolete, Unsent::Cancelled.name(), now).await?;
    Ok(true)
}

/// The mail of a Message-ID, by its part before the host.
pub async fn by_message_id(db: &impl ConnectionTrait, id: &str) -> Result<Option<Mail>> {
    Ok(Entity::find().filter(Column::MessageId.eq(id)).one(db).await?)
}

/// A part of a Message-ID, the one before the host, that no other mail has.
pub fn message_id(employee: EmployeeId, now: DateTime<Utc>) -> String {
    let mut random = [0; 16];
    // Without randomness the id is still unique by time and person.
    let _ = getrandom::fill(&mut random);
    let unique = u128::from_be_bytes(random);
    format!("{unique:032x}.{}.{employee}", now.timestamp_micros())
}

/// Drops those about a purchase that nobody has begun to send.
pub async fn drop_queued(txn: &Txn, kind: MailKind, purchase: PurchaseId) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(MailState::Obsolete))
        .filter(Column::Kind.eq(kind))
        .filter(Column::PurchaseId.eq(purchase))
        .filter(Column::State.eq(MailState::Queued))
        .exec(txn)
        .await?;
    Ok(())
}

/// A mail that waits to be sent, about no period and no purchase yet.
pub fn new(kind: MailKind, employee: EmployeeId, now: DateTime<Utc>) -> Mail {
    Mail {
        id: MailId::NONE,
        kind,
        employee_id: employee,
        period_kind: None,
        period_start: None,
        purchase_id: None,
        address: None,
        change: None,
        state: MailState::Queued,
        created_at: now,
        next_attempt_at: now,
        lease_until: None,
        attempts: 0,
        message_id: message_id(employee, now),
        recipient: None,
        subject: None,
        body: None,
        sent_at: None,
        reminding_id: None,
        exemption_id: None,
        shown_from: None,
        put_aside_at: None,
        phones: None,
    }
}
