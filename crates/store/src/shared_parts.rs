//! The parts of receipts that several people share.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use serde::Deserialize;

pub use super::entities::shared_parts::Model as PartRow;
use super::entities::shared_parts::{ActiveModel, Column, Entity, Relation};
use super::entities::{employees, purchases, sellers};
use super::gather::{Lists, Rows};
use super::{Result, Txn};
use pekan_rules::purchase::State;
use pekan_rules::shared_part::PartState;
use pekan_rules::{EmployeeId, PurchaseId, SharedPartId};

/// A part with the name of its colleague.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Part {
    #[serde(flatten)]
    pub row: PartRow,
    pub number: String,
    pub name: String,
}

/// All parts of the receipt that each purchase of the outer query is a part of, to be gathered.
pub(super) fn of_same_receipt() -> Rows {
    let own = Alias::new("own_part");
    let recorded_with = Query::select()
        .column((own.clone(), Column::PurchaseId))
        .from_as(Entity, own.clone())
        .and_where(
            Expr::col((own.clone(), Column::RecordedId))
                .equals((purchases::Entity, purchases::Column::Id)),
        )
        .and_where(Expr::col((own, Column::State)).eq(Expr::value(PartState::Confirmed)))
        .take();
    let first = Expr::SubQuery(None, Box::new(recorded_with.into()));
    let itself = Expr::col((purchases::Entity, purchases::Column::Id));
    let parts = Entity::find()
        .join(JoinType::InnerJoin, Relation::Employee.def())
        .filter(Expr::col((Entity, Column::PurchaseId)).is_in([itself, first]))
        .order_by_asc(Column::Id);
    Rows::all(parts).with_column(employees::Column::Number).with_column(employees::Column::Name)
}

/// A part that waits for somebody's answer, with what it is of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OpenPart {
    pub id: SharedPartId,
    /// Rupiah.
    pub amount: i64,
    pub purchased_on: NaiveDate,
    pub seller_id: pekan_rules::SellerId,
    /// The name of the seller.
    pub seller: String,
    /// The name of who proposed it.
    pub proposer: String,
}

/// Those that wait for somebody, the oldest first, to be gathered.
pub(super) fn open_rows(employee: EmployeeId) -> Rows {
    let open = Entity::find()
        .join(JoinType::InnerJoin, Relation::Purchase.def())
        .join(JoinType::InnerJoin, purchases::Relation::Seller.def())
        .join(JoinType::InnerJoin, Relation::Proposer.def())
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::State.eq(PartState::Proposed))
        .order_by_asc(Column::Id);
    Rows::of(open, [Column::Id, Column::Amount])
        .with_column(purchases::Column::PurchasedOn)
        .with_column(purchases::Column::SellerId)
        .with("seller", sellers::Column::Name.into_expr())
        .with("proposer", employees::Column::Name.into_expr())
}

/// Those that wait for somebody, the oldest first.
pub async fn open_of(db: &impl ConnectionTrait, employee: EmployeeId) -> Result<Vec<OpenPart>> {
    Lists::new(db).with("open", open_rows(employee)).ask(db).await?.list("open")
}

/// Everything that somebody has, proposed or was proposed, the newest first.
pub async fn of_person(db: &impl ConnectionTrait, employee: EmployeeId) -> Result<Vec<PartRow>> {
    let theirs =
        Condition::any().add(Column::EmployeeId.eq(employee)).add(Column::ProposedBy.eq(employee));
    Ok(Entity::find().filter(theirs).order_by_desc(Column::Id).all(db).await?)
}

pub async fn by_id(db: &impl ConnectionTrait, id: SharedPartId) -> Result<Option<PartRow>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// What somebody is to have, or has, of the receipt of a purchase.
pub async fn of_colleague(
    db: &impl ConnectionTrait,
    purchase: PurchaseId,
    employee: EmployeeId,
) -> Result<Option<PartRow>> {
    let theirs = Entity::find().filter(Column::PurchaseId.eq(purchase));
    Ok(theirs.filter(Column::EmployeeId.eq(employee)).one(db).await?)
}

