//! Periods that are closed, or being closed.

use std::collections::HashSet;

use chrono::{DateTime, Days, NaiveDate, Utc};
use sea_orm::sea_query::{Condition, Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde::Deserialize;

pub use super::entities::closings::Model as Closing;
use super::entities::closings::{ActiveModel, Column, Entity};
use super::entities::placements;
use super::gather::{Lists, Rows};
use super::{Result, Txn};
use pekan_rules::close::ClosingState;
use pekan_rules::{EmployeeId, Period, PeriodKind};

/// No period is longer.
const LONGEST: Days = Days::new(31);

impl Closing {
    pub fn period(&self) -> Period {
        Period::of(self.kind, self.start_on)
    }

    pub fn is_closed(&self) -> bool {
        self.state == ClosingState::Closed
    }
}

/// What has begun and not ended, in the words of its index: SQLite takes no bound value for them.
pub(crate) fn is_running() -> Expr {
    Expr::cust(format!("closings.state = '{}'", ClosingState::Closing.name()))
}

pub(crate) fn in_order(found: sea_orm::Select<Entity>) -> sea_orm::Select<Entity> {
    found.order_by_asc(Column::Kind).order_by_asc(Column::StartOn)
}

fn is(period: &Period) -> Condition {
    Condition::all().add(Column::Kind.eq(period.kind)).add(Column::StartOn.eq(period.start))
}

pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Closing>> {
    Ok(in_order(Entity::find()).all(db).await?)
}

#[derive(Deserialize)]
struct Closed {
    kind: PeriodKind,
    start_on: NaiveDate,
}

/// Which periods are closed: read with the rules, of all years.
pub async fn closed(db: &impl ConnectionTrait) -> Result<HashSet<Period>> {
    let found = Entity::find().filter(Column::State.eq(ClosingState::Closed));
    let rows = Rows::of(found, [Column::Kind, Column::StartOn]);
    let answer = Lists::new(db).with("closed", rows).ask(db).await?;
    let closed = answer.list::<Closed>("closed")?.into_iter();
    Ok(closed.map(|row| Period::of(row.kind, row.start_on)).collect())
}

/// What was closed after an instant.
pub async fn closed_since(db: &impl ConnectionTrait, since: DateTime<Utc>) -> Result<Vec<Closing>> {
    let found = Entity::find().filter(Column::State.eq(ClosingState::Closed));
    Ok(in_order(found.filter(Column::ClosedAt.gt(since))).all(db).await?)
}

/// That of a period, once it has begun.
pub async fn of(db: &impl ConnectionTrait, period: &Period) -> Result<Option<Closing>> {
    Ok(Entity::find().filter(is(period)).one(db).await?)
}

/// The same, kept from others until the transaction ends: amendments get their numbers in order.
pub async fn locked(txn: &Txn, period: &Period) -> Result<Option<Closing>> {
    Ok(Entity::find().filter(is(period)).lock_exclusive().one(txn).await?)
}

/// Those of the periods of a kind that begin between two days.
pub async fn between(
    db: &impl ConnectionTrait,
    kind: PeriodKind,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Closing>> {
    let found = Entity::find().filter(Column::Kind.eq(kind));
    Ok(in_order(found.filter(Column::StartOn.between(from, to))).all(db).await?)
}

/// Those of the periods that hold one of some days; `to` is empty for all that follow.
pub async fn touching(
    db: &impl ConnectionTrait,
    from: NaiveDate,
    to: Option<NaiveDate>,
) -> Result<Vec<Closing>> {
    let earliest = from.checked_sub_days(LONGEST).unwrap_or(from);
    let mut found = Entity::find().filter(Column::StartOn.gte(earliest));
    if let Some(to) = to {
        found = found.filter(Column::StartOn.lte(to));
    }
    let mut touching = Vec::new();
    for closing in in_order(found).all(db).await? {
        if closing.period().end >= from {
            touching.push(closing);
        }
    }
    Ok(touching)
}

/// The closes of some periods that have begun, to be gathered and read by [`begun`].
pub(super) fn begun_rows(periods: &[Period]) -> Rows {
    let found = Entity::find()
        .filter(Column::Kind.is_in(periods.iter().map(|period| period.kind)))
        .filter(Column::StartOn.is_in(periods.iter().map(|period| period.start)));
    Rows::of(found, [Column::Kind, Column::StartOn])
}

#[derive(Deserialize)]
pub(super) struct Begun {
    kind: PeriodKind,
    start_on: NaiveDate,
}

/// Which of some periods have begun to be closed.
pub(super) fn begun(found: &[Begun], periods: &[Period]) -> Vec<Period> {
    let closings: Vec<_> = found.iter().map(|row| Period::of(row.kind, row.start_on)).collect();
    periods.iter().copied().filter(|period| closings.contains(period)).collect()
}

/// Begins a close of so many people. Returns whether it had not begun before.
pub async fn begin(
    txn: &Txn,
    period: &Period,
    people: u64,
    by: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let row = Closing {
        kind: period.kind,
        start_on: period.start,
        state: ClosingState::Closing,
        begun_at: now,
        begun_by: by,
        closed_at: None,
        people: i64::try_from(people).unwrap_or(i64::MAX),
        done: 0,
        done_up_to: EmployeeId::NONE,
    };
    let same = OnConflict::columns([Column::Kind, Column::StartOn]).do_nothing().to_owned();
    let row = row.into_active_model().reset_all();
    Ok(Entity::insert(row).on_conflict(same).exec_without_returning(txn).await? > 0)
}

/// That of a period while it goes on, kept from others until the transaction ends.
pub async fn running(txn: &Txn, period: &Period) -> Result<Option<Closing>> {
    let found = Entity::find().filter(is(period));
    let going_on = found.filter(Column::State.eq(ClosingState::Closing));
    Ok(going_on.lock_exclusive().one(txn).await?)
}

/// Writes how far a close has come.
pub async fn update(txn: &Txn, closing: Closing) -> Result<()> {
    let period = closing.period();
    let row: ActiveModel = closing.into_active_model().reset_all();
    Entity::update_many().set(row).filter(is(&period)).exec(txn).await?;
    Ok(())
}

/// How many people are placed somewhere on a day.
pub async fn count_people(db: &impl ConnectionTrait, day: NaiveDate) -> Result<u64> {
    Ok(placements::Entity::find().filter(on(day)).count(db).await?)
}

/// The next of those whom a close is about, in the order of their ids: who is placed on the last day.
pub async fn next_people(
    db: &impl ConnectionTrait,
    period: &Period,
    after: EmployeeId,
    limit: u64,
) -> Result<Vec<EmployeeId>> {
    Ok(placements::Entity::find()
        .select_only()
        .column(placements::Column::EmployeeId)
        .filter(on(period.end))
        .filter(placements::Column::EmployeeId.gt(after))
        .order_by_asc(placements::Column::EmployeeId)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?)
}

fn on(day: NaiveDate) -> Condition {
    let lasts = Condition::any()
        .add(placements::Column::ToOn.is_null())
        .add(placements::Column::ToOn.gte(day));
    Condition::all().add(placements::Column::FromOn.lte(day)).add(lasts)
}
