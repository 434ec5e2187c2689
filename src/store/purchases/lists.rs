//! Purchases as pages and answers show them, within what the viewer sees.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::sea_query::Condition;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{Column, Employees, Entity, Purchase, ReceiptRow, Sellers};
use crate::rules::purchase::State;
use crate::rules::{EmployeeId, OfficeId, Scope};
use crate::store::scope::{belonging_to, in_sight};
use crate::store::{Result, broken, receipts};

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
    pub after: Option<i64>,
    pub limit: u64,
}

/// Those in sight, the newest record first.
pub async fn search(
    db: &impl ConnectionTrait,
    scope: &Scope,
    search: &Search,
    today: NaiveDate,
) -> Result<Vec<Purchase>> {
    let mut narrowed = Condition::all().add(in_sight(scope, Column::EmployeeId, today));
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
        let people = belonging_to(offices.iter().copied(), today);
        narrowed = narrowed.add(Column::EmployeeId.in_subquery(people));
    }
    if let Some(state) = search.state {
        narrowed = narrowed.add(Column::State.eq(state.name()));
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
    let mut narrowed = Condition::all().add(Column::EmployeeId.eq(employee));
    if let Some((from, to)) = days {
        narrowed = narrowed.add(Column::PurchasedOn.between(from, to));
    }
    let count = Entity::find().filter(narrowed.clone()).count(db).await?;
    let ids: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(narrowed)
        .order_by_desc(Column::PurchasedOn)
        .order_by_desc(Column::Id)
        .offset(offset)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?;
    let mut found = whole(db, Condition::all().add(Column::Id.is_in(ids)), None).await?;
    found.sort_by_key(|purchase| (purchase.row.purchased_on, purchase.row.id));
    found.reverse();
    Ok((found, count))
}

/// All of somebody's of some days: of a chart's periods at the most.
pub async fn between(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Purchase>> {
    let own = Condition::all().add(Column::EmployeeId.eq(employee));
    whole(db, own.add(Column::PurchasedOn.between(from, to)), None).await
}

/// The oldest recorded purchase in sight that is not the reviewer's own; with how many wait
/// in all.
pub async fn to_review(
    db: &impl ConnectionTrait,
    scope: &Scope,
    reviewer: EmployeeId,
    today: NaiveDate,
) -> Result<(Option<Purchase>, u64)> {
    let waiting = Condition::all()
        .add(in_sight(scope, Column::EmployeeId, today))
        .add(Column::EmployeeId.ne(reviewer))
        .add(Column::State.eq(State::Recorded.name()));
    let count = Entity::find().filter(waiting.clone()).count(db).await?;
    let oldest: Option<i64> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(waiting)
        .order_by_asc(Column::Id)
        .limit(1)
        .into_tuple()
        .all(db)
        .await?
        .pop();
    let Some(id) = oldest else { return Ok((None, count)) };
    let found = whole(db, Condition::all().add(Column::Id.eq(id)), None).await?;
    Ok((found.into_iter().next(), count))
}

/// One purchase, if it is in sight.
pub async fn visible(
    db: &impl ConnectionTrait,
    scope: &Scope,
    id: i64,
    today: NaiveDate,
) -> Result<Option<Purchase>> {
    let narrowed =
        Condition::all().add(Column::Id.eq(id)).add(in_sight(scope, Column::EmployeeId, today));
    Ok(whole(db, narrowed, None).await?.pop())
}

async fn whole(
    db: &impl ConnectionTrait,
    narrowed: Condition,
    limit: Option<u64>,
) -> Result<Vec<Purchase>> {
    let mut found = Entity::find()
        .find_also_related(Sellers)
        .find_also_related(Employees)
        .filter(narrowed)
        .order_by_desc(Column::Id);
    if let Some(limit) = limit {
        found = found.limit(limit);
    }
    let found = found.all(db).await?;
    let mut receipts: HashMap<i64, Vec<ReceiptRow>> = HashMap::new();
    for receipt in receipts::of_purchases(db, found.iter().map(|(row, ..)| row.id)).await? {
        receipts.entry(receipt.purchase_id.unwrap_or_default()).or_default().push(receipt);
    }
    let alike = found.iter().filter_map(|(row, ..)| row.looks_like);
    let owners = owners(db, alike.collect()).await?;
    found
        .into_iter()
        .map(|(row, seller, employee)| {
            Ok(Purchase {
                looks_like_of: row.looks_like.and_then(|id| owners.get(&id).copied()),
                receipts: receipts.remove(&row.id).unwrap_or_default(),
                seller: seller.ok_or_else(|| broken("seller of purchase", &row.id.to_string()))?,
                employee: employee
                    .ok_or_else(|| broken("employee of purchase", &row.id.to_string()))?,
                row,
            })
        })
        .collect()
}

async fn owners(db: &impl ConnectionTrait, ids: Vec<i64>) -> Result<HashMap<i64, EmployeeId>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = Entity::find().select_only().columns([Column::Id, Column::EmployeeId]);
    let found: Vec<(i64, EmployeeId)> =
        found.filter(Column::Id.is_in(ids)).into_tuple().all(db).await?;
    Ok(found.into_iter().collect())
}
