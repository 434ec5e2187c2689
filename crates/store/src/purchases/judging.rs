//! Which purchases are proposed to reviewers: found, and written down.

use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::queue::{is_waiting, with_equals};
use super::{Column, Entity, Purchase, PurchaseRow};
use crate::entities::receipts;
use crate::{Result, Txn};
use pekan_rules::PurchaseId;
use pekan_rules::purchase::State;
use pekan_rules::sample::Attention;

/// Those of which nobody knows yet, the newest first, with their [`Purchase::equals`]; those whose photos have
/// not been compared wait for that.
pub async fn unjudged(db: &impl ConnectionTrait, most: u64) -> Result<Vec<Purchase>> {
    let uncompared = Query::select()
        .column(receipts::Column::PurchaseId)
        .from(receipts::Entity)
        .and_where(receipts::Column::ComparedAt.is_null())
        .and_where(receipts::Column::PurchaseId.is_not_null())
        .take();
    let narrowed = Condition::all()
        .add(is_waiting())
        .add(Expr::cust("purchases.attention IS NULL"))
        .add(Column::Id.not_in_subquery(uncompared));
    with_equals(db, narrowed, Some(most)).await
}

/// Writes it down of those that still are as they were read, and of which their seller has said nothing since: an
/// answer is no new version of a purchase.
pub async fn judge(txn: &Txn, read: &[&PurchaseRow], attention: Attention) -> Result<()> {
    if read.is_empty() {
        return Ok(());
    }
    let as_read = read.iter().fold(Condition::any(), |any, row| {
        let answer = row.seller_answer.map_or_else(
            || Column::SellerAnswer.is_null(),
            |answer| Column::SellerAnswer.eq(answer),
        );
        any.add(Column::Id.eq(row.id).and(Column::Version.eq(row.version)).and(answer))
    });
    Entity::update_many()
        .col_expr(Column::Attention, Expr::value(attention))
        .filter(Column::Attention.is_null())
        .filter(as_read)
        .exec(txn)
        .await?;
    Ok(())
}

/// Flags those of some that nobody has decided about, whatever was known of them.
pub async fn flag_some(txn: &Txn, ids: &[PurchaseId]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(Column::Attention, Expr::value(Attention::Flagged))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::State.eq(State::Recorded))
        .exec(txn)
        .await?;
    Ok(())
}
