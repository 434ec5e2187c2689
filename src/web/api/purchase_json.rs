//! How purchases look in JSON.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::compliance_json::ComplianceJson;
use super::seller_json::SellerJson;
use crate::rules::channel::Channel;
use crate::rules::media::MediaType;
use crate::rules::purchase::{Funding, State, Uncounted};
use crate::rules::seller_confirmation::SellerAnswer;
use crate::rules::shared_part::PartState;
use crate::rules::{EventId, Placement, PurchaseId, ReceiptId, Rulebook, SharedPartId};
use crate::store::purchases::Purchase;
use crate::store::receipts::ReceiptRow;
use crate::store::shared_parts::{Part, PartRow};
use crate::web::guards::viewer::SignedIn;

#[derive(Serialize, ToSchema)]
pub struct PurchaseJson {
    #[schema(value_type = i64)]
    id: PurchaseId,
    /// The number of who bought.
    employee: String,
    purchased_on: NaiveDate,
    /// Rupiah.
    amount: i64,
    /// `recorded`, `verified`, `rejected` or `voided`.
    #[schema(value_type = String)]
    state: State,
    #[schema(value_type = String)]
    funding: Funding,
    #[schema(value_type = String)]
    channel: Channel,
    /// The event at which it was.
    #[schema(value_type = Option<i64>)]
    event: Option<EventId>,
    seller: SellerJson,
    description: Option<String>,
    /// Of what was ordered online.
    order_number: Option<String>,
    /// `no_receipt`: the statement that there is none.
    evidence: Option<String>,
    receipts: Vec<ReceiptJson>,
    recorded_at: DateTime<Utc>,
    /// Why it was rejected or voided.
    reason: Option<String>,
    /// Whether it looks like another one; nothing is rejected for that. Its owner is told of their
    /// own only: whether a colleague sent the same file is for reviewers.
    flagged: bool,
    /// What its seller says, by their link: `confirmed` or `denied`. A change of seller, day or amount takes
    /// it back.
    #[schema(value_type = Option<String>)]
    seller_answer: Option<SellerAnswer>,
    /// What the whole receipt comes to, where others have parts of it.
    receipt_amount: Option<i64>,
    /// The parts of colleagues in what its owner has recorded; none in theirs.
    shared_with: Vec<SharedPartJson>,
    /// Whether it counts for the policy that asks something of its owner; left out where none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<CountsJson>,
    version: i32,
}

/// The part of a colleague; it counts for them once they have confirmed it.
#[derive(Serialize, ToSchema)]
pub struct SharedPartJson {
    #[schema(value_type = i64)]
    id: SharedPartId,
    /// Their number.
    employee: String,
    /// Rupiah.
    amount: i64,
    /// `proposed`, `confirmed`, `declined`, `withdrawn`, or `claimed` by who recorded the same receipt.
    #[schema(value_type = String)]
    state: PartState,
}

impl SharedPartJson {
    fn of(part: Part) -> Self {
        let PartRow { id, amount, state, .. } = part.row;
        Self { id, employee: part.number, amount, state }
    }
}

#[derive(Serialize, ToSchema)]
pub struct CountsJson {
    /// The title of the policy.
    policy: String,
    counted: bool,
    /// Why not: `voided`, `rejected`, `office_funds`, `ineligible_seller`, `day` or `seller_class`.
    #[schema(value_type = Option<String>)]
    reason: Option<Uncounted>,
}

impl CountsJson {
    fn of(purchase: &Purchase, rulebook: &Rulebook, placements: &[Placement]) -> Option<Self> {
        let (policy, reason) = purchase.counts_for(rulebook, placements)?;
        Some(Self { policy: policy.title.clone(), counted: reason.is_none(), reason })
    }
}

#[derive(Serialize, ToSchema)]
pub struct ReceiptJson {
    #[schema(value_type = i64)]
    id: ReceiptId,
    #[schema(value_type = String)]
    media_type: MediaType,
    bytes: i64,
    url: String,
    /// `null` unless it is a photo.
    thumbnail_url: Option<String>,
    /// Since when there is no file any more, as the retention of the installation says.
    file_removed_at: Option<DateTime<Utc>>,
}

impl From<ReceiptRow> for ReceiptJson {
    fn from(row: ReceiptRow) -> Self {
        let url = format!("/api/v1/receipts/{}", row.id);
        let drawn = row.media_type == MediaType::Jpeg;
        Self {
            id: row.id,
            media_type: row.media_type,
            bytes: row.bytes,
            thumbnail_url: drawn.then(|| format!("{url}/thumbnail")),
            file_removed_at: row.file_removed_at,
            url,
        }
    }
}

impl PurchaseJson {
    /// As the user may see it (rules.md §9); the placements are those of the buyer.
    pub fn of(purchase: Purchase, placements: &[Placement], user: &SignedIn) -> Self {
        let counts = CountsJson::of(&purchase, &user.rulebook, placements);
        let viewer = user.employee.id;
        let is_first = purchase.is_first_of_parts();
        let row = purchase.row;
        // Whose the others are that say they bought together is for reviewers.
        let is_shown = |part: &Part| {
            is_first && (part.row.state != PartState::Claimed || row.employee_id != viewer)
        };
        let shared = purchase.parts.into_iter().filter(is_shown).map(SharedPartJson::of).collect();
        let mine = row.employee_id == viewer;
        Self {
            id: row.id,
            employee: purchase.employee.number,
            purchased_on: row.purchased_on,
            amount: row.amount,
            state: row.state,
            funding: row.funding,
            channel: row.channel,
            event: row.event_id,
            seller: SellerJson::of(purchase.seller, purchase.classes),
            description: row.description,
            order_number: row.order_number,
            evidence: row.no_receipt.then(|| "no_receipt".into()),
            receipts: purchase.receipts.into_iter().map(Into::into).collect(),
            recorded_at: row.recorded_at,
            reason: row.reason,
            seller_answer: row.seller_answer,
            receipt_amount: row.receipt_amount.filter(|_| is_first),
            shared_with: shared,
            flagged: purchase.looks_like_of.is_some_and(|owner| !mine || owner == viewer),
            counts,
            version: row.version,
        }
    }
}

/// A purchase, and where it leaves its owner.
#[derive(Serialize, ToSchema)]
pub struct LoggedPurchase {
    #[serde(flatten)]
    pub purchase: PurchaseJson,
    /// The period that holds its day.
    pub period: String,
    pub compliance: ComplianceJson,
}
