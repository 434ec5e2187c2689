//! Sellers that were written down twice and made one. Their purchases follow to the one that stays; the other
//! row stays as well, and leads to it.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use super::entities::merged_purchases::{Column as Moved, Entity as Moves};
use super::entities::purchases::{Column as Purchase, Entity as Purchases};
pub use super::entities::seller_merges::Model as Merge;
use super::entities::seller_merges::{Column, Entity};
use super::entities::sellers::{Column as Seller, Entity as Sellers};
use super::{FactsLock, Result, Txn};
use pekan_rules::{EmployeeId, PurchaseId, SellerId, SellerMergeId};

/// Inserts one; its `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, merge: Merge) -> Result<SellerMergeId> {
    let mut row = merge.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(txn).await?.id)
}

/// The row, kept from other writers until the transaction ends.
pub async fn locked(txn: &Txn, id: SellerMergeId) -> Result<Option<Merge>> {
    Ok(Entity::find_by_id(id).lock_exclusive().one(txn).await?)
}

/// Those into a seller that hold, the newest first.
pub async fn into_seller(db: &impl ConnectionTrait, kept: SellerId) -> Result<Vec<Merge>> {
    let found = Entity::find().filter(Column::KeptId.eq(kept)).filter(Column::UndoneAt.is_null());
    Ok(found.order_by_desc(Column::Id).all(db).await?)
}

pub async fn undone(
    txn: &Txn,
    id: SellerMergeId,
    by: EmployeeId,
    now: DateTime<Utc>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::UndoneBy, Expr::value(by))
        .col_expr(Column::UndoneAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Leads all that was merged into one seller to another.
pub async fn lead_on(txn: &Txn, gone: SellerId, kept: SellerId) -> Result<()> {
    let those = Sellers::update_many().filter(Seller::MergedInto.eq(gone));
    those.col_expr(Seller::MergedInto, Expr::value(kept)).exec(txn).await?;
    Ok(())
}

/// The opposite: leads what was merged into the one back to it.
pub async fn lead_back(txn: &Txn, gone: SellerId, kept: SellerId) -> Result<()> {
    let own = Query::select()
        .column(Column::GoneId)
        .from(Entity)
        .and_where(Column::KeptId.eq(gone))
        .and_where(Column::UndoneAt.is_null())
        .take();
    Sellers::update_many()
        .col_expr(Seller::MergedInto, Expr::value(gone))
        .filter(Seller::MergedInto.eq(kept))
        .filter(Seller::Id.in_subquery(own))
        .exec(txn)
        .await?;
    Ok(())
}

/// Gives all purchases at one seller to another, and writes down which. Returns how many.
pub async fn move_purchases(
    facts: &FactsLock<'_>,
    id: SellerMergeId,
    merge: &Merge,
) -> Result<u64> {
    let theirs = Query::select()
        .expr(Expr::value(id))
        .column(Purchase::Id)
        .from(Purchases)
        .and_where(Purchase::SellerId.eq(merge.gone_id))
        .take();
    let mut noted = Query::insert();
    // Two columns for two values.
    let noted = noted.into_table(Moves).columns([Moved::MergeId, Moved::PurchaseId]);
    let noted =
        noted.select_from(theirs).map_err(|error| super::Error::other(error.to_string()))?;
    facts.txn().execute(&*noted).await?;
    reseat(facts, Purchase::SellerId.eq(merge.gone_id), merge.kept_id).await
}

/// Gives those back that followed and are still there. Returns how many.
pub async fn take_back_purchases(facts: &FactsLock<'_>, merge: &Merge) -> Result<u64> {
    let still =
        Purchase::SellerId.eq(merge.kept_id).and(Purchase::Id.in_subquery(followed(merge.id)));
    reseat(facts, still, merge.gone_id).await
}

async fn reseat(facts: &FactsLock<'_>, those: Expr, seller: SellerId) -> Result<u64> {
    let moved = Purchases::update_many()
        .col_expr(Purchase::SellerId, Expr::value(seller))
        .col_expr(Purchase::Version, Expr::col(Purchase::Version).add(1))
        .filter(those);
    Ok(moved.exec(facts.txn()).await?.rows_affected)
}

/// Who bought what followed and is still there, and on which days; in the order of people and days.
pub async fn bought(
    db: &impl ConnectionTrait,
    merge: &Merge,
) -> Result<Vec<(EmployeeId, chrono::NaiveDate)>> {
    let days = Purchases::find()
        .select_only()
        .columns([Purchase::EmployeeId, Purchase::PurchasedOn])
        .distinct()
        .filter(Purchase::SellerId.eq(merge.kept_id))
        .filter(Purchase::Id.in_subquery(followed(merge.id)))
        .order_by_asc(Purchase::EmployeeId)
        .order_by_asc(Purchase::PurchasedOn);
    Ok(days.into_tuple().all(db).await?)
}

fn followed(id: SellerMergeId) -> sea_orm::sea_query::SelectStatement {
    Query::select().column(Moved::PurchaseId).from(Moves).and_where(Moved::MergeId.eq(id)).take()
}

/// Which purchases followed.
pub async fn purchases(db: &impl ConnectionTrait, id: SellerMergeId) -> Result<Vec<PurchaseId>> {
    let found = Moves::find().select_only().column(Moved::PurchaseId);
    Ok(found.filter(Moved::MergeId.eq(id)).into_tuple().all(db).await?)
}
