//! Purchases as pages and answers show them, within what the viewer sees.

use chrono::NaiveDate;
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait, Select,
};
use serde::Deserialize;

use super::{Buyer, Column, Entity, Purchase, PurchaseRow, ReceiptRow, Relation, Seller};
use crate::entities::receipts as receipt_rows;
use crate::entities::{employees, sellers};
use crate::gather::{self, Lists, Rows};
use crate::scope::{belonging_to, in_sight};
use crate::seller_classes::{self, ClassRow};
use crate::shared_parts::{self, Part};
use crate::{Result, placements, receipts};
use pekan_rules::purchase::State;
use pekan_rules::shared_part::PartState;
use pekan_rules::{EmployeeId, OfficeId, Placement, PurchaseId, SellerId, Sight};

/// What a list of purchases is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Search {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub employee: Option<EmployeeId>,
    /// Of the people who belong to one of these offices.
    pub offices: Option<Vec<OfficeId>>,
    pub state: Option<State>,
    /// Older than this id.
    pub after: Option<PurchaseId>,
    pub limit: u64,
}

/// Those that count, or would, and have neither a receipt nor a word that there is none; with the number of
/// whoever bought.
pub async fn without_evidence(db: &impl ConnectionTrait) -> Result<Vec<(PurchaseId, String)>> {
    let evidenced = Query::select()
        .column(receipt_rows::Column::PurchaseId)
        .from(receipt_rows::Entity)
        .and_where(receipt_rows::Column::PurchaseId.is_not_null())
        .and_where(receipt_rows::Column::ReplacedAt.is_null())
        .to_owned();
    let bare = Entity::find()
        .select_only()
        .column(Column::Id)
        .column(employees::Column::Number)
        .join(JoinType::InnerJoin, Relation::Employee.def())
        .filter(Column::NoReceipt.eq(false))
        .filter(Column::OrderNumber.is_null())
        .filter(Column::State.is_in([State::Recorded, State::Verified]))
        .filter(Column::Id.not_in_subquery(evidenced))
        .order_by_asc(Column::Id);
    Ok(bare.into_tuple().all(db).await?)
}

/// Those in sight, the newest record first.
pub async fn search(
    db: &impl ConnectionTrait,
    sight: &Sight,
    search: &Search,
) -> Result<Vec<Purchase>> {
    let mut narrowed = Condition::all().add(in_sight(sight, Column::EmployeeId));
    if let Some(from) = search.from {
        narrowed = narrowed.add(Column::PurchasedOn.gte(from));
    }
    if let Some(to) = search.to {
        narrowed = narrowed.add(Column::PurchasedOn.lte(to));
    }
    if let Some(employee) = search.employee {
        narrowed = narrowed.add(Column::EmployeeId.eq(employee));
    }
    if let Some(offices) = &search.offices {
        let people = belonging_to(offices.iter().copied(), sight.day);
        narrowed = narrowed.add(Column::EmployeeId.in_subquery(people));
    }
    if let Some(state) = search.state {
        narrowed = narrowed.add(Column::State.eq(state));
    }
    if let Some(after) = search.after {
        narrowed = narrowed.add(Column::Id.lt(after));
    }
    whole(db, narrowed, Some(search.limit)).await
}

/// Somebody's own, the newest day first, from an offset on; with how many there are in all.
pub async fn of_employee(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    days: Option<(NaiveDate, NaiveDate)>,
    offset: u64,
    limit: u64,
) -> Result<(Vec<Purchase>, u64)> {
    let own = Entity::find().filter(
        Condition::all()
            .add(Column::EmployeeId.eq(employee))
            .add_option(days.map(|(from, to)| Column::PurchasedOn.between(from, to))),
    );
    let page = own
        .clone()
        .order_by_desc(Column::PurchasedOn)
        .order_by_desc(Column::Id)
        .offset(offset)
        .limit(limit);
    let count = Rows::blank(own).with("count", Column::Id.count());
    let answer = Lists::new(db).with("purchases", rows(page)).with("count", count).ask(db).await?;
    let count = answer.list::<Count>("count")?.pop();
    Ok((read(answer.list("purchases")?), count.map_or(0, |found| found.count)))
}

/// Who bought at a seller, and on which days; in the order of people and days.
pub async fn of_seller(
    db: &impl ConnectionTrait,
    seller: SellerId,
) -> Result<Vec<(EmployeeId, NaiveDate)>> {
    let days = Entity::find()
        .select_only()
        .columns([Column::EmployeeId, Column::PurchasedOn])
        .distinct()
        .filter(Column::SellerId.eq(seller))
        .order_by_asc(Column::EmployeeId)
        .order_by_asc(Column::PurchasedOn);
    Ok(days.into_tuple().all(db).await?)
}

/// What was recorded at a seller and was neither rejected nor voided: how many, for how much, and the last day.
pub async fn at_seller(
    db: &impl ConnectionTrait,
    seller: SellerId,
) -> Result<(u64, i64, Option<NaiveDate>)> {
    let there = Entity::find()
        .filter(Column::SellerId.eq(seller))
        .filter(Column::State.is_in([State::Recorded, State::Verified]));
    let sums = Rows::blank(there)
        .with("count", Column::Id.count())
        .with("amount", Column::Amount.sum().cast_as("bigint"))
        .with("last", Column::PurchasedOn.max());
    let answer = Lists::new(db).with("there", sums).ask(db).await?;
    let found = answer.list::<There>("there")?.pop();
    Ok(found.map_or((0, 0, None), |it| (it.count, it.amount.unwrap_or(0), it.last)))
}

