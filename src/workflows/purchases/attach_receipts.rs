//! The rows of receipts: with a new purchase, and for one that is there already. Files are kept
//! before their rows.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::change::{must_allow, overtaken, with_owner};
use crate::files::StoredFile;
use crate::rules::audit::AuditAction;
use crate::rules::purchase_access::Action;
use crate::rules::purchase_draft::MOST_RECEIPTS;
use crate::rules::{EmployeeId, Problem, PurchaseId, ReceiptId};
use crate::store::purchases;
use crate::store::receipts::{self, ReceiptRow, UsedFile};
use crate::store::{self, Store, Txn, totals};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Whose receipt it is, and who uploaded it.
#[derive(Clone, Copy)]
pub struct ReceiptOwner {
    pub owner: EmployeeId,
    pub uploaded_by: EmployeeId,
}

/// Gives a new purchase its receipts: those that an earlier try of its form brought, and new files.
/// `used` are the files that are receipts already.
pub(super) async fn attach(
    txn: &Txn,
    receipt_owner: ReceiptOwner,
    stored: &[ReceiptRow],
    files: &[StoredFile],
    used: &[UsedFile],
    purchase: PurchaseId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let own = |hash: &str| {
        let mut used = used.iter();
        used.find(|file| file.upload_sha256 == hash && file.employee_id == receipt_owner.owner)
    };
    let mut seen = Vec::new();
    for row in stored {
        let hash = row.upload_sha256.as_str();
        if seen.contains(&hash) {
            return Err(same_file(purchase));
        }
        if let Some(first) = own(hash) {
            return Err(same_file(first.purchase_id));
        }
        take(txn, row.id, receipt_owner, purchase).await?;
        seen.push(hash);
    }
    for file in files {
        // The same photo chosen twice in one form is one photo.
        if seen.contains(&file.upload_sha256.as_str()) {
            continue;
        }
        seen.push(&file.upload_sha256);
        if let Some(first) = own(&file.upload_sha256) {
            return Err(same_file(first.purchase_id));
        }
        receipts::insert(txn, row(file, receipt_owner, Some(purchase), now))
            .await
            .map_err(used_meanwhile)?;
    }
    Ok(())
}

/// What an edit did to the receipts of a purchase.
pub(super) struct Changed {
    pub removed: Vec<ReceiptId>,
    pub added: Vec<ReceiptId>,
}

impl Changed {
    pub fn is_any(&self) -> bool {
        !self.removed.is_empty() || !self.added.is_empty()
    }
}

/// Leaves a purchase the receipts that are kept, and gives it new files. What they replace stays with it,
/// out of sight.
pub(super) async fn replace(
    txn: &Txn,
    receipt_owner: ReceiptOwner,
    purchase: PurchaseId,
    (uploaded_before, files): (&[ReceiptId], &[StoredFile]),
    now: DateTime<Utc>,
) -> Result<Changed, WorkflowError> {
    let there = receipts::of_purchase(txn, purchase).await?;
    let is_there = |id: &ReceiptId| there.iter().any(|row| row.id == *id);
    let removed: Vec<_> =
        there.iter().map(|row| row.id).filter(|id| !uploaded_before.contains(id)).collect();
    receipts::replace(txn, &removed, now).await?;
    let waiting: Vec<_> = uploaded_before.iter().copied().filter(|id| !is_there(id)).collect();
    let mut uploaded = receipts::uploaded(txn, receipt_owner.uploaded_by, &waiting).await?;
    uploaded.retain(|row| row.purchase_id.is_none());
    if uploaded.len() != waiting.len() {
        return Err(gone());
    }
    let mut added = Vec::new();
    for row in uploaded {
        must_be_new(txn, receipt_owner.owner, &row.upload_sha256).await?;
        take(txn, row.id, receipt_owner, purchase).await?;
        added.push((row.id, row.upload_sha256));
    }
    for file in files {
        // The same photo chosen twice in one form is one photo.
        if added.iter().any(|(_, hash)| *hash == file.upload_sha256) {
            continue;
        }
        must_be_new(txn, receipt_owner.owner, &file.upload_sha256).await?;
        let id = receipts::insert(txn, row(file, receipt_owner, Some(purchase), now))
            .await
            .map_err(used_meanwhile)?;
        added.push((id, file.upload_sha256.clone()));
    }
    for (_, hash) in &added {
        if let Some(other) = receipts::used_by_another(txn, receipt_owner.owner, hash).await? {
            purchases::flag(txn, purchase, other).await?;
        }
    }
    Ok(Changed { removed, added: added.into_iter().map(|(id, _)| id).collect() })
}

