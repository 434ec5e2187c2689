//! A purchase that somebody logs, judged before a file of it is kept; [`super::record`] writes it.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::at_event;
use super::propose_parts::{Named, NewPart, Receipt, Shared, divided};
use crate::files::StoredFile;
use crate::rules::channel::Channels;
use crate::rules::purchase_draft::{Draft, NewPurchase, SellerChoice};
use crate::rules::{EmployeeId, OfficeId, Problem, PurchaseId, ReceiptId, Rulebook};
use crate::secret;
use crate::standing::people::{self, Found};
use crate::store::Store;
use crate::store::purchases::submissions::{self, Likeness, Owner, Sender};
use crate::store::receipts::ReceiptRow;
use crate::workflows::{Warrant, WorkflowError};

/// What came in, but for the files.
#[derive(Clone, Debug)]
pub struct Submission {
    pub draft: Draft,
    /// The same key and content again is the same purchase (rules.md: two equal lunches are two).
    pub key: String,
    /// The number of the employee who bought; the caller if it is not given.
    pub owner: Option<String>,
    /// Receipts that an earlier try of the same form brought.
    pub uploaded_before: Vec<ReceiptId>,
    /// Whether evidence must come with it; through the API it may follow.
    pub needs_evidence: bool,
    /// With whom the receipt is shared; the amount is then that of the whole receipt.
    pub shared_with: Vec<Named>,
    pub together: Together,
}

/// Whether somebody has bought together with the colleague who has recorded the same receipt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Together {
    /// Where there is such a colleague, nothing is recorded before they have said.
    #[default]
    Unasked,
    /// They say so, or nobody asks.
    Said(bool),
}

/// The code of the conflict by which they are asked.
pub const ASKS_TOGETHER: &str = "bought-together";

/// A submission that may be recorded.
#[derive(Clone, Debug)]
pub struct Ready {
    pub(super) owner: EmployeeId,
    pub(super) recorded_by: EmployeeId,
    pub(super) purchase: NewPurchase,
    pub(super) key: String,
    pub(super) uploaded_before: Vec<ReceiptRow>,
    /// Of the colleagues with whom the receipt is shared, and what it comes to.
    pub(super) shared: Option<(i64, Vec<NewPart>)>,
    pub(super) together: Together,
    /// Where the owner belongs.
    pub(super) office: Option<OfficeId>,
    /// What makes the purchase that was recorded with the same key the same.
    before: Option<String>,
    /// A purchase that looks like the same one; a page asks before it goes on.
    pub looks_like: Option<PurchaseId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Logged {
    pub id: PurchaseId,
    /// False when the same submission had been recorded before.
    pub created: bool,
}

pub(super) const LONGEST_KEY: usize = 200;

/// Judges everything that can be judged before a file is kept.
pub async fn check(
    store: &Store,
    warrant: &Warrant,
    submission: Submission,
) -> Result<Ready, WorkflowError> {
    let (viewer, now) = (warrant.viewer()?, warrant.now());
    let rulebook = store.rulebook().await?;
    let db = store.reader();
    let owner = submission.owner.as_deref().map_or(Owner::Id(viewer.employee), Owner::Number);
    let Sender { owner, before } =
        submissions::sender(db, owner, (viewer.employee, &submission.key)).await?;
    let owner = owner
        .and_then(|found| people::in_sight(&rulebook, viewer, found, now))
        .ok_or(WorkflowError::NotFound)?;
    if !viewer.may_log_for(&rulebook.offices, owner.id, owner.office) {
        return Err(WorkflowError::Forbidden);
    }
    // A retry is judged by the day of the first try: what was accepted stays accepted.
    let judged_at = before.as_ref().map_or(now, |row| row.recorded_at);
    let settings = store.settings().await?;
    let rules = (&*rulebook, &settings.channels);
    let mut purchase = judged(&submission, rules, (&owner, viewer.employee), judged_at)?;
    let mut shared = None;
    if !submission.shared_with.is_empty() {
        let (purchased_on, total) = (purchase.purchased_on, purchase.amount);
        let receipt = Receipt { owner: &owner, purchased_on, total };
        let named = &submission.shared_with;
        let Shared { own, parts } = divided(db, &rulebook, receipt, named, judged_at).await?;
        purchase.amount = own;
        shared = Some((total, parts));
    }
    let uploaded_before = (viewer.employee, submission.uploaded_before.as_slice());
    let sent = (viewer.employee, submission.key.as_str());
    let likeness = likeness(owner.id, &purchase, sent);
    let named = submissions::named(db, &likeness, uploaded_before, purchase.event).await?;
    if named.uploaded.len() != submission.uploaded_before.len() {
        return Err(WorkflowError::invalid(Problem::new("receipt", "receipt-gone")));
    }
    if !named.seller_exists {
        return Err(seller_unknown());
    }
    // What was accepted once stays so, whatever has become of the event.
    if before.is_none() {
        at_event::must_be_on(purchase.event, named.event.as_ref(), purchase.purchased_on)?;
    }
    let looks_like = if before.is_some() { None } else { named.alike };
    Ok(Ready {
        owner: owner.id,
        recorded_by: viewer.employee,
        purchase,
        key: submission.key,
        uploaded_before: named.uploaded,
        shared,
        together: submission.together,
        office: owner.office,
        before: before.map(|row| row.fingerprint),
        looks_like,
    })
}

/// The purchase as it may be recorded, or all that is wrong with it.
fn judged(
    submission: &Submission,
    (rulebook, channels): (&Rulebook, &Channels),
    (owner, sender): (&Found, EmployeeId),
    at: DateTime<Utc>,
) -> Result<NewPurchase, WorkflowError> {
    let draft = &submission.draft;
    let mut problems = Vec::new();
    if let (true, Err(problem)) = (submission.needs_evidence, draft.check_evidence()) {
        problems.push(problem);
    }
    let printable = submission.key.bytes().all(|b| b.is_ascii_graphic());
    if submission.key.is_empty() || submission.key.len() > LONGEST_KEY || !printable {
        problems.push(Problem::new("key", "key-unusable"));
    }
    if !submission.shared_with.is_empty() && owner.id != sender {
        problems.push(Problem::new("shared_with", "shared-for-others"));
    }
    let today = rulebook.today(&owner.placements, at);
    match draft.check((rulebook, channels), &owner.placements, today) {
        Ok(purchase) if problems.is_empty() => Ok(purchase),
        Ok(_) => Err(WorkflowError::Invalid(problems)),
        Err(mut found) => {
            found.append(&mut problems);
            Err(WorkflowError::Invalid(found))
        }
    }
}

pub(super) fn likeness<'a>(
    owner: EmployeeId,
    purchase: &'a NewPurchase,
    sent: (EmployeeId, &'a str),
) -> Likeness<'a> {
    Likeness {
        owner,
        seller: &purchase.seller,
        purchased_on: purchase.purchased_on,
        amount: purchase.amount,
        sent: Some(sent),
    }
}

