//! Recording a purchase: checked first, then written in one transaction. Files are kept before
//! their rows, so a row without its file cannot be.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::attach_receipts::{self, ReceiptOwner};
use crate::files::StoredFile;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::purchase::State;
use crate::rules::purchase_draft::{self, Draft, NewPurchase, SellerChoice};
use crate::rules::{EmployeeId, Problem, PurchaseId, ReceiptId, SellerId};
use crate::standing::people;
use crate::store::purchases::submissions::{self, Before, Existing, Likeness, Owner, Sender};
use crate::store::purchases::{self, PurchaseRow};
use crate::store::receipts::ReceiptRow;
use crate::store::{Store, Txn, placements, sellers, totals};
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::{Acting, Right, Warrant, WorkflowError};
use crate::{secret, txn_job};

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
}

/// A submission that may be recorded.
#[derive(Clone, Debug)]
pub struct Ready {
    owner: EmployeeId,
    recorded_by: EmployeeId,
    purchase: NewPurchase,
    key: String,
    uploaded_before: Vec<ReceiptRow>,
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
    let mut problems = Vec::new();
    // A retry is judged by the day of the first try: what was accepted stays accepted.
    let judged_at = before.as_ref().map_or(now, |row| row.recorded_at);
    let today = rulebook.today(&owner.placements, judged_at);
    let draft = &submission.draft;
    let checked = draft.check(&rulebook, &owner.placements, today);
    let evidence = purchase_draft::check_evidence(draft.no_receipt, draft.receipts);
    if let (true, Err(problem)) = (submission.needs_evidence, evidence) {
        problems.push(problem);
    }
    let printable = submission.key.bytes().all(|b| b.is_ascii_graphic());
    if submission.key.is_empty() || submission.key.len() > LONGEST_KEY || !printable {
        problems.push(Problem::new("key", "key-unusable"));
    }
    let purchase = match checked {
        Ok(purchase) if problems.is_empty() => purchase,
        Ok(_) => return Err(WorkflowError::Invalid(problems)),
        Err(mut found) => {
            found.append(&mut problems);
            return Err(WorkflowError::Invalid(found));
        }
    };
    let uploaded_before = (viewer.employee, submission.uploaded_before.as_slice());
    let named = submissions::named(db, &likeness(owner.id, &purchase), uploaded_before).await?;
    if named.uploaded.len() != submission.uploaded_before.len() {
        return Err(WorkflowError::invalid(Problem::new("receipt", "receipt-gone")));
    }
    if !named.seller_exists {
        return Err(seller_unknown());
    }
    let looks_like = if before.is_some() { None } else { named.alike };
    Ok(Ready {
        owner: owner.id,
        recorded_by: viewer.employee,
        purchase,
        key: submission.key,
        uploaded_before: named.uploaded,
        before: before.map(|row| row.fingerprint),
        looks_like,
    })
}

fn likeness(owner: EmployeeId, purchase: &NewPurchase) -> Likeness<'_> {
    Likeness {
        owner,
        seller: &purchase.seller,
        purchased_on: purchase.purchased_on,
        amount: purchase.amount,
    }
}

/// Writes a checked submission with its files, or finds that it was written before.
pub async fn record(
    store: &Store,
    warrant: &Warrant,
    ready: Ready,
    files: Vec<StoredFile>,
) -> Result<Logged, WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let facts = amend::lock_people(acting, &[ready.owner]).await?;
            must_log_for(acting, ready.owner).await?;
            totals::lock(txn, ready.owner, ready.purchase.purchased_on).await?;
            let fingerprint =
                ready.fingerprint(files.iter().map(|file| file.upload_sha256.as_str()));
            let existing = ready.existing(txn, &files).await?;
            if let Some(before) = &existing.before {
                return same_as_before(before, &fingerprint);
            }
            let seller = ready.seller(txn, &existing, now).await?;
            let row = ready.row(seller, fingerprint, ready.looks_like(&existing, &files), now);
            let id = purchases::insert(&facts, row).await?.ok_or_else(key_used)?;
            let receipt_owner = ReceiptOwner { owner: ready.owner, uploaded_by: ready.recorded_by };
            let used = &existing.files;
            attach_receipts::attach(
                txn,
                receipt_owner,
                &ready.uploaded_before,
                &files,
                used,
                id,
                now,
            )
            .await?;
            let day = ready.purchase.purchased_on;
            let occasion = ChangeContext::new(acting, Cause::Purchase);
            amend::recount(&facts, ready.owner, &[day], &occasion).await?;
            let amount = ready.purchase.amount;
            let details = json!({ "employee": ready.owner, "purchased_on": day, "amount": amount });
            let subject = format!("purchases/{id}");
            acting.note(AuditAction::PurchaseLog, subject, details).await?;
            Ok(Logged { id, created: true })
        }))
        .await
}

