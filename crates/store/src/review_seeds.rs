//! By which the samples of weeks are drawn.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

pub use super::entities::review_seeds::Model as ReviewSeed;
use super::entities::review_seeds::{Column, Entity};
use super::{Result, Txn};

/// Those of some weeks, by their Mondays; `made` are kept for weeks that have none yet.
pub async fn of_weeks(txn: &Txn, made: Vec<ReviewSeed>) -> Result<HashMap<NaiveDate, ReviewSeed>> {
    if made.is_empty() {
        return Ok(HashMap::new());
    }
    let weeks: Vec<NaiveDate> = made.iter().map(|seed| seed.week).collect();
    let rows = made.into_iter().map(|seed| seed.into_active_model().reset_all());
    Entity::insert_many(rows)
        .on_conflict(OnConflict::column(Column::Week).do_nothing().to_owned())
        .exec_without_returning(txn)
        .await?;
    let kept = Entity::find().filter(Column::Week.is_in(weeks)).all(txn).await?;
    Ok(kept.into_iter().map(|seed| (seed.week, seed)).collect())
}

/// Those of the weeks that begin in some days, in their order.
pub async fn between(
    db: &impl ConnectionTrait,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<ReviewSeed>> {
    let found = Entity::find().filter(Column::Week.between(from, to));
    Ok(found.order_by_asc(Column::Week).all(db).await?)
}
