//! What reviewers say of sellers that are no small business, and what became of it.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
};

pub use super::entities::seller_doubts::Model as Doubt;
use super::entities::seller_doubts::{Column, Entity};
use super::{Result, Txn};
use pekan_rules::seller::DoubtState;
use pekan_rules::{EmployeeId, PurchaseId, SellerId};

/// Inserts one unless the seller is doubted already; its `id` is ignored. Returns whether it did.
pub async fn insert(txn: &Txn, doubt: Doubt) -> Result<bool> {
    let mut row = doubt.into_active_model().reset_all();
    row.id = NotSet;
    let open = OnConflict::column(Column::SellerId)
        .target_and_where(Expr::cust("state = 'open'"))
        .do_nothing()
        .to_owned();
    Ok(Entity::insert(row).on_conflict(open).exec_without_returning(txn).await? > 0)
}

/// Those of a seller, the newest first.
pub async fn of_seller(db: &impl ConnectionTrait, seller: SellerId) -> Result<Vec<Doubt>> {
    const MOST: u64 = 20;
    let found = Entity::find().filter(Column::SellerId.eq(seller));
    Ok(found.order_by_desc(Column::Id).limit(MOST).all(db).await?)
}

/// Ends the one that came with a purchase, if it is open. Returns whether it was.
pub async fn withdraw(
    txn: &Txn,
    (seller, purchase): (SellerId, PurchaseId),
    by: EmployeeId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let withdrawn = ended(DoubtState::Refused, by, now)
        .filter(Column::SellerId.eq(seller))
        .filter(Column::PurchaseId.eq(purchase))
        .filter(Column::State.eq(DoubtState::Open));
    Ok(withdrawn.exec(txn).await?.rows_affected > 0)
}

fn ended(to: DoubtState, by: EmployeeId, now: DateTime<Utc>) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(to))
        .col_expr(Column::DecidedBy, Expr::value(by))
        .col_expr(Column::DecidedAt, Expr::value(now))
}

/// Decides the one that is open, if there is one. Returns whether there was.
pub async fn decide(
    txn: &Txn,
    seller: SellerId,
    to: DoubtState,
    by: EmployeeId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let decided = ended(to, by, now)
        .filter(Column::SellerId.eq(seller))
        .filter(Column::State.eq(DoubtState::Open));
    Ok(decided.exec(txn).await?.rows_affected > 0)
}
