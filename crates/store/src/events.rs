//! Events, and what was bought at them.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::NotSet;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};

pub use super::entities::events::Model as Event;
use super::entities::events::{Column, Entity};
use super::gather::Rows;
use super::{Result, Txn};
use pekan_rules::event::{Details, EventState, Schedule};
use pekan_rules::{EmployeeId, EventId};

/// A new one, not stored yet.
pub fn new(details: Details, created_by: EmployeeId, now: DateTime<Utc>) -> Event {
    let Details { name, kind, schedule, place, district, organiser, expected_sellers } = details;
    Event {
        id: EventId::NONE,
        name,
        kind,
        from_on: schedule.from,
        to_on: schedule.to,
        weekday: schedule.weekday.map(i32::from),
        place,
        district,
        organiser,
        expected_sellers: expected_sellers.map(i64::from),
        state: EventState::Planned,
        reason: None,
        created_by,
        created_at: now,
        version: 1,
    }
}

/// What is known of one.
pub fn details(event: &Event) -> Details {
    Details {
        name: event.name.clone(),
        kind: event.kind,
        schedule: schedule(event),
        place: event.place.clone(),
        district: event.district.clone(),
        organiser: event.organiser.clone(),
        expected_sellers: event.expected_sellers.and_then(|count| count.try_into().ok()),
    }
}

pub fn schedule(event: &Event) -> Schedule {
    Schedule {
        from: event.from_on,
        to: event.to_on,
        weekday: event.weekday.and_then(|number| number.try_into().ok()),
    }
}

/// Inserts one; its `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, row: Event) -> Result<EventId> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(txn).await?.id)
}

/// Writes one with the next version, and returns it.
pub async fn update(txn: &Txn, mut row: Event) -> Result<Event> {
    row.version += 1;
    Ok(row.into_active_model().reset_all().update(txn).await?)
}

pub async fn by_id(db: &impl ConnectionTrait, id: EventId) -> Result<Option<Event>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The row, kept from other writers until the transaction ends.
pub async fn locked(txn: &Txn, id: EventId) -> Result<Option<Event>> {
    Ok(Entity::find_by_id(id).lock_exclusive().one(txn).await?)
}

/// Those with a day within these, and the places that stay; in the order in which they begin.
pub async fn between(
    db: &impl ConnectionTrait,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<Event>> {
    let not_over = Condition::any().add(Column::ToOn.is_null()).add(Column::ToOn.gte(first));
    let found = Entity::find().filter(Column::FromOn.lte(last)).filter(not_over);
    Ok(found.order_by_asc(Column::FromOn).order_by_asc(Column::Id).all(db).await?)
}

/// In the order in which they were entered.
pub async fn after(
    db: &impl ConnectionTrait,
    after: Option<EventId>,
    most: u64,
) -> Result<Vec<Event>> {
    let found = Entity::find().filter(Column::Id.gt(after.unwrap_or(EventId::NONE)));
    Ok(found.order_by_asc(Column::Id).limit(most).all(db).await?)
}

/// For a statement that asks more.
pub(super) fn rows(id: EventId) -> Rows {
    Rows::all(Entity::find_by_id(id))
}
