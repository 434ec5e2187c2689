//! Receipts: the rows about the files that `pekan-files` keeps.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, IntoCondition, Query};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde::Deserialize;

pub use super::entities::receipts::Model as ReceiptRow;
use super::entities::receipts::{Column, Entity};
use super::entities::{purchases, shared_parts};
use super::gather::{self, Rows};
use super::placements::{self, PlacementRow};
use super::shared_parts::PartRow;
use super::{Result, Txn, oldest};
use pekan_rules::{EmployeeId, Placement, PurchaseId, ReceiptId};

pub async fn by_id(db: &impl ConnectionTrait, id: ReceiptId) -> Result<Option<ReceiptRow>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Receipts to be gathered, the oldest first.
pub(super) fn rows(narrowed: impl IntoCondition) -> Rows {
    let standing = Entity::find().filter(narrowed).filter(Column::ReplacedAt.is_null());
    Rows::all(standing.order_by_asc(Column::Id))
}

/// How many a purchase has.
pub async fn count(db: &impl ConnectionTrait, purchase: PurchaseId) -> Result<usize> {
    let own = Entity::find().select_only().column(Column::Id);
    let own = own.filter(Column::PurchaseId.eq(purchase)).filter(Column::ReplacedAt.is_null());
    let own: Vec<ReceiptId> = own.into_tuple().all(db).await?;
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
    /// Of its employee.
    #[serde(deserialize_with = "gather::nested")]
    placements: Vec<PlacementRow>,
    /// What whoever sends it now is to have of it, or has.
    #[serde(deserialize_with = "gather::nested")]
    pub parts: Vec<PartRow>,
}

impl UsedFile {
    /// The placements of its employee.
    pub fn placements(&self) -> Vec<Placement> {
        placements::read(self.placements.clone())
    }
}

/// Those uploaded as the very same files as somebody sends now, to be gathered; the oldest first.
pub(super) fn used_rows(sent_by: EmployeeId, upload_sha256: &[&str]) -> Rows {
    let used = Entity::find()
        .filter(Column::UploadSha256.is_in(upload_sha256.iter().copied()))
        .filter(in_use())
        .order_by_asc(Column::Id);
    let theirs = placements::employee().equals((Entity, Column::EmployeeId));
    let shared = Condition::all()
        .add(
            Expr::col((shared_parts::Entity, shared_parts::Column::PurchaseId))
                .equals((Entity, Column::PurchaseId)),
        )
        .add(shared_parts::Column::EmployeeId.eq(sent_by));
    Rows::of(used, [Column::EmployeeId, Column::PurchaseId, Column::UploadSha256])
        .with_list("placements", placements::rows(theirs))
        .with_list("parts", Rows::all(shared_parts::Entity::find().filter(shared)))
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

/// Gives an upload that waits to the purchase that it came for, where it stays. Returns whether it waited.
pub async fn attach(
    txn: &Txn,
    (id, uploaded_by): (ReceiptId, EmployeeId),
    purchase: PurchaseId,
    employee: EmployeeId,
) -> Result<bool> {
    let attached = Entity::update_many()
        .col_expr(Column::PurchaseId, Expr::value(purchase))
        .col_expr(Column::EmployeeId, Expr::value(employee))
        .filter(Column::Id.eq(id))
        .filter(Column::UploadedBy.eq(uploaded_by))
        .filter(Column::PurchaseId.is_null())
        .exec(txn)
        .await?;
    Ok(attached.rows_affected == 1)
}

/// Those of a purchase, the oldest first.
pub async fn of_purchase(
    db: &impl ConnectionTrait,
    purchase: PurchaseId,
) -> Result<Vec<ReceiptRow>> {
    let own = Entity::find().filter(Column::PurchaseId.eq(purchase));
    let own = own.filter(Column::ReplacedAt.is_null());
    Ok(own.order_by_asc(Column::Id).all(db).await?)
}

/// Some of a purchase that are its receipts no more: their rows stay with it, and their files may come again.
pub async fn replace(txn: &Txn, ids: &[ReceiptId], now: DateTime<Utc>) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(Column::ReplacedAt, Expr::value(now))
        .col_expr(Column::Released, Expr::value(true))
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

/// Makes those that [`release`] let go stand again.
///
/// # Errors
/// `Unique` where the same file was recorded anew meanwhile.
pub async fn take_back(txn: &Txn, purchase: PurchaseId) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Released, Expr::value(false))
        .filter(Column::PurchaseId.eq(purchase))
        .filter(Column::ReplacedAt.is_null())
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
    let ids: Vec<ReceiptId> =
        oldest::ids(txn, with_file(purchased_before), Column::Id, most).await?;
    let given_up = Entity::update_many()
        .col_expr(Column::FileRemovedAt, Expr::value(now))
        .filter(Column::Id.is_in(ids))
        .filter(Column::FileRemovedAt.is_null());
    Ok(given_up.exec(txn).await?.rows_affected)
}

/// How many of purchases made before a day still have their file.
pub async fn count_files(db: &impl ConnectionTrait, purchased_before: NaiveDate) -> Result<u64> {
    Ok(with_file(purchased_before).count(db).await?)
}

fn with_file(purchased_before: NaiveDate) -> Select<Entity> {
    let old = Query::select()
        .column(purchases::Column::Id)
        .from(purchases::Entity)
        .and_where(purchases::Column::PurchasedOn.lt(purchased_before))
        .to_owned();
    Entity::find()
        .filter(Column::FileRemovedAt.is_null())
        .filter(Column::PurchaseId.in_subquery(old))
}

/// The bytes of each upload of somebody that no form has brought to a purchase yet.
pub async fn waiting(db: &impl ConnectionTrait, uploaded_by: EmployeeId) -> Result<Vec<i64>> {
    let own = Entity::find().select_only().column(Column::Bytes);
    let own = own.filter(Column::UploadedBy.eq(uploaded_by));
    Ok(own.filter(Column::PurchaseId.is_null()).into_tuple().all(db).await?)
}

/// Forgets uploads of somebody that are of no purchase.
pub async fn remove_waiting(txn: &Txn, uploaded_by: EmployeeId, ids: &[ReceiptId]) -> Result<()> {
    Entity::delete_many()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::UploadedBy.eq(uploaded_by))
        .filter(Column::PurchaseId.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// Forgets uploads whose form was never accepted. Returns how many.
pub async fn purge_unattached(txn: &Txn, before: DateTime<Utc>) -> Result<u64> {
    let stale = Entity::delete_many()
        .filter(Column::PurchaseId.is_null())
        .filter(Column::CreatedAt.lt(before));
    Ok(stale.exec(txn).await?.rows_affected)
}
