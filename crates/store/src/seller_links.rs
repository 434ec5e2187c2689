//! Links with which sellers say what they sold; a seller has one.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use super::entities::purchases;
pub use super::entities::seller_links::Model as SellerLink;
use super::entities::seller_links::{Column, Entity};
use super::{Result, Txn};
use pekan_rules::purchase::{Funding, State};
use pekan_rules::seller_confirmation::SellerAnswer;
use pekan_rules::{PurchaseId, SellerId};

/// A link that works.
pub async fn by_hash(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<SellerLink>> {
    let open = Entity::find().filter(Column::EndedAt.is_null());
    Ok(open.filter(Column::TokenHash.eq(token_hash)).one(db).await?)
}

/// The link of a seller that works.
pub async fn of_seller(db: &impl ConnectionTrait, seller: SellerId) -> Result<Option<SellerLink>> {
    let open = Entity::find().filter(Column::EndedAt.is_null());
    Ok(open.filter(Column::SellerId.eq(seller)).one(db).await?)
}

/// Inserts one; its `id` is ignored.
pub async fn insert(txn: &Txn, link: SellerLink) -> Result<()> {
    let mut row = link.into_active_model().reset_all();
    row.id = NotSet;
    Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

/// Ends the link of a seller. Returns whether there was one.
pub async fn end(txn: &Txn, seller: SellerId, now: DateTime<Utc>) -> Result<bool> {
    let ended = Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::SellerId.eq(seller))
        .filter(Column::EndedAt.is_null())
        .exec(txn)
        .await?;
    Ok(ended.rows_affected > 0)
}

/// A purchase as its seller is shown it: without its buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sold {
    pub id: PurchaseId,
    pub on: NaiveDate,
    /// Rupiah.
    pub amount: i64,
    pub answer: Option<SellerAnswer>,
}

/// In the words of its index: a bound value would not find it.
fn is_sold() -> Expr {
    let [recorded, verified] = [State::Recorded, State::Verified].map(State::name);
    let personal = Funding::Personal.name();
    Expr::cust(format!(
        "purchases.state IN ('{recorded}', '{verified}') AND purchases.funding = '{personal}'"
    ))
}

/// More of them no seller looks through.
const MOST: u64 = 500;

/// What was bought at a seller for somebody's own money from a day on, the newest day first.
pub async fn sold(
    db: &impl ConnectionTrait,
    seller: SellerId,
    from: NaiveDate,
) -> Result<Vec<Sold>> {
    use purchases::Column as Bought;
    let found: Vec<(PurchaseId, NaiveDate, i64, Option<SellerAnswer>)> = purchases::Entity::find()
        .select_only()
        .columns([Bought::Id, Bought::PurchasedOn, Bought::Amount, Bought::SellerAnswer])
        .filter(Bought::SellerId.eq(seller))
        .filter(Bought::PurchasedOn.gte(from))
        .filter(is_sold())
        .order_by_desc(Bought::PurchasedOn)
        .order_by_desc(Bought::Amount)
        .order_by_desc(Bought::Id)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    let sold = found.into_iter().map(|(id, on, amount, answer)| Sold { id, on, amount, answer });
    Ok(sold.collect())
}

/// Writes what a seller says of some purchases there; whether somebody should look at them is judged anew.
pub async fn answer(
    txn: &Txn,
    seller: SellerId,
    purchases: &[PurchaseId],
    answer: SellerAnswer,
) -> Result<u64> {
    use purchases::Column as Bought;
    if purchases.is_empty() {
        return Ok(0);
    }
    let answered = purchases::Entity::update_many()
        .col_expr(Bought::SellerAnswer, Expr::value(answer))
        .col_expr(Bought::Attention, Expr::cust("NULL"))
        .filter(Bought::Id.is_in(purchases.iter().copied()))
        .filter(Bought::SellerId.eq(seller))
        .exec(txn)
        .await?;
    Ok(answered.rows_affected)
}
