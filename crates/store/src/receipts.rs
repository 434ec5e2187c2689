//! Receipts: the rows about the files that `pekan-files` keeps.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Condition, Expr, IntoCondition, Query};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde::Deserialize;

use super::entities::purchases;
pub use super::entities::receipts::Model as ReceiptRow;
use super::entities::receipts::{Column, Entity};
use super::gather::Rows;
use super::{Result, Txn};
use pekan_rules::{EmployeeId, PurchaseId, ReceiptId};

pub async fn by_id(db: &impl ConnectionTrait, id: ReceiptId) -> Result<Option<ReceiptRow>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Receipts to be gathered, the oldest first.
pub(super) fn rows(narrowed: impl IntoCondition) -> Rows {
    Rows::all(Entity::find().filter(narrowed).order_by_asc(Column::Id))
}

/// How many a purchase has.
pub async fn count(db: &impl ConnectionTrait, purchase: PurchaseId) -> Result<usize> {
    let own = Entity::find().select_only().column(Column::Id);
    let own: Vec<ReceiptId> =
        own.filter(Column::PurchaseId.eq(purchase)).into_tuple().all(db).await?;
    Ok(own.len())
}

pub(super) fn purchase() -> Expr {
    Column::PurchaseId.into_expr()
}

/// Those that somebody uploaded for a form, accepted or not.
pub async fn uploaded(
    db: &impl ConnectionTrait,
    uploaded_by: EmployeeId,
    ids: &[ReceiptId],
) -> Result<Vec<ReceiptRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(own_uploads(uploaded_by, ids).all(db).await?)
}

/// The same, to be gathered.
pub(super) fn uploaded_rows(uploaded_by: EmployeeId, ids: &[ReceiptId]) -> Rows {
    Rows::all(own_uploads(uploaded_by, ids))
}

fn own_uploads(uploaded_by: EmployeeId, ids: &[ReceiptId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::UploadedBy.eq(uploaded_by))
        .order_by_asc(Column::Id)
}

/// A file that is the receipt of a purchase which counts.
#[derive(Clone, Debug, Deserialize)]
pub struct UsedFile {
    pub employee_id: EmployeeId,
    pub purchase_id: PurchaseId,
    pub upload_sha256: String,
}

/// Those uploaded as the very same files, to be gathered; the oldest first.
pub(super) fn used_rows(upload_sha256: &[&str]) -> Rows {
    let used = Entity::find()
        .filter(Column::UploadSha256.is_in(upload_sha256.iter().copied()))
        .filter(in_use())
        .order_by_asc(Column::Id);
    Rows::of(used, [Column::EmployeeId, Column::PurchaseId, Column::UploadSha256])
}

/// Its purchase has been recorded, and was not voided or rejected.
fn in_use() -> Condition {
    Condition::all().add(Column::PurchaseId.is_not_null()).add(Column::Released.eq(false))
}

/// The receipt through which an employee has used the very same file already.
pub async fn same_file(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    upload_sha256: &str,
) -> Result<Option<ReceiptRow>> {
    let found = Entity::find()
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::UploadSha256.eq(upload_sha256))
        .filter(in_use());
    Ok(found.order_by_asc(Column::Id).one(db).await?)
}

/// Whether somebody else has used the very same file.
pub async fn used_by_another(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    upload_sha256: &str,
) -> Result<Option<PurchaseId>> {
    let found = Entity::find()
        .filter(Column::EmployeeId.ne(employee))
        .filter(Column::UploadSha256.eq(upload_sha256))
        .filter(in_use());
    Ok(found.order_by_asc(Column::Id).one(db).await?.and_then(|row| row.purchase_id))
}

/// Inserts one; the `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, row: ReceiptRow) -> Result<ReceiptId> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(txn).await?.id)
}

