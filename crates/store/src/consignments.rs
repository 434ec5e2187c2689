//! Makers whose goods are sold at a sale point, whoever stands behind its counter: what is bought there is
//! bought from them.

use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

pub use super::entities::consignments::Model as Consignment;
use super::entities::consignments::{ActiveModel, Column, Entity};
use super::sellers::{self, Seller};
use super::{Result, Txn};
use pekan_rules::{ConsignmentId, EventId};

/// Those of a place, the newest first, each with the maker that the seller is now.
pub async fn of_event(
    db: &impl ConnectionTrait,
    event: EventId,
) -> Result<Vec<(Consignment, Seller)>> {
    let found = Entity::find().filter(Column::EventId.eq(event)).order_by_desc(Column::Id);
    let rows = found.all(db).await?;
    let named = sellers::by_ids(db, rows.iter().map(|row| row.seller_id)).await?;
    let kept = sellers::by_ids(db, named.iter().filter_map(|seller| seller.merged_into)).await?;
    let now = |row: Consignment| {
        let seller = named.iter().find(|seller| seller.id == row.seller_id)?;
        let kept = kept.iter().find(|kept| Some(kept.id) == seller.merged_into);
        Some((row, kept.unwrap_or(seller).clone()))
    };
    Ok(rows.into_iter().filter_map(now).collect())
}

/// Whose goods are there on a day, by name.
pub async fn makers(
    db: &impl ConnectionTrait,
    event: EventId,
    day: NaiveDate,
) -> Result<Vec<Seller>> {
    let is_there = |row: &Consignment| row.from_on <= day && row.to_on.is_none_or(|to| day <= to);
    let all = of_event(db, event).await?.into_iter();
    let mut makers: Vec<_> = all.filter(|(row, _)| is_there(row)).map(|(_, maker)| maker).collect();
    makers.sort_unstable_by(|a, b| (&a.name_key, a.id).cmp(&(&b.name_key, b.id)));
    makers.dedup_by_key(|maker| maker.id);
    Ok(makers)
}

/// Inserts one unless the maker is there already; its `id` is ignored. Returns whether it did.
pub async fn insert(txn: &Txn, row: Consignment) -> Result<bool> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    let open = OnConflict::columns([Column::EventId, Column::SellerId])
        .target_and_where(Expr::cust("to_on IS NULL"))
        .do_nothing()
        .to_owned();
    Ok(Entity::insert(row).on_conflict(open).exec_without_returning(txn).await? > 0)
}

/// Ends one that lasts. Returns the seller's row, unless there is none.
pub async fn end(
    txn: &Txn,
    (event, id): (EventId, ConsignmentId),
    last: NaiveDate,
) -> Result<Option<Consignment>> {
    let lasting =
        Entity::find_by_id(id).filter(Column::EventId.eq(event)).filter(Column::ToOn.is_null());
    let Some(row) = lasting.one(txn).await? else { return Ok(None) };
    let last = last.max(row.from_on);
    let row = ActiveModel { to_on: Set(Some(last)), ..row.into_active_model() };
    Ok(Some(row.update(txn).await?))
}
