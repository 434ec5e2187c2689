//! What offices buy from their own budget. Nothing here counts for a person.

use chrono::NaiveDate;
use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use serde::Deserialize;

use super::entities::merged_office_purchases::{Column as Moved, Entity as Moves};
pub use super::entities::office_purchases::Model as OfficePurchase;
use super::entities::office_purchases::{Column, Entity, Relation};
use super::entities::sellers::{Column as Seller, Entity as Sellers, Model as SellerRow};
use super::gather::{Lists, Rows};
use super::seller_merges::Merge;
use super::{Result, Txn};
use pekan_rules::office_purchase::Ledger;
use pekan_rules::{OfficeId, OfficePurchaseId, SellerId, SellerMergeId};

/// Which of them.
#[derive(Clone, Debug)]
pub struct Search {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Those of one of these offices; of all where it is none.
    pub offices: Option<Vec<OfficeId>>,
}

impl Search {
    fn condition(&self) -> Condition {
        let offices = self.offices.as_ref().map(|ids| Column::OfficeId.is_in(ids.iter().copied()));
        Condition::all().add(Column::PurchasedOn.between(self.from, self.to)).add_option(offices)
    }
}

/// Inserts one; its `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, row: OfficePurchase) -> Result<OfficePurchaseId> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(txn).await?.id)
}

/// Writes one with the next version, and returns it.
pub async fn update(txn: &Txn, mut row: OfficePurchase) -> Result<OfficePurchase> {
    row.version += 1;
    Ok(row.into_active_model().reset_all().update(txn).await?)
}

/// The row, kept from other writers until the transaction ends.
pub async fn locked(txn: &Txn, id: OfficePurchaseId) -> Result<Option<OfficePurchase>> {
    Ok(Entity::find_by_id(id).lock_exclusive().one(txn).await?)
}

pub async fn by_id(
    db: &impl ConnectionTrait,
    id: OfficePurchaseId,
) -> Result<Option<(OfficePurchase, Option<SellerRow>)>> {
    Ok(Entity::find_by_id(id).find_also_related(Sellers).one(db).await?)
}

/// The newest day first.
pub async fn page(
    db: &impl ConnectionTrait,
    search: &Search,
    offset: u64,
    most: u64,
) -> Result<Vec<(OfficePurchase, Option<SellerRow>)>> {
    let found = Entity::find().find_also_related(Sellers).filter(search.condition());
    let found = found.order_by_desc(Column::PurchasedOn).order_by_desc(Column::Id);
    Ok(found.offset(offset).limit(most).all(db).await?)
}

/// Voided ones as well.
pub async fn count(db: &impl ConnectionTrait, search: &Search) -> Result<u64> {
    Ok(Entity::find().filter(search.condition()).count(db).await?)
}

/// In the order in which they were recorded, of offices that are in sight.
pub async fn after(
    db: &impl ConnectionTrait,
    offices: Option<Vec<OfficeId>>,
    after: Option<OfficePurchaseId>,
    most: u64,
) -> Result<Vec<(OfficePurchase, Option<SellerRow>)>> {
    let within = offices.map(|ids| Column::OfficeId.is_in(ids));
    let found = Entity::find()
        .find_also_related(Sellers)
        .filter(Condition::all().add_option(within))
        .filter(Column::Id.gt(after.unwrap_or(OfficePurchaseId::NONE)));
    Ok(found.order_by_asc(Column::Id).limit(most).all(db).await?)
}

#[derive(Default, Deserialize)]
struct Sums {
    count: u64,
    amount: Option<i64>,
    small: Option<i64>,
    domestic: Option<i64>,
}

