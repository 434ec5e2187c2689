//! Editing what was recorded: by the owner, until the first deadline that the old day or the new has,
//! while nobody has reviewed it.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::at_event;
use super::attach_receipts::{self, ReceiptOwner};
use super::change::{must_allow, must_allow_subject, with_owner};
use super::change_part::left;
use crate::files::StoredFile;
use crate::rules::amendment::Cause;
use crate::rules::audit::AuditAction;
use crate::rules::purchase_access::{Action, Subject};
use crate::rules::purchase_draft::{Draft, NewPurchase, SellerChoice};
use crate::rules::sample::Attention;
use crate::rules::{EmployeeId, Problem, PurchaseId, ReceiptId, SellerId};
use crate::store::purchases::{self, Purchase, PurchaseRow};
use crate::store::{Store, Txn, events, sellers, settings, totals};
use crate::txn_job;
use crate::workflows::closing::amend::{self, ChangeContext};
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// Which purchase is edited, and what becomes of its receipts.
#[derive(Clone, Debug)]
pub struct Edit {
    pub id: PurchaseId,
    /// What the editor saw.
    pub version: i32,
    /// The receipts that stay, and those that an earlier try of the form brought; none where receipts are
    /// left as they are.
    pub uploaded_before: Option<Vec<ReceiptId>>,
    pub files: Vec<StoredFile>,
}

impl Edit {
    /// Of what was recorded, without its receipts.
    pub fn of(id: PurchaseId, version: i32) -> Self {
        Self { id, version, uploaded_before: None, files: Vec::new() }
    }
}

/// `change` makes of the purchase what it should be.
pub async fn edit(
    store: &Store,
    warrant: &Warrant,
    edit: Edit,
    change: impl FnOnce(&Purchase) -> Draft + Clone + Send + 'static,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, actor) = (acting.txn(), acting.viewer()?.employee);
            let facts = acting.lock_facts().await?;
            let (purchase, new) = judged(acting, &edit, change).await?;
            must_leave_parts(txn, &purchase, &new).await?;
            let before = purchase.row;
            let owner = before.employee_id;
            amend::store_before_change(&facts, &[owner]).await?;
            // Always in the order of the days, so that two edits never wait for each other.
            let days = in_order(before.purchased_on, new.purchased_on);
            for day in days {
                totals::lock(txn, owner, day).await?;
            }
            let seller_id = seller(txn, &new.seller, actor, acting.now()).await?;
            let row = row(&before, &new, seller_id);
            if !purchases::update(&facts, row.clone()).await? {
                return Err(WorkflowError::Stale);
            }
            let mut details = json!({
                "employee": owner,
                "amount": [before.amount, row.amount],
                "purchased_on": [before.purchased_on, row.purchased_on],
            });
            if let Some(uploaded_before) = &edit.uploaded_before {
                let receipt_owner = ReceiptOwner { owner, uploaded_by: actor };
                let (id, files) = (before.id, (uploaded_before.as_slice(), edit.files.as_slice()));
                let changed =
                    attach_receipts::replace(txn, receipt_owner, id, files, acting.now()).await?;
                if changed.is_any() {
                    details["receipt"] = json!([changed.removed, changed.added]);
                }
            }
            let occasion = ChangeContext::new(acting, Cause::Edit);
            amend::recount(&facts, owner, &days, &occasion).await?;
            let subject = format!("purchases/{}", before.id);
            Ok(acting.note(AuditAction::PurchaseEdit, subject, details).await?)
        }))
        .await
}

