//! Who has opened a receipt, a document or a mail of somebody else: once a day and record.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, TryInsertResult,
};

pub use super::entities::openings::Model as Opening;
use super::entities::openings::{Column, Entity};
use super::{Result, Txn};
use pekan_rules::opening::OpeningKind;
use pekan_rules::{EmployeeId, PurchaseId, RecordId};

/// Notes one; the `id` is ignored. Returns whether it is the first of that kind between the two people
/// on that day.
pub async fn note(txn: &Txn, opening: Opening) -> Result<bool> {
    let same_day = Entity::find()
        .filter(Column::OwnerId.eq(opening.owner_id))
        .filter(Column::ReaderId.eq(opening.reader_id))
        .filter(Column::OpenedOn.eq(opening.opened_on))
        .filter(Column::Kind.eq(opening.kind));
    let mut row = opening.into_active_model().reset_all();
    row.id = NotSet;
    let once = [Column::Kind, Column::RecordId, Column::ReaderId, Column::OpenedOn];
    let noted = Entity::insert(row)
        .on_conflict(OnConflict::columns(once).do_nothing().to_owned())
        .try_insert()
        .exec_without_returning(txn)
        .await?;
    Ok(matches!(noted, TryInsertResult::Inserted(1)) && same_day.count(txn).await? == 1)
}

/// Notes many, each once a day and record; their `id`s are ignored.
pub async fn note_many(txn: &Txn, openings: Vec<Opening>) -> Result<()> {
    let rows = openings.into_iter().map(|opening| {
        let mut row = opening.into_active_model().reset_all();
        row.id = NotSet;
        row
    });
    let once = [Column::Kind, Column::RecordId, Column::ReaderId, Column::OpenedOn];
    Entity::insert_many(rows)
        .on_conflict(OnConflict::columns(once).do_nothing().to_owned())
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Of the receipts of a purchase, the newest first.
pub async fn of_purchase(db: &impl ConnectionTrait, purchase: PurchaseId) -> Result<Vec<Opening>> {
    let found = Entity::find()
        .filter(Column::Kind.eq(OpeningKind::Receipt))
        .filter(Column::RecordId.eq(RecordId(purchase.0)));
    Ok(found.order_by_desc(Column::OpenedOn).order_by_desc(Column::Id).all(db).await?)
}

/// Of what somebody has, by others, the newest first: so many of them, or all.
pub async fn of_owner(
    db: &impl ConnectionTrait,
    owner: EmployeeId,
    most: Option<u64>,
) -> Result<Vec<Opening>> {
    let found = Entity::find().filter(Column::OwnerId.eq(owner)).limit(most);
    Ok(found.order_by_desc(Column::OpenedOn).order_by_desc(Column::Id).all(db).await?)
}
