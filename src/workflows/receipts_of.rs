//! Receipts that come with a purchase, or after it.

use chrono::{DateTime, Utc};

use super::Refused;
use crate::receipts::Kept;
use crate::rules::{EmployeeId, Problem, money};
use crate::store::receipts::{self, ReceiptRow};
use crate::store::{Txn, purchases};

/// The very same file twice by one employee is refused, naming the first (rules.md §9).
pub(super) async fn refuse_same_file(
    txn: &Txn,
    owner: EmployeeId,
    upload_sha256: &str,
) -> Result<(), Refused> {
    let Some(first) = receipts::same_file(txn, owner, upload_sha256).await? else { return Ok(()) };
    let first = first.purchase_id.unwrap_or_default();
    let mut problem = Problem::new("receipt", "receipt-used").with("purchase", first);
    if let Some(row) = purchases::by_id(txn, first).await? {
        problem = problem.with("date", row.purchased_on).with("amount", money::rupiah(row.amount));
    }
    Err(Refused::Conflict(problem))
}

pub(super) fn receipt_row(
    file: &Kept,
    owner: EmployeeId,
    uploaded_by: EmployeeId,
    purchase: Option<i64>,
    now: DateTime<Utc>,
) -> ReceiptRow {
    ReceiptRow {
        id: 0,
        employee_id: owner,
        uploaded_by,
        purchase_id: purchase,
        upload_sha256: file.upload_sha256.clone(),
        stored_sha256: file.stored_sha256.clone(),
        media_type: file.media_type.mime().into(),
        bytes: i64::try_from(file.bytes).unwrap_or(i64::MAX),
        width: file.width.and_then(|width| i32::try_from(width).ok()),
        height: file.height.and_then(|height| i32::try_from(height).ok()),
        created_at: now,
        released: false,
    }
}