pub(super) fn seller_unknown() -> WorkflowError {
    WorkflowError::invalid(Problem::new("seller", "seller-unknown"))
}

pub(super) fn key_used() -> WorkflowError {
    WorkflowError::Conflict(Problem::new("key", "key-used"))
}

impl Ready {
    /// Whether a purchase was recorded with the same key.
    pub fn is_retry(&self) -> bool {
        self.before.is_some()
    }

    /// Refuses a retry with other files than the first try, by the hashes of what was sent: before
    /// they are stored.
    ///
    /// # Errors
    /// `Conflict`.
    pub fn must_be_the_same(&self, uploaded: &[String]) -> Result<(), WorkflowError> {
        let fingerprint = self.fingerprint(uploaded.iter().map(String::as_str));
        match &self.before {
            Some(before) if *before != fingerprint => Err(key_used()),
            _ => Ok(()),
        }
    }

    pub fn purchased_on(&self) -> NaiveDate {
        self.purchase.purchased_on
    }

    /// What makes two submissions the same.
    pub(super) fn fingerprint<'a>(&'a self, uploaded: impl Iterator<Item = &'a str>) -> String {
        let mut hashes: Vec<_> = uploaded.collect();
        hashes.extend(self.uploaded_before.iter().map(|row| row.upload_sha256.as_str()));
        hashes.sort_unstable();
        hashes.dedup();
        let NewPurchase {
            purchased_on,
            amount,
            seller,
            channel,
            event,
            description,
            order_number,
            funding,
            no_receipt,
        } = &self.purchase;
        let seller = match seller {
            SellerChoice::Known(id) => json!({ "id": id }),
            SellerChoice::New { name, district } => json!({ "name": name, "district": district }),
        };
        let shared = self.shared.as_ref().map(|(total, parts)| {
            let parts = parts.iter().map(|part| (part.employee, part.amount));
            (*total, parts.collect::<Vec<_>>())
        });
        let content = json!([
            self.owner,
            purchased_on,
            amount,
            seller,
            channel,
            description,
            funding,
            no_receipt,
            hashes,
            shared,
            event,
            order_number,
        ]);
        secret::sha256(content.to_string())
    }

    pub(super) fn hashes<'a>(&'a self, files: &'a [StoredFile]) -> impl Iterator<Item = &'a str> {
        let uploaded_before = self.uploaded_before.iter().map(|row| row.upload_sha256.as_str());
        uploaded_before.chain(files.iter().map(|file| file.upload_sha256.as_str()))
    }
}