#[derive(Deserialize)]
struct There {
    count: u64,
    amount: Option<i64>,
    last: Option<NaiveDate>,
}

#[derive(Deserialize)]
struct Count {
    count: u64,
}

/// One purchase, if it is in sight.
pub async fn visible(
    db: &impl ConnectionTrait,
    sight: &Sight,
    id: PurchaseId,
) -> Result<Option<Purchase>> {
    let narrowed = Condition::all().add(Column::Id.eq(id)).add(in_sight(sight, Column::EmployeeId));
    Ok(whole(db, narrowed, None).await?.pop())
}

/// Those of some that are in sight, the newest record first.
pub async fn visible_some(
    db: &impl ConnectionTrait,
    sight: &Sight,
    ids: &[PurchaseId],
) -> Result<Vec<Purchase>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let narrowed = Condition::all()
        .add(Column::Id.is_in(ids.iter().copied()))
        .add(in_sight(sight, Column::EmployeeId));
    whole(db, narrowed, None).await
}

/// The same with all placements of whose it is.
pub async fn visible_with_placements(
    db: &impl ConnectionTrait,
    sight: &Sight,
    id: PurchaseId,
) -> Result<Option<(Purchase, Vec<Placement>)>> {
    let narrowed = Condition::all().add(Column::Id.eq(id)).add(in_sight(sight, Column::EmployeeId));
    let owner =
        Query::select().column(Column::EmployeeId).from(Entity).and_where(Column::Id.eq(id)).take();
    let answer = Lists::new(db)
        .with("purchases", newest(narrowed, None))
        .with("placements", placements::rows(placements::employee().in_subquery(owner)))
        .ask(db)
        .await?;
    let placements = placements::read(answer.list("placements")?);
    Ok(read(answer.list("purchases")?).pop().map(|purchase| (purchase, placements)))
}

async fn whole(
    db: &impl ConnectionTrait,
    narrowed: Condition,
    limit: Option<u64>,
) -> Result<Vec<Purchase>> {
    let answer = Lists::new(db).with("purchases", newest(narrowed, limit)).ask(db).await?;
    Ok(read(answer.list("purchases")?))
}

/// Somebody's own of some days, to be gathered and [`read`].
pub(crate) fn own_rows(
    employee: EmployeeId,
    (from, to): (NaiveDate, NaiveDate),
    limit: Option<u64>,
) -> Rows {
    let own = Condition::all().add(Column::EmployeeId.eq(employee));
    newest(own.add(Column::PurchasedOn.between(from, to)), limit)
}

/// The newest record first.
pub(super) fn newest(narrowed: Condition, limit: Option<u64>) -> Rows {
    let found = Entity::find().filter(narrowed).order_by_desc(Column::Id);
    rows(match limit {
        Some(limit) => found.limit(limit),
        None => found,
    })
}

pub(super) fn rows(found: Select<Entity>) -> Rows {
    let found = found
        .join(JoinType::InnerJoin, Relation::Seller.def())
        .join(JoinType::InnerJoin, Relation::Employee.def());
    let receipts = receipts::rows(receipts::purchase().equals((Entity, Column::Id)));
    Rows::blank(found)
        .with_model::<Entity>("row")
        .with_model::<sellers::Entity>("seller")
        .with("employee_number", employees::Column::Number.into_expr())
        .with("employee_name", employees::Column::Name.into_expr())
        .with("looks_like_of", owner_of_alike())
        .with_list("receipts", receipts)
        .with_list("parts", shared_parts::of_same_receipt())
        .with_list("classes", seller_classes::rows(seller_classes::of_sellers()))
}

/// Whose the purchase is that one looks like.
fn owner_of_alike() -> Expr {
    let alike = Alias::new("alike");
    let owner = Query::select()
        .column((alike.clone(), Column::EmployeeId))
        .from_as(Entity, alike.clone())
        .and_where(Expr::col((alike, Column::Id)).equals((Entity, Column::LooksLike)))
        .take();
    Expr::SubQuery(None, Box::new(owner.into()))
}

#[derive(Deserialize)]
pub(crate) struct Found {
    row: PurchaseRow,
    seller: Seller,
    employee_number: String,
    employee_name: String,
    looks_like_of: Option<EmployeeId>,
    #[serde(deserialize_with = "gather::nested")]
    receipts: Vec<ReceiptRow>,
    #[serde(deserialize_with = "gather::nested")]
    parts: Vec<Part>,
    #[serde(default, deserialize_with = "gather::nested")]
    equals: Vec<Equal>,
    #[serde(deserialize_with = "gather::nested")]
    classes: Vec<ClassRow>,
}

#[derive(Deserialize)]
struct Equal {
    id: PurchaseId,
}

pub(crate) fn read(found: Vec<Found>) -> Vec<Purchase> {
    let whole = found.into_iter().map(|found| Purchase {
        sharers: sharers(&found.parts, found.row.employee_id),
        parts: found.parts,
        equals: found.equals.into_iter().map(|equal| equal.id).collect(),
        row: found.row,
        seller: found.seller,
        classes: seller_classes::read(found.classes),
        employee: Buyer { number: found.employee_number, name: found.employee_name },
        receipts: found.receipts,
        looks_like_of: found.looks_like_of,
    });
    whole.collect()
}

/// Who has a part of a receipt, besides somebody: it is theirs once they have confirmed it.
fn sharers(parts: &[Part], besides: EmployeeId) -> Vec<EmployeeId> {
    let confirmed = parts.iter().filter(|part| part.row.state == PartState::Confirmed);
    let mut all: Vec<_> = confirmed
        .flat_map(|part| [part.row.proposed_by, part.row.employee_id])
        .filter(|id| *id != besides)
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}
