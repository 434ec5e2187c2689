//! Many receipts at once: each photo waits as a form of its own, to be filled in one after the other.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::attach_receipts::{ReceiptOwner, row};
use super::keep_draft::must_have_room;
use crate::files::StoredFile;
use crate::rules::{EmployeeId, ReceiptId};
use crate::secret;
use crate::store::purchase_drafts::{self, Draft};
use crate::store::receipts::{self, ReceiptRow};
use crate::store::{self, ConnectionTrait, Store, employees};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// The field of a form after which the next one comes.
pub const QUEUED: &str = "queued";

/// A form whose photos wait.
#[derive(Clone, Debug)]
pub struct WaitingForm {
    pub key: String,
    pub fields: BTreeMap<String, String>,
    /// Its first photo.
    pub photo: ReceiptRow,
    pub since: DateTime<Utc>,
}

/// Begins a form for each file.
///
/// # Errors
/// `Invalid` on `receipt` where too many wait already.
pub async fn begin(
    store: &Store,
    warrant: &Warrant,
    files: Vec<StoredFile>,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now, owner) = (acting.txn(), acting.now(), acting.viewer()?.employee);
            employees::lock(txn, owner).await?;
            must_have_room(txn, owner, files.len()).await?;
            let receipt_owner = ReceiptOwner { owner, uploaded_by: owner };
            for file in &files {
                let photo = receipts::insert(txn, row(file, receipt_owner, None, now)).await?;
                let fields = BTreeMap::from([(QUEUED.to_owned(), "1".to_owned())]);
                let draft = Draft { fields, receipts: vec![photo] };
                purchase_drafts::put(txn, owner, &secret::token(), &draft, now).await?;
            }
            Ok::<_, WorkflowError>(())
        }))
        .await
}

/// Somebody's forms with photos that are of no purchase yet, the oldest first.
pub async fn waiting(
    db: &impl ConnectionTrait,
    owner: EmployeeId,
) -> store::Result<Vec<WaitingForm>> {
    let kept = purchase_drafts::all_of(db, owner).await?;
    let ids: Vec<ReceiptId> = kept.iter().flat_map(|one| one.draft.receipts.clone()).collect();
    let photos = receipts::uploaded(db, owner, &ids).await?;
    let forms = kept.into_iter().filter_map(|one| {
        let waits = |photo: &&ReceiptRow| {
            photo.purchase_id.is_none() && one.draft.receipts.contains(&photo.id)
        };
        let photo = photos.iter().find(waits)?.clone();
        Some(WaitingForm { key: one.key, fields: one.draft.fields, photo, since: one.kept_at })
    });
    Ok(forms.collect())
}

/// Gives a form up, with its photos.
pub async fn discard(store: &Store, warrant: &Warrant, key: &str) -> Result<(), WorkflowError> {
    let key = key.to_owned();
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, owner) = (acting.txn(), acting.viewer()?.employee);
            let draft = purchase_drafts::of(txn, owner, &key).await?;
            let draft = draft.ok_or(WorkflowError::NotFound)?;
            receipts::remove_waiting(txn, owner, &draft.receipts).await?;
            purchase_drafts::remove(txn, owner, &key).await?;
            Ok::<_, WorkflowError>(())
        }))
        .await
}