/// Refuses whoever may not record for the owner any more.
async fn must_log_for(acting: &Acting<'_>, owner: EmployeeId) -> Result<(), WorkflowError> {
    let (rulebook, viewer, now) = (acting.rulebook(), acting.viewer()?, acting.now());
    if owner == viewer.employee {
        return Ok(());
    }
    let placements = placements::of(acting.txn(), owner).await?;
    let found = people::in_sight(rulebook, viewer, (owner, placements), now);
    let found = found.ok_or(WorkflowError::NotFound)?;
    if viewer.may_log_for(&rulebook.offices, owner, found.office) {
        Ok(())
    } else {
        Err(WorkflowError::Forbidden)
    }
}

fn same_as_before(before: &Before, fingerprint: &str) -> Result<Logged, WorkflowError> {
    if before.fingerprint == fingerprint {
        Ok(Logged { id: before.id, created: false })
    } else {
        Err(key_used())
    }
}

fn seller_unknown() -> WorkflowError {
    WorkflowError::invalid(Problem::new("seller", "seller-unknown"))
}

fn key_used() -> WorkflowError {
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
    fn fingerprint<'a>(&'a self, uploaded: impl Iterator<Item = &'a str>) -> String {
        let mut hashes: Vec<_> = uploaded.collect();
        hashes.extend(self.uploaded_before.iter().map(|row| row.upload_sha256.as_str()));
        hashes.sort_unstable();
        hashes.dedup();
        let NewPurchase { purchased_on, amount, seller, channel, description, funding, no_receipt } =
            &self.purchase;
        let seller = match seller {
            SellerChoice::Known(id) => json!({ "id": id }),
            SellerChoice::New { name, district } => json!({ "name": name, "district": district }),
        };
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
        ]);
        secret::sha256(content.to_string())
    }

    async fn existing(&self, txn: &Txn, files: &[StoredFile]) -> Result<Existing, WorkflowError> {
        let hashes: Vec<&str> = self.hashes(files).collect();
        let likeness = likeness(self.owner, &self.purchase);
        let key = (self.recorded_by, self.key.as_str());
        Ok(submissions::existing(txn, &likeness, key, &hashes).await?)
    }

    /// What the row is flagged with: a purchase like it, or one of somebody else with the same file.
    fn looks_like(&self, existing: &Existing, files: &[StoredFile]) -> Option<PurchaseId> {
        let others = |hash: &str| {
            let mut used = existing.files.iter();
            used.find(|file| file.upload_sha256 == hash && file.employee_id != self.owner)
        };
        let same_file = || self.hashes(files).find_map(others).map(|file| file.purchase_id);
        existing.alike.or_else(same_file)
    }

    /// The chosen seller, or the one into which it was merged meanwhile; one that is new is proposed.
    async fn seller(
        &self,
        txn: &Txn,
        existing: &Existing,
        now: DateTime<Utc>,
    ) -> Result<SellerId, WorkflowError> {
        match &self.purchase.seller {
            SellerChoice::Known(_) => existing.seller.ok_or_else(seller_unknown),
            SellerChoice::New { name, district } => {
                let district = district.as_deref();
                Ok(sellers::find_or_insert(txn, name, district, self.recorded_by, now).await?.id)
            }
        }
    }

    fn row(
        &self,
        seller: SellerId,
        fingerprint: String,
        looks_like: Option<PurchaseId>,
        now: DateTime<Utc>,
    ) -> PurchaseRow {
        let NewPurchase {
            purchased_on,
            amount,
            seller: _,
            channel,
            description,
            funding,
            no_receipt,
        } = self.purchase.clone();
        PurchaseRow {
            id: PurchaseId::NONE,
            employee_id: self.owner,
            recorded_by: self.recorded_by,
            purchased_on,
            amount,
            seller_id: seller,
            channel,
            description,
            funding,
            no_receipt,
            state: State::Recorded,
            recorded_at: now,
            looks_like,
            idempotency_key: self.key.clone(),
            fingerprint,
            decided_by: None,
            decided_at: None,
            reason: None,
            version: 1,
        }
    }

    fn hashes<'a>(&'a self, files: &'a [StoredFile]) -> impl Iterator<Item = &'a str> {
        let uploaded_before = self.uploaded_before.iter().map(|row| row.upload_sha256.as_str());
        uploaded_before.chain(files.iter().map(|file| file.upload_sha256.as_str()))
    }
}
