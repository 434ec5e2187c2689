//! What was bought where, in sums: at an event and after it, and spread over sellers. Only what people have
//! bought with their own money and nobody has rejected or voided; never a seller's turnover.

use chrono::NaiveDate;
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Order, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait, Select,
};
use serde::Deserialize;

use super::Result;
use super::entities::purchases::{Column, Entity, Relation};
use super::entities::sellers::Column as Seller;
use super::gather::{Lists, Rows};
use pekan_rules::channel::Channel;
use pekan_rules::purchase::{Funding, State};
use pekan_rules::seller::Goods;
use pekan_rules::{EventId, SellerId};

const COUNTED: [State; 2] = [State::Recorded, State::Verified];

/// What was bought at a seller at an event.
#[derive(Clone, Debug, Deserialize)]
pub struct AtEvent {
    pub seller_id: SellerId,
    pub name: String,
    pub district: Option<String>,
    pub count: u64,
    /// Rupiah.
    pub amount: i64,
}

/// What was bought at the same seller since, elsewhere or at another event.
#[derive(Clone, Debug, Deserialize)]
pub struct AfterEvent {
    pub seller_id: SellerId,
    pub count: u64,
    /// How many people bought.
    pub people: u64,
    pub last: NaiveDate,
}

fn bought() -> Select<Entity> {
    Entity::find()
        .filter(Column::State.is_in(COUNTED))
        .filter(Column::Funding.eq(Funding::Personal))
}

fn sum() -> Expr {
    Column::Amount.sum().cast_as(Alias::new("bigint"))
}

/// Of each seller at an event, the most bought first.
pub async fn of_event(
    db: &impl ConnectionTrait,
    event: EventId,
) -> Result<(Vec<AtEvent>, Vec<AfterEvent>)> {
    let there = bought()
        .filter(Column::EventId.eq(event))
        .join(JoinType::InnerJoin, Relation::Seller.def())
        .group_by(Column::SellerId)
        .group_by(Seller::Name)
        .group_by(Seller::District)
        .order_by(sum(), Order::Desc)
        .order_by_asc(Column::SellerId);
    let there = Rows::of(there, [Column::SellerId])
        .with_column(Seller::Name)
        .with_column(Seller::District)
        .with("count", Column::Id.count())
        .with("amount", sum());
    let elsewhere = Condition::any().add(Column::EventId.is_null()).add(Column::EventId.ne(event));
    let since = bought()
        .filter(elsewhere)
        .filter(Column::SellerId.in_subquery(sellers_at(event)))
        .filter(Expr::col((Entity, Column::PurchasedOn)).gt(first_day_at(event)))
        .group_by(Column::SellerId);
    let since = Rows::of(since, [Column::SellerId])
        .with("count", Column::Id.count())
        .with("people", Expr::col((Entity, Column::EmployeeId)).count_distinct())
        .with("last", Column::PurchasedOn.max());
    let answer = Lists::new(db).with("there", there).with("since", since).ask(db).await?;
    Ok((answer.list("there")?, answer.list("since")?))
}

fn sellers_at(event: EventId) -> SelectStatement {
    let sellers = Query::select().column(Column::SellerId).from(Entity).to_owned();
    counted_at(sellers, event)
}

fn counted_at(mut query: SelectStatement, event: EventId) -> SelectStatement {
    query
        .and_where(Expr::col(Column::EventId).eq(event))
        .and_where(Expr::col(Column::State).is_in(COUNTED))
        .and_where(Expr::col(Column::Funding).eq(Funding::Personal));
    query
}

/// The first day on which anything was bought there of the seller of the row.
fn first_day_at(event: EventId) -> Expr {
    let first = Alias::new("first");
    let own = |column| Expr::col((first.clone(), column));
    let day = Query::select()
        .expr(own(Column::PurchasedOn).min())
        .from_as(Entity, first.clone())
        .and_where(own(Column::EventId).eq(event))
        .and_where(own(Column::SellerId).equals((Entity, Column::SellerId)))
        .and_where(own(Column::State).is_in(COUNTED))
        .and_where(own(Column::Funding).eq(Funding::Personal))
        .take();
    Expr::SubQuery(None, Box::new(day.into()))
}

/// How what was bought on some days is spread.
#[derive(Clone, Debug)]
pub struct Spread {
    pub total: Total,
    /// The sellers at which most was bought, the most first.
    pub top: Vec<SellerSum>,
    /// By what sellers sell, the most first; none where nobody has said.
    pub goods: Vec<GoodsSum>,
    /// By channel, the most first.
    pub channels: Vec<ChannelSum>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Total {
    pub count: u64,
    pub sellers: u64,
    /// Rupiah; none where nothing was bought.
    pub amount: Option<i64>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct SellerSum {
    pub seller_id: SellerId,
    pub name: String,
    pub district: Option<String>,
    pub count: u64,
    pub amount: i64,
}

#[derive(Clone, Debug, Deserialize)]
pub struct GoodsSum {
    pub goods: Option<Goods>,
    pub sellers: u64,
    pub amount: i64,
}

#[derive(Clone, Debug, Deserialize)]
pub struct ChannelSum {
    pub channel: Channel,
    pub count: u64,
    pub amount: i64,
}

/// Of these days, both included.
pub async fn spread(
    db: &impl ConnectionTrait,
    (first, last): (NaiveDate, NaiveDate),
    most: u64,
) -> Result<Spread> {
    let those = || bought().filter(Column::PurchasedOn.between(first, last));
    let sellers = || Expr::col((Entity, Column::SellerId)).count_distinct();
    let total = Rows::blank(those())
        .with("count", Column::Id.count())
        .with("sellers", sellers())
        .with("amount", sum());
    let goods = those().join(JoinType::InnerJoin, Relation::Seller.def()).group_by(Seller::Goods);
    let goods = Rows::blank(goods.order_by(sum(), Order::Desc))
        .with_column(Seller::Goods)
        .with("sellers", sellers())
        .with("amount", sum());
    let channels = those().group_by(Column::Channel).order_by(sum(), Order::Desc);
    let channels = Rows::of(channels, [Column::Channel])
        .with("count", Column::Id.count())
        .with("amount", sum());
    let answer = Lists::new(db)
        .with("total", total)
        .with("top", by_seller(those(), most))
        .with("goods", goods)
        .with("channels", channels)
        .ask(db)
        .await?;
    Ok(Spread {
        total: answer.list("total")?.pop().unwrap_or_default(),
        top: answer.list("top")?,
        goods: answer.list("goods")?,
        channels: answer.list("channels")?,
    })
}

/// The sellers at which more than an amount was bought on these days, the most first.
pub async fn above(
    db: &impl ConnectionTrait,
    (first, last): (NaiveDate, NaiveDate),
    amount: i64,
    most: u64,
) -> Result<Vec<SellerSum>> {
    let those = bought().filter(Column::PurchasedOn.between(first, last));
    let rows = by_seller(those.having(Column::Amount.sum().gt(amount)), most);
    Lists::new(db).with("above", rows).ask(db).await?.list("above")
}

fn by_seller(those: Select<Entity>, most: u64) -> Rows {
    let those = those
        .join(JoinType::InnerJoin, Relation::Seller.def())
        .group_by(Column::SellerId)
        .group_by(Seller::Name)
        .group_by(Seller::District)
        .order_by(sum(), Order::Desc)
        .order_by_asc(Column::SellerId)
        .limit(most);
    Rows::of(those, [Column::SellerId])
        .with_column(Seller::Name)
        .with_column(Seller::District)
        .with("count", Column::Id.count())
        .with("amount", sum())
}
