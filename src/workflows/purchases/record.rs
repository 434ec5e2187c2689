//! Recording a purchase that was judged, in one transaction. Its files are kept before their rows, so a row
//! without its file cannot be.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::attach_receipts::{self, ReceiptOwner};
use super::log::{ASKS_TOGETHER, Logged, Ready, Together, key_used, likeness, seller_unknown};
use super::propose_parts::propose;
use crate::files::StoredFile;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::purchase::State;
use crate::rules::purchase_draft::{NewPurchase, SellerChoice};
use crate::rules::sample::Attention;
use crate::rules::shared_part::PartState;
use crate::rules::{EmployeeId, Problem, PurchaseId, SellerId, SharedPartId, placement};
use crate::standing::people;
use crate::store::purchases::submissions::{self, Before, Existing};
use crate::store::purchases::{self, PurchaseRow};
use crate::store::receipts::UsedFile;
use crate::store::shared_parts::{self, PartRow};
use crate::store::webhooks::{self, Event};
use crate::store::{Store, Txn, placements, sellers, totals};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

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
            ready.must_not_be_shared(&existing, &files, acting)?;
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
            if let Some((_, parts)) = &ready.shared {
                propose(acting, (id, day), ready.owner, parts).await?;
            }
            ready.claim(&existing, &files, id, acting).await?;
            webhooks::tell(txn, Event::PurchaseRecorded(id), now).await?;
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

impl Ready {
    async fn existing(&self, txn: &Txn, files: &[StoredFile]) -> Result<Existing, WorkflowError> {
        let hashes: Vec<&str> = self.hashes(files).collect();
        let key = (self.recorded_by, self.key.as_str());
        let likeness = likeness(self.owner, &self.purchase, key);
        Ok(submissions::existing(txn, &likeness, key, &hashes).await?)
    }

    /// What the row is flagged with: a purchase like it, or one of somebody else with the same file.
    fn looks_like(&self, existing: &Existing, files: &[StoredFile]) -> Option<PurchaseId> {
        let same_file = || self.used_by_another(existing, files).map(|file| file.purchase_id);
        existing.alike.or_else(same_file)
    }

    /// A file of this purchase that somebody else has used.
    fn used_by_another<'a>(
        &self,
        existing: &'a Existing,
        files: &[StoredFile],
    ) -> Option<&'a UsedFile> {
        let others = |hash: &str| {
            let mut used = existing.files.iter();
            used.find(|file| file.upload_sha256 == hash && file.employee_id != self.owner)
        };
        self.hashes(files).find_map(others)
    }

    /// Refuses a receipt of which a part waits for the owner's answer, and asks once about that of a colleague.
    fn must_not_be_shared(
        &self,
        existing: &Existing,
        files: &[StoredFile],
        acting: &Acting<'_>,
    ) -> Result<(), WorkflowError> {
        let Some(used) = self.used_by_another(existing, files) else { return Ok(()) };
        if existing.files.iter().any(|file| file.employee_id == self.owner) {
            // The very same file twice by one employee is refused, naming the first.
            return Ok(());
        }
        let waits = |part: &PartRow| part.state == PartState::Proposed;
        if used.parts.iter().any(waits) {
            return Err(WorkflowError::Conflict(Problem::new("receipt", "part-waits")));
        }
        let placements = used.placements();
        let today = acting.rulebook().today(&placements, acting.now());
        let office = placement::current(&placements, today).map(|here| here.office);
        let is_colleague = office.is_some() && office == self.office;
        if self.together == Together::Unasked && is_colleague {
            return Err(WorkflowError::Conflict(Problem::new("receipt", ASKS_TOGETHER)));
        }
        Ok(())
    }

    /// Notes that the owner says they bought together with who has recorded the same receipt.
    async fn claim(
        &self,
        existing: &Existing,
        files: &[StoredFile],
        recorded: PurchaseId,
        acting: &Acting<'_>,
    ) -> Result<(), WorkflowError> {
        let used = self.used_by_another(existing, files);
        let Some(used) = used.filter(|used| used.parts.is_empty()) else { return Ok(()) };
        if self.together != Together::Said(true) {
            return Ok(());
        }
        let claimed = PartRow {
            id: SharedPartId::NONE,
            purchase_id: used.purchase_id,
            proposed_by: used.employee_id,
            employee_id: self.owner,
            amount: self.purchase.amount,
            state: PartState::Claimed,
            proposed_at: acting.now(),
            settled_at: Some(acting.now()),
            recorded_id: Some(recorded),
        };
        Ok(shared_parts::insert_many(acting.txn(), vec![claimed]).await?)
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
            event,
            description,
            order_number,
            funding,
            no_receipt,
        } = self.purchase.clone();
        PurchaseRow {
            id: PurchaseId::NONE,
            employee_id: self.owner,
            recorded_by: self.recorded_by,
            purchased_on,
            amount,
            receipt_amount: self.shared.as_ref().map(|(total, _)| *total),
            seller_id: seller,
            channel,
            event_id: event,
            description,
            order_number,
            funding,
            no_receipt,
            state: State::Recorded,
            recorded_at: now,
            looks_like,
            seller_answer: None,
            idempotency_key: self.key.clone(),
            fingerprint,
            decided_by: None,
            decided_at: None,
            reason: None,
            version: 1,
            attention: looks_like.map(|_| Attention::Flagged),
        }
    }
}