/// Whether somebody has said of their purchase that they bought together with who recorded the same receipt.
pub async fn is_claimed(db: &impl ConnectionTrait, recorded: PurchaseId) -> Result<bool> {
    let claim = Entity::find().filter(Column::RecordedId.eq(recorded));
    Ok(claim.filter(Column::State.eq(PartState::Claimed)).one(db).await?.is_some())
}

/// The row, kept from other writers until the transaction ends.
pub async fn locked(txn: &Txn, id: SharedPartId) -> Result<Option<PartRow>> {
    Ok(Entity::find_by_id(id).lock_exclusive().one(txn).await?)
}

/// Those of a receipt that are open or confirmed, kept from other writers until the transaction ends.
pub async fn standing(txn: &Txn, purchase: PurchaseId) -> Result<Vec<PartRow>> {
    let standing = Entity::find()
        .filter(Column::PurchaseId.eq(purchase))
        .filter(Column::State.is_in([PartState::Proposed, PartState::Confirmed]))
        .order_by_asc(Column::Id);
    Ok(standing.lock_exclusive().all(txn).await?)
}

/// Inserts some; their `id`s are ignored.
pub async fn insert_many(txn: &Txn, rows: Vec<PartRow>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows = rows.into_iter().map(|row| {
        let mut row = row.into_active_model().reset_all();
        row.id = NotSet;
        row
    });
    Entity::insert_many(rows).exec_without_returning(txn).await?;
    Ok(())
}

/// Writes what became of one that is locked.
pub async fn update(txn: &Txn, row: PartRow) -> Result<()> {
    let row: ActiveModel = row.into_active_model().reset_all();
    row.update(txn).await?;
    Ok(())
}

/// Ends those of a receipt that nobody has answered.
pub async fn end_open(txn: &Txn, purchase: PurchaseId, now: DateTime<Utc>) -> Result<()> {
    withdraw_open(txn, Column::PurchaseId.eq(purchase), now).await
}

/// Ends those that somebody proposed or was proposed and nobody has answered.
pub(super) async fn end_open_of(txn: &Txn, employee: EmployeeId, now: DateTime<Utc>) -> Result<()> {
    withdraw_open(txn, Column::EmployeeId.eq(employee), now).await?;
    withdraw_open(txn, Column::ProposedBy.eq(employee), now).await
}

/// Has those wait again that [`end_open`] ended at an instant.
pub async fn reopen(txn: &Txn, purchase: PurchaseId, ended_at: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(PartState::Proposed))
        .col_expr(Column::SettledAt, Expr::value(None::<DateTime<Utc>>))
        .filter(Column::PurchaseId.eq(purchase))
        .filter(Column::State.eq(PartState::Withdrawn))
        .filter(Column::SettledAt.eq(ended_at))
        .exec(txn)
        .await?;
    Ok(())
}

async fn withdraw_open(txn: &Txn, which: Expr, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(PartState::Withdrawn))
        .col_expr(Column::SettledAt, Expr::value(now))
        .filter(which)
        .filter(Column::State.eq(PartState::Proposed))
        .exec(txn)
        .await?;
    Ok(())
}

/// The purchases of receipts of which somebody has a part, their own not among them.
pub(super) fn shared_with(employee: EmployeeId) -> SelectStatement {
    let confirmed = |column: Column| {
        Query::select()
            .column((Entity, column))
            .from(Entity)
            .and_where(Expr::col((Entity, Column::State)).eq(Expr::value(PartState::Confirmed)))
            .to_owned()
    };
    let is_mine = Expr::col((Entity, Column::EmployeeId)).eq(employee);
    let first = confirmed(Column::PurchaseId).and_where(is_mine.clone()).take();
    let of_proposed = confirmed(Column::RecordedId)
        .and_where(Expr::col((Entity, Column::ProposedBy)).eq(employee))
        .take();
    let beside = confirmed(Column::RecordedId)
        .and_where(Expr::col((Entity, Column::PurchaseId)).in_subquery(first.clone()))
        .take();
    let mut all = first;
    all.union(UnionType::All, of_proposed).union(UnionType::All, beside);
    all
}

/// Whether a purchase still counts, so that parts of its receipt may be confirmed.
pub fn may_be_confirmed(state: State) -> bool {
    matches!(state, State::Recorded | State::Verified)
}