/// Gives a kept receipt to the purchase that it came for.
pub async fn attach(
    txn: &Txn,
    id: ReceiptId,
    purchase: PurchaseId,
    employee: EmployeeId,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::PurchaseId, Expr::value(purchase))
        .col_expr(Column::EmployeeId, Expr::value(employee))
        .filter(Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Those of a purchase, the oldest first.
pub async fn of_purchase(
    db: &impl ConnectionTrait,
    purchase: PurchaseId,
) -> Result<Vec<ReceiptRow>> {
    let own = Entity::find().filter(Column::PurchaseId.eq(purchase));
    Ok(own.order_by_asc(Column::Id).all(db).await?)
}

/// Takes some from their purchase: they wait from now on.
pub async fn detach(txn: &Txn, ids: &[ReceiptId], now: DateTime<Utc>) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(Column::PurchaseId, Expr::value(None::<PurchaseId>))
        .col_expr(Column::CreatedAt, Expr::value(now))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(txn)
        .await?;
    Ok(())
}

/// Lets the files of a purchase that counts no more come again.
pub async fn release(txn: &Txn, purchase: PurchaseId) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Released, Expr::value(true))
        .filter(Column::PurchaseId.eq(purchase))
        .exec(txn)
        .await?;
    Ok(())
}

/// Whether some row needs this stored file.
pub async fn is_stored(db: &impl ConnectionTrait, stored_sha256: &str) -> Result<bool> {
    let needed = Entity::find().filter(Column::StoredSha256.eq(stored_sha256));
    Ok(needed.filter(Column::FileRemovedAt.is_null()).one(db).await?.is_some())
}

/// Gives up the files of purchases made before a day, of so many receipts at the most; the rows
/// stay. The sweep takes the files away. Returns of how many.
pub async fn remove_files(
    txn: &Txn,
    purchased_before: NaiveDate,
    most: u64,
    now: DateTime<Utc>,
) -> Result<u64> {
    let old = Query::select()
        .column(purchases::Column::Id)
        .from(purchases::Entity)
        .and_where(purchases::Column::PurchasedOn.lt(purchased_before))
        .to_owned();
    let ids: Vec<ReceiptId> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::FileRemovedAt.is_null())
        .filter(Column::PurchaseId.in_subquery(old))
        .order_by_asc(Column::Id)
        .limit(most)
        .into_tuple()
        .all(txn)
        .await?;
    let given_up = Entity::update_many()
        .col_expr(Column::FileRemovedAt, Expr::value(now))
        .filter(Column::Id.is_in(ids))
        .filter(Column::FileRemovedAt.is_null());
    Ok(given_up.exec(txn).await?.rows_affected)
}

/// How many uploads of one person wait at the most, the newest.
const MOST_WAITING: u64 = 20;

/// Forgets the oldest uploads of somebody whose forms bring photos and are never accepted.
pub async fn trim_waiting(txn: &Txn, uploaded_by: EmployeeId) -> Result<()> {
    let waiting = || {
        Entity::find()
            .filter(Column::PurchaseId.is_null())
            .filter(Column::UploadedBy.eq(uploaded_by))
    };
    let first_too_old: Option<ReceiptId> = waiting()
        .select_only()
        .column(Column::Id)
        .order_by_desc(Column::Id)
        .offset(MOST_WAITING)
        .limit(1)
        .into_tuple()
        .one(txn)
        .await?;
    if let Some(first_too_old) = first_too_old {
        Entity::delete_many()
            .filter(Column::PurchaseId.is_null())
            .filter(Column::UploadedBy.eq(uploaded_by))
            .filter(Column::Id.lte(first_too_old))
            .exec(txn)
            .await?;
    }
    Ok(())
}

/// Forgets uploads whose form was never accepted. Returns how many.
pub async fn purge_unattached(txn: &Txn, before: DateTime<Utc>) -> Result<u64> {
    let stale = Entity::delete_many()
        .filter(Column::PurchaseId.is_null())
        .filter(Column::CreatedAt.lt(before));
    Ok(stale.exec(txn).await?.rows_affected)
}