/// What they come to, without those that were voided.
pub async fn ledger(db: &impl ConnectionTrait, search: &Search) -> Result<Ledger> {
    let those = Entity::find()
        .join(JoinType::LeftJoin, Relation::Seller.def())
        .filter(search.condition())
        .filter(Column::VoidedBy.is_null());
    let sum_of = |those: Condition| {
        let amount = Expr::case(those, Expr::col((Entity, Column::Amount))).finally(0);
        Expr::expr(amount).sum().cast_as(Alias::new("bigint"))
    };
    let sums = Rows::blank(those)
        .with("count", Column::Id.count())
        .with("amount", Column::Amount.sum().cast_as(Alias::new("bigint")))
        .with("small", sum_of(small()))
        .with("domestic", sum_of(Condition::all().add(Column::Domestic.eq(true))));
    let answer = Lists::new(db).with("sums", sums).ask(db).await?;
    let sums: Sums = answer.list("sums")?.pop().unwrap_or_default();
    Ok(Ledger {
        count: sums.count,
        amount: sums.amount.unwrap_or(0),
        small: sums.small.unwrap_or(0),
        domestic: sums.domestic.unwrap_or(0),
    })
}

/// What an office bought from its own budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct OfficeSum {
    pub office_id: OfficeId,
    /// Rupiah.
    pub amount: i64,
    /// At sellers that are named: the part that went to small businesses.
    pub small: i64,
}

/// Of every office that has bought anything on some days, without what was voided.
pub async fn by_office(
    db: &impl ConnectionTrait,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<OfficeSum>> {
    let sum = |amount: Expr| Expr::expr(amount.sum().if_null(0)).cast_as(Alias::new("bigint"));
    let found = Entity::find()
        .select_only()
        .join(JoinType::LeftJoin, Relation::Seller.def())
        .filter(Column::PurchasedOn.between(first, last))
        .filter(Column::VoidedBy.is_null())
        .column(Column::OfficeId)
        .column_as(sum(Expr::col((Entity, Column::Amount))), "amount")
        .column_as(
            sum(Expr::case(small(), Expr::col((Entity, Column::Amount))).finally(0).into()),
            "small",
        )
        .group_by(Column::OfficeId);
    Ok(found.into_model().all(db).await?)
}

/// At a seller that was not marked on the day of the purchase.
fn small() -> Condition {
    let bought = || Expr::col((Entity, Column::PurchasedOn));
    let marked =
        Condition::all().add(Expr::col((Sellers, Seller::IneligibleFrom)).lte(bought())).add(
            Condition::any()
                .add(Seller::IneligibleUntil.is_null())
                .add(Expr::col((Sellers, Seller::IneligibleUntil)).gte(bought())),
        );
    Condition::all()
        .add(Column::SellerId.is_not_null())
        .add(Condition::any().add(Seller::IneligibleFrom.is_null()).add(marked.not()))
}

/// Gives all at one seller to another, and writes down which.
pub async fn follow(txn: &Txn, id: SellerMergeId, merge: &Merge) -> Result<()> {
    let theirs = Query::select()
        .expr(Expr::value(id))
        .column(Column::Id)
        .from(Entity)
        .and_where(Column::SellerId.eq(merge.gone_id))
        .take();
    let mut noted = Query::insert();
    let noted = noted.into_table(Moves).columns([Moved::MergeId, Moved::OfficePurchaseId]);
    let noted =
        noted.select_from(theirs).map_err(|error| super::Error::other(error.to_string()))?;
    txn.execute(&*noted).await?;
    reseat(txn, Column::SellerId.eq(merge.gone_id), merge.kept_id).await
}

/// Gives those back that followed and are still there.
pub async fn take_back(txn: &Txn, merge: &Merge) -> Result<()> {
    let followed = Query::select()
        .column(Moved::OfficePurchaseId)
        .from(Moves)
        .and_where(Moved::MergeId.eq(merge.id))
        .take();
    let still = Column::SellerId.eq(merge.kept_id).and(Column::Id.in_subquery(followed));
    reseat(txn, still, merge.gone_id).await
}

async fn reseat(txn: &Txn, those: Expr, seller: SellerId) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::SellerId, Expr::value(seller))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(those)
        .exec(txn)
        .await?;
    Ok(())
}
