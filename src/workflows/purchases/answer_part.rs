//! Answering for one's part of a receipt: it was mine, and is a purchase of mine from now on; or it was not.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::attach_receipts::{must_be_new, used_meanwhile};
use super::log::Logged;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::purchase::State;
use crate::rules::purchase_draft::SellerChoice;
use crate::rules::sample::Attention;
use crate::rules::shared_part::{self, PartState};
use crate::rules::{EmployeeId, Problem, PurchaseId, ReceiptId, SellerId, SharedPartId};
use crate::secret;
use crate::store::purchases::submissions::{self, Likeness};
use crate::store::purchases::{self, PurchaseRow};
use crate::store::receipts::{self, ReceiptRow};
use crate::store::shared_parts::{self, PartRow};
use crate::store::{Store, placements, totals};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// What an answer is about.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What somebody saw ([`seen`]); none where they need not say.
    pub seen: Option<String>,
    /// Whether a purchase of theirs that looks like the same one is a reason to ask first.
    pub asks: bool,
}

/// What somebody decides by: what they would have bought, where and when.
pub fn seen(amount: i64, on: NaiveDate, seller: SellerId) -> String {
    format!("{amount}-{on}-{seller}")
}

/// The code of the conflict by which they are asked.
pub const LOOKS_ALIKE: &str = "part-alike";

/// Records the part as a purchase of its colleague, once.
pub async fn confirm(
    store: &Store,
    warrant: &Warrant,
    id: SharedPartId,
    asked: Asked,
) -> Result<Logged, WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now, me) = (acting.txn(), acting.now(), acting.viewer()?.employee);
            let facts = amend::lock_people(acting, &[me]).await?;
            let part = own(acting, id).await?;
            if let (PartState::Confirmed, Some(before)) = (part.state, part.recorded_id) {
                return Ok(Logged { id: before, created: false });
            }
            let first = must_be_open(acting, &part).await?;
            let now_asked = seen(part.amount, first.purchased_on, first.seller_id);
            if asked.seen.is_some_and(|before| before != now_asked) {
                return Err(WorkflowError::Stale);
            }
            let places = placements::of(txn, me).await?;
            let judged = (first.purchased_on, part.amount);
            shared_part::check(acting.rulebook(), &places, judged, now)
                .map_err(|fault| conflict(fault.code, fault))?;
            totals::lock(txn, me, first.purchased_on).await?;
            let photos = receipts::of_purchase(txn, first.id).await?;
            if photos.is_empty() && !first.no_receipt && first.order_number.is_none() {
                return Err(conflict("part-without-receipt", Problem::new("", "")));
            }
            for photo in &photos {
                must_be_new(txn, me, &photo.upload_sha256).await?;
            }
            let alike = alike(acting, me, &part, &first).await?;
            if let (true, Some(other)) = (asked.asks, alike) {
                return Err(conflict(LOOKS_ALIKE, Problem::new("", "").with("purchase", other)));
            }
            let row = row(&part, &first, alike, now);
            let key_used = || WorkflowError::Conflict(Problem::new("", "part-settled"));
            let recorded = purchases::insert(&facts, row).await?.ok_or_else(key_used)?;
            for photo in photos {
                let copy = copied(photo, me, recorded, now);
                receipts::insert(txn, copy).await.map_err(used_meanwhile)?;
            }
            let day = first.purchased_on;
            let details = json!({
                "employee": me, "amount": part.amount, "purchased_on": day, "part": part.id,
            });
            let settled = PartRow {
                state: PartState::Confirmed,
                settled_at: Some(now),
                recorded_id: Some(recorded),
                ..part
            };
            shared_parts::update(txn, settled).await?;
            let occasion = ChangeContext::new(acting, Cause::Purchase);
            amend::recount(&facts, me, &[day], &occasion).await?;
            acting.note(AuditAction::PurchaseLog, format!("purchases/{recorded}"), details).await?;
            Ok(Logged { id: recorded, created: true })
        }))
        .await
}

