//! Purchases: recorded, reviewed, voided, never deleted.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Condition, OnConflict};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, ConnectionTrait,
    EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::entities::employees::{Entity as Employees, Model as Employee};
pub use super::entities::purchases::Model as PurchaseRow;
use super::entities::purchases::{Column, Entity};
use super::entities::receipts::Model as ReceiptRow;
use super::entities::sellers::{Entity as Sellers, Model as Seller};
use super::scope::{belonging_to, in_sight};
use super::{Result, Txn, broken, receipts};
use crate::rules::purchase::{self, Funding, State, Uncounted};
use crate::rules::{EmployeeId, OfficeId, Scope};

/// A purchase with all that a page or an answer shows of it.
#[derive(Clone, Debug)]
pub struct Purchase {
    pub row: PurchaseRow,
    pub seller: Seller,
    pub employee: Employee,
    pub receipts: Vec<ReceiptRow>,
    /// Whose the purchase is that this one looks like.
    pub looks_like_of: Option<EmployeeId>,
}

impl Purchase {
    pub fn state(&self) -> Result<State> {
        State::parse(&self.row.state).ok_or_else(|| broken("state", &self.row.state))
    }

    /// What keeps it from counting, if anything does (rules.md §5).
    pub fn uncounted(&self) -> Result<Option<Uncounted>> {
        let (row, seller) = (&self.row, &self.seller);
        let funding =
            Funding::parse(&row.funding).ok_or_else(|| broken("funding", &row.funding))?;
        let ineligible = seller.ineligible_from.is_some_and(|from| from <= row.purchased_on)
            && seller.ineligible_until.is_none_or(|until| row.purchased_on <= until);
        Ok(purchase::uncounted(self.state()?, funding, ineligible))
    }
}

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

pub async fn by_key(
    db: &impl ConnectionTrait,
    recorded_by: EmployeeId,
    key: &str,
) -> Result<Option<PurchaseRow>> {
    let found = Entity::find().filter(Column::RecordedBy.eq(recorded_by));
    found.filter(Column::IdempotencyKey.eq(key)).one(db).await
}

pub async fn by_id(db: &impl ConnectionTrait, id: i64) -> Result<Option<PurchaseRow>> {
    Entity::find_by_id(id).one(db).await
}

/// Another purchase that still counts of the same person, seller, day and amount.
pub async fn look_alike(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    seller: i64,
    day: NaiveDate,
    amount: i64,
) -> Result<Option<PurchaseRow>> {
    Entity::find()
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::PurchasedOn.eq(day))
        .filter(Column::SellerId.eq(seller))
        .filter(Column::Amount.eq(amount))
        .filter(Column::State.is_in([State::Recorded.name(), State::Verified.name()]))
        .order_by_asc(Column::Id)
        .one(db)
        .await
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

/// Inserts one; the `id` is ignored. `None` when its idempotency key is there already.
pub async fn insert(txn: &Txn, row: PurchaseRow) -> Result<Option<i64>> {
    let (recorded_by, key) = (row.recorded_by, row.idempotency_key.clone());
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    // Not an error that is caught: on PostgreSQL that would spoil the transaction.
    let same =
        OnConflict::columns([Column::RecordedBy, Column::IdempotencyKey]).do_nothing().to_owned();
    let inserted = Entity::insert(row).on_conflict(same).exec_without_returning(txn).await?;
    if inserted == 0 {
        return Ok(None);
    }
    Ok(by_key(txn, recorded_by, &key).await?.map(|row| row.id))
}

/// Inserts many at once; their `id`s are ignored.
pub async fn insert_many(txn: &Txn, rows: Vec<PurchaseRow>) -> Result<()> {
    let rows = rows.into_iter().map(|row| {
        let mut row = row.into_active_model().reset_all();
        row.id = NotSet;
        row
    });
    Entity::insert_many(rows).exec_without_returning(txn).await.map(|_| ())
}

/// Writes what was edited, if nobody else did meanwhile. Returns whether it did.
pub async fn update(txn: &Txn, mut row: PurchaseRow) -> Result<bool> {
    let (id, version) = (row.id, row.version);
    row.version += 1;
    let mut active = row.into_active_model().reset_all();
    active.id = NotSet;
    let updated = Entity::update_many()
        .set(active)
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(txn)
        .await?;
    Ok(updated.rows_affected > 0)
}

/// Notes that one looks like another, if nothing of the kind is noted yet.
pub async fn flag(txn: &Txn, id: i64, looks_like: i64) -> Result<()> {
    let unflagged =
        Entity::update_many().filter(Column::Id.eq(id)).filter(Column::LooksLike.is_null());
    unflagged.col_expr(Column::LooksLike, looks_like.into()).exec(txn).await.map(|_| ())
}

/// Verifies, rejects or voids one that is in one of these states. Returns whether it was.
pub async fn decide(
    txn: &Txn,
    id: i64,
    from: &[State],
    to: State,
    by: EmployeeId,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let decided = Entity::update_many()
        .col_expr(
            Column::Version,
            sea_orm::sea_query::ExprTrait::add(sea_orm::sea_query::Expr::col(Column::Version), 1),
        )
        .set(super::entities::purchases::ActiveModel {
            state: Set(to.name().into()),
            decided_by: Set(Some(by)),
            decided_at: Set(Some(now)),
            reason: Set(reason.map(str::to_owned)),
            ..Default::default()
        })
        .filter(Column::Id.eq(id))
        .filter(Column::State.is_in(from.iter().map(|state| state.name())))
        .exec(txn)
        .await?;
    Ok(decided.rows_affected > 0)
}