/// Gives a purchase an upload that waits; what is a receipt already is nobody's to give again.
async fn take(
    txn: &Txn,
    id: ReceiptId,
    receipt_owner: ReceiptOwner,
    purchase: PurchaseId,
) -> Result<(), WorkflowError> {
    let waited =
        receipts::attach(txn, (id, receipt_owner.uploaded_by), purchase, receipt_owner.owner).await;
    if waited.map_err(used_meanwhile)? { Ok(()) } else { Err(gone()) }
}

fn gone() -> WorkflowError {
    WorkflowError::invalid(Problem::new("receipt", "receipt-gone"))
}

/// The same file came twice at once, and the other was faster by a moment.
pub(super) fn used_meanwhile(error: store::Error) -> WorkflowError {
    match error {
        store::Error::Unique(constraint) if constraint.contains("receipts") => {
            WorkflowError::Conflict(Problem::new("receipt", "receipt-used-now"))
        }
        other => other.into(),
    }
}

/// The very same file twice by one employee is refused, naming the first (rules.md §9).
pub(super) async fn must_be_new(
    txn: &Txn,
    owner: EmployeeId,
    upload_sha256: &str,
) -> Result<(), WorkflowError> {
    let Some(first) = receipts::same_file(txn, owner, upload_sha256).await? else { return Ok(()) };
    Err(same_file(first.purchase_id.unwrap_or(PurchaseId::NONE)))
}

fn same_file(first: PurchaseId) -> WorkflowError {
    WorkflowError::Conflict(Problem::new("receipt", "receipt-used").with("purchase", first))
}

/// The row of a file that was kept.
pub fn row(
    file: &StoredFile,
    receipt_owner: ReceiptOwner,
    purchase: Option<PurchaseId>,
    now: DateTime<Utc>,
) -> ReceiptRow {
    ReceiptRow {
        id: ReceiptId::NONE,
        employee_id: receipt_owner.owner,
        uploaded_by: receipt_owner.uploaded_by,
        purchase_id: purchase,
        upload_sha256: file.upload_sha256.clone(),
        stored_sha256: file.stored_sha256.clone(),
        media_type: file.media_type,
        bytes: i64::try_from(file.bytes).unwrap_or(i64::MAX),
        width: file.width.and_then(|width| i32::try_from(width).ok()),
        height: file.height.and_then(|height| i32::try_from(height).ok()),
        created_at: now,
        released: false,
        file_removed_at: None,
        replaced_at: None,
        compared_at: None,
    }
}

/// Refuses a purchase that may not get another receipt: it may until the deadline, from its owner or whoever
/// may log for them.
pub async fn may_add(
    store: &Store,
    warrant: &Warrant,
    id: PurchaseId,
) -> Result<(), WorkflowError> {
    let (rulebook, viewer, now) = (store.rulebook().await?, warrant.viewer()?, warrant.now());
    let (purchase, owner) = with_owner(store.reader(), &rulebook, viewer, id, now).await?;
    must_allow(&rulebook, viewer, Action::AddReceipt, (&purchase, &owner), now)?;
    if purchase.receipts.len() >= MOST_RECEIPTS { Err(too_many()) } else { Ok(()) }
}

fn too_many() -> WorkflowError {
    WorkflowError::invalid(Problem::new("receipt", "too-many-receipts").with("most", MOST_RECEIPTS))
}

/// Writes the row of a receipt that was kept for a purchase; returns its id.
pub async fn add(
    store: &Store,
    warrant: &Warrant,
    id: PurchaseId,
    file: StoredFile,
) -> Result<ReceiptId, WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now, viewer) = (acting.txn(), acting.now(), acting.viewer()?);
            let rulebook = acting.rulebook();
            let (purchase, found) = with_owner(txn, rulebook, viewer, id, now).await?;
            must_allow(rulebook, viewer, Action::AddReceipt, (&purchase, &found), now)?;
            let (owner, actor) = (found.id, viewer.employee);
            totals::lock(txn, owner, purchase.row.purchased_on).await?;
            // Whoever reviews it now has not seen this one.
            if !purchases::touch(txn, id).await? {
                return Err(overtaken(txn, id, Action::AddReceipt.states()).await?);
            }
            if receipts::count(txn, id).await? >= MOST_RECEIPTS {
                return Err(too_many());
            }
            must_be_new(txn, owner, &file.upload_sha256).await?;
            if let Some(other) = receipts::used_by_another(txn, owner, &file.upload_sha256).await? {
                purchases::flag(txn, id, other).await?;
            }
            let receipt_owner = ReceiptOwner { owner, uploaded_by: actor };
            let receipt = receipts::insert(txn, row(&file, receipt_owner, Some(id), now))
                .await
                .map_err(used_meanwhile)?;
            let subject = format!("purchases/{id}");
            let details =
                json!({ "employee": owner, "amount": purchase.row.amount, "receipt": receipt });
            acting.note(AuditAction::PurchaseAttachReceipt, subject, details).await?;
            Ok(receipt)
        }))
        .await
}