/// The purchase as it is, and as it should be, where both may be.
async fn judged(
    acting: &Acting<'_>,
    edit: &Edit,
    change: impl FnOnce(&Purchase) -> Draft,
) -> Result<(Purchase, NewPurchase), WorkflowError> {
    let (rulebook, viewer, now) = (acting.rulebook(), acting.viewer()?, acting.now());
    let (purchase, owner) = with_owner(acting.txn(), rulebook, viewer, edit.id, now).await?;
    must_allow(rulebook, viewer, Action::Edit, (&purchase, &owner), now)?;
    if purchase.row.version != edit.version {
        return Err(WorkflowError::Stale);
    }
    let today = rulebook.today(&owner.placements, now);
    let settings = settings::read(acting.txn()).await?;
    let new = checked(&change(&purchase), edit.uploaded_before.is_some(), |draft| {
        draft.check((rulebook, &settings.channels), &owner.placements, today)
    })?;
    must_be_at(acting.txn(), &purchase.row, &new).await?;
    // No period whose deadline has passed gains by it either: late money is a purchase of its own.
    let on_new_day =
        Subject { purchased_on: new.purchased_on, ..purchase.subject(&owner.placements) };
    must_allow_subject(rulebook, viewer, Action::Edit, &on_new_day, now)?;
    Ok((purchase, new))
}

/// The event that is named, unless it was named before for the same day.
async fn must_be_at(txn: &Txn, row: &PurchaseRow, new: &NewPurchase) -> Result<(), WorkflowError> {
    let Some(event) = new.event else { return Ok(()) };
    if (row.event_id, row.purchased_on) == (new.event, new.purchased_on) {
        return Ok(());
    }
    let found = events::by_id(txn, event).await?;
    at_event::must_be_on(new.event, found.as_ref(), new.purchased_on)
}

/// Of a receipt that several share nobody has more than the others leave.
async fn must_leave_parts(
    txn: &Txn,
    purchase: &Purchase,
    new: &NewPurchase,
) -> Result<(), WorkflowError> {
    let row = &purchase.row;
    let mut parts = purchase.parts.iter();
    let most = match parts.find(|part| part.row.recorded_id == Some(row.id)) {
        Some(part) => part.row.amount,
        None if row.receipt_amount.is_some() => left(txn, row, 0).await?,
        None => return Ok(()),
    };
    if new.amount <= most {
        return Ok(());
    }
    let above = Problem::new("amount", "part-above-rest").with_rupiah("most", most);
    Err(WorkflowError::invalid(above))
}

/// All faults at once, a missing receipt among them.
fn checked(
    draft: &Draft,
    needs_evidence: bool,
    check: impl FnOnce(&Draft) -> Result<NewPurchase, Vec<Problem>>,
) -> Result<NewPurchase, WorkflowError> {
    let evidence = draft.check_evidence();
    let missing = evidence.err().filter(|_| needs_evidence);
    match (check(draft), missing) {
        (Ok(new), None) => Ok(new),
        (Ok(_), Some(problem)) => Err(WorkflowError::invalid(problem)),
        (Err(mut problems), missing) => {
            problems.extend(missing);
            Err(WorkflowError::Invalid(problems))
        }
    }
}

fn in_order(one: NaiveDate, other: NaiveDate) -> [NaiveDate; 2] {
    [one.min(other), one.max(other)]
}

async fn seller(
    txn: &Txn,
    choice: &SellerChoice,
    by: EmployeeId,
    now: DateTime<Utc>,
) -> Result<SellerId, WorkflowError> {
    match choice {
        SellerChoice::Known(id) => {
            let now = sellers::standing(txn, *id).await?;
            let unknown = || WorkflowError::invalid(Problem::new("seller", "seller-unknown"));
            Ok(now.ok_or_else(unknown)?.id)
        }
        SellerChoice::New { name, district } => {
            Ok(sellers::find_or_insert(txn, name, district.as_deref(), by, now).await?.id)
        }
    }
}

fn row(before: &PurchaseRow, new: &NewPurchase, seller_id: SellerId) -> PurchaseRow {
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
    } = new.clone();
    PurchaseRow {
        purchased_on,
        amount,
        seller_id,
        channel,
        event_id: event,
        description,
        order_number,
        funding,
        no_receipt,
        attention: before.looks_like.map(|_| Attention::Flagged),
        ..before.clone()
    }
}
