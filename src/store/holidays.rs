//! Public holidays and joint leave days.

use chrono::NaiveDate;
use sea_orm::ActiveModelTrait;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

pub use super::entities::holidays::Model as Holiday;
use super::entities::holidays::{Column, Entity};
use super::{Result, Txn};
use crate::rules::calendar::Holidays;

pub async fn days(db: &impl ConnectionTrait) -> Result<Holidays> {
    Ok(Entity::find().all(db).await?.into_iter().map(|holiday| holiday.day).collect())
}

/// Those of some days, both ends included, in order.
pub async fn between(
    db: &impl ConnectionTrait,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Holiday>> {
    let found = Entity::find().filter(Column::Day.between(from, to));
    found.order_by_asc(Column::Day).all(db).await
}

pub async fn put(txn: &Txn, holiday: Holiday) -> Result<()> {
    let replace =
        OnConflict::column(Column::Day).update_columns([Column::Name, Column::Kind]).to_owned();
    let row = holiday.into_active_model().reset_all();
    Entity::insert(row).on_conflict(replace).exec_without_returning(txn).await.map(|_| ())
}

/// Whether there was one.
pub async fn remove(txn: &Txn, day: NaiveDate) -> Result<bool> {
    Ok(Entity::delete_by_id(day).exec(txn).await?.rows_affected > 0)
}
