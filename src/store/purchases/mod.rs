//! Purchases: recorded, reviewed, voided, never deleted.

mod lists;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, ConnectionTrait,
    EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use crate::rules::EmployeeId;
use crate::rules::purchase::{self, State, Uncounted};
pub use crate::store::entities::purchases::Model as PurchaseRow;
use crate::store::entities::purchases::{Column, Entity, Relation};
use crate::store::entities::receipts::Model as ReceiptRow;
use crate::store::entities::sellers::Model as Seller;
use crate::store::{Result, Txn};
pub use lists::{Search, of_employee, search, to_review, visible};
pub(super) use lists::{own_rows, read};

/// A purchase with all that a page or an answer shows of it.
#[derive(Clone, Debug)]
pub struct Purchase {
    pub row: PurchaseRow,
    pub seller: Seller,
    pub employee: Buyer,
    pub receipts: Vec<ReceiptRow>,
    /// Whose the purchase is that this one looks like.
    pub looks_like_of: Option<EmployeeId>,
}

#[derive(Clone, Debug)]
pub struct Buyer {
    pub number: String,
    pub name: String,
}

impl Purchase {
    /// What keeps it from counting, if anything does (rules.md §5).
    pub fn uncounted(&self) -> Option<Uncounted> {
        let (row, seller) = (&self.row, &self.seller);
        let ineligible = seller.ineligible_from.is_some_and(|from| from <= row.purchased_on)
            && seller.ineligible_until.is_none_or(|until| row.purchased_on <= until);
        purchase::uncounted(row.state, row.funding, ineligible)
    }
}

pub async fn by_key(
    db: &impl ConnectionTrait,
    recorded_by: EmployeeId,
    key: &str,
) -> Result<Option<PurchaseRow>> {
    let found = Entity::find().filter(Column::RecordedBy.eq(recorded_by));
    Ok(found.filter(Column::IdempotencyKey.eq(key)).one(db).await?)
}

pub async fn by_id(db: &impl ConnectionTrait, id: i64) -> Result<Option<PurchaseRow>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Another purchase that still counts of the same person, seller, day and amount.
pub async fn look_alike(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    seller: i64,
    day: NaiveDate,
    amount: i64,
) -> Result<Option<PurchaseRow>> {
    Ok(Entity::find()
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::PurchasedOn.eq(day))
        .filter(Column::SellerId.eq(seller))
        .filter(Column::Amount.eq(amount))
        .filter(Column::State.is_in([State::Recorded, State::Verified]))
        .order_by_asc(Column::Id)
        .one(db)
        .await?)
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
    Entity::insert_many(rows).exec_without_returning(txn).await?;
    Ok(())
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
    unflagged.col_expr(Column::LooksLike, looks_like.into()).exec(txn).await?;
    Ok(())
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
        .set(crate::store::entities::purchases::ActiveModel {
            state: Set(to),
            decided_by: Set(Some(by)),
            decided_at: Set(Some(now)),
            reason: Set(reason.map(str::to_owned)),
            ..Default::default()
        })
        .filter(Column::Id.eq(id))
        .filter(Column::State.is_in(from.iter().copied()))
        .exec(txn)
        .await?;
    Ok(decided.rows_affected > 0)
}
