//! Reminders that heads and operators send by hand: once a day for an office and a period.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::entities::mails;
pub use super::entities::remindings::Model as Reminding;
use super::entities::remindings::{ActiveModel, Column, Entity};
use super::{Result, Txn};
use pekan_rules::mail::MailState;
use pekan_rules::{EmployeeId, OfficeId, Period, RemindingId};

/// Inserts one unless the office was reminded of the period on that day; its `id` is ignored. Returns
/// the id that it was given.
pub async fn insert(txn: &Txn, row: Reminding) -> Result<Option<RemindingId>> {
    let same = (row.office_id, row.period_kind, row.period_start, row.on_day);
    let row = ActiveModel { id: NotSet, ..row.into_active_model().reset_all() };
    let once = OnConflict::columns([
        Column::OfficeId,
        Column::PeriodKind,
        Column::PeriodStart,
        Column::OnDay,
    ])
    .do_nothing()
    .to_owned();
    if Entity::insert(row).on_conflict(once).exec_without_returning(txn).await? == 0 {
        return Ok(None);
    }
    let (office, kind, start, day) = same;
    let inserted = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::OfficeId.eq(office))
        .filter(Column::PeriodKind.eq(kind))
        .filter(Column::PeriodStart.eq(start))
        .filter(Column::OnDay.eq(day));
    Ok(inserted.into_tuple().one(txn).await?)
}

/// Says how many mails there were.
pub async fn set_written(txn: &Txn, id: RemindingId, written: i32) -> Result<()> {
    let row = ActiveModel { written: Set(written), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(txn).await?;
    Ok(())
}

pub async fn by_id(db: &impl ConnectionTrait, id: RemindingId) -> Result<Option<Reminding>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Those of an office and a period, the newest first.
pub async fn of_office(
    db: &impl ConnectionTrait,
    office: OfficeId,
    period: &Period,
) -> Result<Vec<Reminding>> {
    let found = Entity::find()
        .filter(Column::OfficeId.eq(office))
        .filter(Column::PeriodKind.eq(period.kind))
        .filter(Column::PeriodStart.eq(period.start))
        .order_by_desc(Column::OnDay);
    Ok(found.all(db).await?)
}

/// What became of one mail of a reminding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Fate {
    pub reminding_id: RemindingId,
    pub employee_id: EmployeeId,
    pub state: MailState,
    /// None for what was only written to a folder.
    pub sent_at: Option<DateTime<Utc>>,
}

/// What became of the mails of some remindings.
pub async fn mails_of(db: &impl ConnectionTrait, ids: &[RemindingId]) -> Result<Vec<Fate>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = mails::Entity::find()
        .select_only()
        .columns([
            mails::Column::RemindingId,
            mails::Column::EmployeeId,
            mails::Column::State,
            mails::Column::SentAt,
        ])
        .filter(mails::Column::RemindingId.is_in(ids.iter().copied()));
    Ok(found.into_model().all(db).await?)
}
