//! A form that was not accepted yet waits under its key for who sent it: what was typed, and the rows of
//! the photos that came with it, so that nobody takes a photo twice.

use std::collections::BTreeMap;

use super::attach_receipts::{ReceiptOwner, row};
use super::log::LONGEST_KEY;
use crate::files::StoredFile;
use crate::rules::{EmployeeId, Problem, PurchaseId, ReceiptId};
use crate::store::purchase_drafts::{self, Draft};
use crate::store::purchases::submissions;
use crate::store::{self, ConnectionTrait, Store, employees, receipts};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// What was typed into which form.
#[derive(Clone, Debug)]
pub struct Typed {
    /// None where nothing new is recorded, so that only the photos wait.
    pub key: Option<String>,
    pub fields: BTreeMap<String, String>,
    /// Receipts that an earlier try brought.
    pub uploaded_before: Vec<ReceiptId>,
}

/// Uploads of one person that may wait at once, and their bytes: what is above would fill the disk with what
/// nobody has accepted.
const MOST_WAITING: usize = 20;
const MOST_BYTES_WAITING: i64 = 50 * 1024 * 1024;

/// Whether more files may come with a form, which may have to wait.
///
/// # Errors
/// `Invalid` on `receipt` where too many wait already.
pub async fn must_have_room(
    db: &impl ConnectionTrait,
    uploaded_by: EmployeeId,
    coming: usize,
) -> Result<(), WorkflowError> {
    if coming == 0 {
        return Ok(());
    }
    let waiting = receipts::waiting(db, uploaded_by).await?;
    let bytes: i64 = waiting.iter().sum();
    if waiting.len() + coming <= MOST_WAITING && bytes < MOST_BYTES_WAITING {
        return Ok(());
    }
    let full = Problem::new("receipt", "uploads-waiting").with("waiting", waiting.len());
    Err(WorkflowError::invalid(full))
}

/// Returns all receipts that wait with the form now.
pub async fn keep(
    store: &Store,
    warrant: &Warrant,
    typed: Typed,
    files: Vec<StoredFile>,
) -> Result<Vec<ReceiptId>, WorkflowError> {
    let usable = |key: &String| key.len() <= LONGEST_KEY;
    let Typed { key, fields, uploaded_before } = typed;
    let key = key.filter(usable);
    if files.is_empty() && key.is_none() {
        return Ok(uploaded_before);
    }
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now, owner) = (acting.txn(), acting.now(), acting.viewer()?.employee);
            // Forms that came at the same time wait for each other, and may have taken the room.
            employees::lock(txn, owner).await?;
            must_have_room(txn, owner, files.len()).await?;
            let receipt_owner = ReceiptOwner { owner, uploaded_by: owner };
            let mut receipts_of_form = uploaded_before.clone();
            for file in &files {
                receipts_of_form
                    .push(receipts::insert(txn, row(file, receipt_owner, None, now)).await?);
            }
            if let Some(key) = &key {
                let draft = Draft { fields: fields.clone(), receipts: receipts_of_form.clone() };
                purchase_drafts::put(txn, owner, key, &draft, now).await?;
            }
            Ok(receipts_of_form)
        }))
        .await
}

/// What became of the form of a key.
pub enum Form {
    Recorded(PurchaseId),
    Waits(Draft),
    Unknown,
}

pub async fn form_of(store: &Store, owner: EmployeeId, key: &str) -> store::Result<Form> {
    let db = store.reader();
    let sender = submissions::sender(db, submissions::Owner::Id(owner), (owner, key)).await?;
    if let Some(before) = sender.before {
        return Ok(Form::Recorded(before.id));
    }
    Ok(purchase_drafts::of(db, owner, key).await?.map_or(Form::Unknown, Form::Waits))
}