/// It was not theirs: the part counts for nobody. Once more is the same answer.
pub async fn decline(
    store: &Store,
    warrant: &Warrant,
    id: SharedPartId,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let part = own(acting, id).await?;
            match part.state {
                PartState::Declined => return Ok(()),
                PartState::Proposed => {}
                _ => return Err(settled(part.state)),
            }
            let (subject, details) = noted(&part);
            let declined =
                PartRow { state: PartState::Declined, settled_at: Some(acting.now()), ..part };
            shared_parts::update(acting.txn(), declined).await?;
            Ok(acting.note(AuditAction::SharedPartDecline, subject, details).await?)
        }))
        .await
}

/// What the audit says of a part.
pub(super) fn noted(part: &PartRow) -> (String, serde_json::Value) {
    let details = json!({ "employee": part.employee_id, "amount": part.amount });
    (format!("purchases/{}", part.purchase_id), details)
}

/// A part of whoever asks, which nobody else changes meanwhile.
async fn own(acting: &Acting<'_>, id: SharedPartId) -> Result<PartRow, WorkflowError> {
    let me = acting.viewer()?.employee;
    let part = shared_parts::locked(acting.txn(), id).await?;
    let is_asked = |part: &PartRow| part.employee_id == me && part.state != PartState::Claimed;
    part.filter(is_asked).ok_or(WorkflowError::NotFound)
}

/// The purchase that it is a part of, while both stand.
async fn must_be_open(acting: &Acting<'_>, part: &PartRow) -> Result<PurchaseRow, WorkflowError> {
    if part.state != PartState::Proposed {
        return Err(settled(part.state));
    }
    let first = purchases::by_id(acting.txn(), part.purchase_id).await?;
    let first = first.ok_or(WorkflowError::NotFound)?;
    let stands = shared_parts::may_be_confirmed(first.state);
    if stands { Ok(first) } else { Err(settled(PartState::Withdrawn)) }
}

pub(super) fn settled(state: PartState) -> WorkflowError {
    let code = match state {
        PartState::Declined => "part-declined",
        PartState::Withdrawn => "part-withdrawn",
        _ => "part-settled",
    };
    conflict(code, Problem::new("", ""))
}

/// No field of the page can mend it.
fn conflict(code: &'static str, fault: Problem) -> WorkflowError {
    WorkflowError::Conflict(Problem { field: String::new(), code, ..fault })
}

/// A purchase of theirs that looks like the same one.
async fn alike(
    acting: &Acting<'_>,
    me: EmployeeId,
    part: &PartRow,
    first: &PurchaseRow,
) -> Result<Option<PurchaseId>, WorkflowError> {
    let seller = SellerChoice::Known(first.seller_id);
    let likeness = Likeness {
        owner: me,
        seller: &seller,
        purchased_on: first.purchased_on,
        amount: part.amount,
        sent: None,
    };
    Ok(submissions::named(acting.txn(), &likeness, (me, &[]), None).await?.alike)
}

fn row(
    part: &PartRow,
    first: &PurchaseRow,
    alike: Option<PurchaseId>,
    now: DateTime<Utc>,
) -> PurchaseRow {
    // What makes the receipt look like somebody else's does so for everybody who shares it.
    let looks_like = alike.or(first.looks_like);
    PurchaseRow {
        id: PurchaseId::NONE,
        employee_id: part.employee_id,
        recorded_by: part.employee_id,
        amount: part.amount,
        // What somebody has written about their lunch is theirs.
        description: None,
        state: State::Recorded,
        recorded_at: now,
        looks_like,
        seller_answer: None,
        // With a space, as no key has that comes from outside.
        idempotency_key: format!("part {}", part.id),
        fingerprint: secret::sha256(format!("part {}", part.id)),
        decided_by: None,
        decided_at: None,
        reason: None,
        version: 1,
        attention: looks_like.map(|_| Attention::Flagged),
        ..first.clone()
    }
}

fn copied(
    photo: ReceiptRow,
    owner: EmployeeId,
    purchase: PurchaseId,
    now: DateTime<Utc>,
) -> ReceiptRow {
    ReceiptRow {
        id: ReceiptId::NONE,
        employee_id: owner,
        purchase_id: Some(purchase),
        created_at: now,
        compared_at: None,
        ..photo
    }
}
