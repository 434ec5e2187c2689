//! Rows that wait to be sent, and are claimed with a lease before they are: any number of workers may send them.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, TryGetable, Value,
};

use super::{Result, Txn};
use pekan_rules::mail::MailState;

/// None is put off for longer.
pub const LONGEST_WAIT: TimeDelta = TimeDelta::days(30);
/// None is claimed for so long.
const LONGEST_LEASE: TimeDelta = TimeDelta::hours(1);

/// A table of such rows, by its columns.
pub(super) trait Leased: EntityTrait {
    const ID: Self::Column;
    const STATE: Self::Column;
    const NEXT_ATTEMPT_AT: Self::Column;
    const LEASE_UNTIL: Self::Column;
    const ATTEMPTS: Self::Column;
}

/// Whatever is due now: waiting and its time has come, or claimed by somebody who never came back. An
/// instant that is too far away was given by a clock that was wrong: it has come, too.
pub(super) fn is_due<E: Leased>(now: DateTime<Utc>) -> Condition {
    let next = E::NEXT_ATTEMPT_AT.lte(now).or(E::NEXT_ATTEMPT_AT.gt(now + LONGEST_WAIT));
    let lease = E::LEASE_UNTIL.lt(now).or(E::LEASE_UNTIL.gt(now + LONGEST_LEASE));
    let waiting = E::STATE.eq(MailState::Queued).and(next);
    let abandoned = E::STATE.eq(MailState::Sending).and(lease);
    Condition::any().add(waiting).add(abandoned)
}

/// Claims those of some that are still due, until the lease ends, in the order of their ids. Those that another
/// is claiming are left to them.
pub(super) async fn claim<E: Leased, Id: TryGetable + Into<Value>>(
    txn: &Txn,
    ids: Vec<Id>,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
) -> Result<Vec<E::Model>> {
    // On SQLite there is one writer, and nothing to lock.
    let free = E::find()
        .select_only()
        .column(E::ID)
        .filter(E::ID.is_in(ids))
        .filter(is_due::<E>(now))
        .order_by_asc(E::ID)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    let free: Vec<Id> = free.into_tuple().all(txn).await?;
    let free: Vec<Value> = free.into_iter().map(Into::into).collect();
    E::update_many()
        .col_expr(E::STATE, Expr::value(MailState::Sending))
        .col_expr(E::LEASE_UNTIL, Expr::value(lease_until))
        .col_expr(E::ATTEMPTS, Expr::col(E::ATTEMPTS).add(1))
        .filter(E::ID.is_in(free.clone()))
        .exec(txn)
        .await?;
    Ok(E::find().filter(E::ID.is_in(free)).order_by_asc(E::ID).all(txn).await?)
}

/// One that was claimed, unless the lease was lost to another since.
pub(super) fn claimed<E: Leased>(id: impl Into<Value>, attempts: i32) -> Condition {
    Condition::all()
        .add(E::ID.eq(id))
        .add(E::STATE.eq(MailState::Sending))
        .add(E::ATTEMPTS.eq(attempts))
}
