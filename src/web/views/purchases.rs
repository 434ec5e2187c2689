//! Purchases: in lists, and one of them with its receipts.

use chrono::NaiveDate;
use serde::Serialize;

use super::amendments::AmendmentView;
use super::form_values::FormValues;
use super::shared_parts::PartRow;
use super::standing::PeriodLabel;
use super::{Pager, View};
use crate::files::MediaType;
use crate::rules::purchase::{self, Funding, State, Uncounted};
use crate::rules::sample::Attention;
use crate::rules::seller_confirmation::SellerAnswer;
use crate::rules::{
    EventId, Placement, PurchaseId, ReceiptId, RoleKind, Rulebook, SellerId, SharedPartId, Status,
};
use crate::standing::closed_zones::ClosedZones;
use crate::store::purchases::Purchase;
use crate::store::receipts::ReceiptRow;
use crate::store::sellers;

/// All that somebody has recorded, or a month of it.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct HistoryPage {
    /// `2026-11`, where one is chosen.
    pub month: Option<String>,
    pub months: Vec<MonthChoice>,
    pub total: HistoryTotal,
    /// By the weeks or months in which they lie, the newest first.
    pub periods: Vec<HistoryPeriod>,
    pub pager: Pager,
    pub amendments: Vec<AmendmentView>,
}

impl View for HistoryPage {
    const TEMPLATE: &'static str = "purchases/index.html";

    fn nav() -> Option<&'static str> {
        Some("history")
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MonthChoice {
    /// `2026-11`.
    pub value: String,
    pub start: NaiveDate,
}

/// The purchases of a period that stand on a page, and how the whole period stands.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct HistoryPeriod {
    pub period: PeriodLabel,
    /// Rupiah, of the whole period.
    pub counted: i64,
    pub status: Status,
    /// Rupiah.
    pub shortfall: Option<i64>,
    pub purchases: Vec<PurchaseRow>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct HistoryTotal {
    pub count: u64,
    /// Rupiah.
    pub counted: i64,
}

/// A row of a list.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PurchaseRow {
    pub id: PurchaseId,
    pub seller: String,
    pub date: NaiveDate,
    /// Rupiah.
    pub amount: i64,
    pub state: State,
    /// A reviewer is to look at it: it is like another one.
    pub in_review: bool,
    pub late: bool,
    /// Why it does not count, unless its state says so.
    pub uncounted: Option<Uncounted>,
    pub thumbnail_url: Option<String>,
    pub description: Option<String>,
}

impl PurchaseRow {
    /// `placements` are those of the buyer.
    pub fn of(
        purchase: &Purchase,
        rulebook: &Rulebook,
        placements: &[Placement],
        closed: &ClosedZones,
    ) -> Self {
        Self {
            id: purchase.row.id,
            seller: purchase.seller.name.clone(),
            date: purchase.row.purchased_on,
            amount: purchase.row.amount,
            state: purchase.row.state,
            in_review: is_in_review(purchase),
            late: is_late(purchase, rulebook, placements, closed),
            uncounted: uncounted(purchase, rulebook, placements),
            thumbnail_url: purchase.receipts.iter().find_map(thumbnail),
            description: purchase.row.description.clone(),
        }
    }
}

/// `placements` are those of the buyer.
pub fn rows(
    purchases: &[Purchase],
    rulebook: &Rulebook,
    placements: &[Placement],
    closed: &ClosedZones,
) -> Vec<PurchaseRow> {
    let rows = purchases.iter();
    rows.map(|purchase| PurchaseRow::of(purchase, rulebook, placements, closed)).collect()
}

/// Whether a reviewer is to look at it (rules.md §9). Of the sample nobody is told: who knew it could take
/// back what was drawn and record it anew.
pub fn is_in_review(purchase: &Purchase) -> bool {
    let is_flagged = purchase.row.attention == Some(Attention::Flagged);
    purchase.row.state == State::Recorded && is_flagged
}

/// Whether it was recorded after the deadline of its period (rules.md §5).
pub fn is_late(
    purchase: &Purchase,
    rulebook: &Rulebook,
    placements: &[Placement],
    closed: &ClosedZones,
) -> bool {
    let recorded = (purchase.row.purchased_on, purchase.row.recorded_at);
    purchase::is_late(rulebook, placements, |period| closed.zone(period), recorded)
}

/// Why a purchase does not count for the policy that asks something of its buyer, or for any; what was
/// rejected or voided says so by its state.
pub fn uncounted(
    purchase: &Purchase,
    rulebook: &Rulebook,
    placements: &[Placement],
) -> Option<Uncounted> {
    let asked = purchase.counts_for(rulebook, placements);
    let why = asked.map_or_else(|| purchase.uncounted(), |(_, why)| why)?;
    (!matches!(why, Uncounted::Voided | Uncounted::Rejected)).then_some(why)
}

/// The address of a receipt's small picture; only photos have one, and a file that is gone has none.
pub fn thumbnail(receipt: &ReceiptRow) -> Option<String> {
    let is_photo = receipt.media_type == MediaType::Jpeg;
    let there = receipt.file_removed_at.is_none() && is_photo;
    there.then(|| format!("/struk/{}/kecil", receipt.id))
}

/// The file of a receipt.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ReceiptFile {
    pub id: ReceiptId,
    pub url: String,
    pub thumbnail_url: Option<String>,
    pub kind: ReceiptKind,
    pub size_kb: i64,
    /// Retention has taken the file.
    pub removed: bool,
}

#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum ReceiptKind {
    Image,
    Pdf,
    /// A photo that is kept as it came, and nobody can open.
    Undrawn,
}

impl ReceiptKind {
    fn of(media: MediaType) -> Self {
        match media {
            MediaType::Jpeg => Self::Image,
            MediaType::Pdf => Self::Pdf,
            MediaType::Undrawn => Self::Undrawn,
        }
    }
}

impl ReceiptFile {
    pub fn of(receipt: &ReceiptRow) -> Self {
        Self {
            id: receipt.id,
            url: format!("/struk/{}", receipt.id),
            thumbnail_url: thumbnail(receipt),
            kind: ReceiptKind::of(receipt.media_type),
            size_kb: (receipt.bytes + 1023) / 1024,
            removed: receipt.file_removed_at.is_some(),
        }
    }
}

/// One purchase.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PurchasePage {
    pub purchase: PurchaseFacts,
    pub receipts: Vec<ReceiptFile>,
    /// Who else has opened them, for the owner.
    pub openings: Vec<OpeningRow>,
    pub can: PurchaseActions,
    /// Of colleagues, where the receipt came with this purchase.
    pub parts: Vec<PartRow>,
    /// Where it is a part of a colleague's receipt.
    pub shared_by: Option<SharedBy>,
    /// The part whose form was filled in.
    pub part: Option<SharedPartId>,
    /// The viewer bought it, and a purchase of that day is still accepted.
    pub again: bool,
    pub form: FormValues,
}

impl View for PurchasePage {
    const TEMPLATE: &'static str = "purchases/show.html";

    fn nav() -> Option<&'static str> {
        Some("history")
    }
}

/// Whose receipt a purchase is a part of.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SharedBy {
    /// The name of who recorded it.
    pub name: String,
    /// How many others have a part.
    pub others: usize,
}

/// Somebody has opened a receipt: in which role, and on which day.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OpeningRow {
    /// None of somebody who has no role any more.
    pub role: Option<RoleKind>,
    pub on: NaiveDate,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PurchaseFacts {
    pub id: PurchaseId,
    /// What a form of the page is about.
    pub version: i32,
    /// Rupiah.
    pub amount: i64,
    pub seller: Seller,
    pub date: NaiveDate,
    pub recorded_at: String,
    /// `WIB`, `WITA` or `WIT`.
    pub zone: String,
    /// In words.
    pub channel: String,
    pub event: Option<EventLink>,
    pub description: Option<String>,
    pub order_number: Option<String>,
    pub state: State,
    /// A reviewer is to look at it: it is like another one.
    pub in_review: bool,
    pub late: bool,
    pub counts: bool,
    /// Why it does not count, unless its state says so.
    pub uncounted: Option<Uncounted>,
    pub funding: Funding,
    /// Rupiah: what the whole receipt comes to, where this is the part of who recorded it.
    pub receipt_amount: Option<i64>,
    /// The name of the buyer, where it is somebody else than the viewer.
    pub employee: Option<String>,
    /// The name of who recorded it, where it is somebody else than the buyer.
    pub recorded_by: Option<String>,
    pub review: Option<PurchaseDecision>,
    pub void: Option<PurchaseDecision>,
    /// What the seller says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller_answer: Option<SellerAnswer>,
}

/// The event at which something was bought.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct EventLink {
    pub id: EventId,
    pub name: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Seller {
    pub id: SellerId,
    pub name: String,
    pub district: Option<String>,
}

impl Seller {
    pub fn of(seller: &sellers::Seller) -> Self {
        Self { id: seller.id, name: seller.name.clone(), district: seller.district.clone() }
    }
}

/// When a purchase was reviewed or voided, and why.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PurchaseDecision {
    pub at: String,
    /// Empty where none was asked.
    pub reason: String,
}

/// What the viewer may do with a purchase.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PurchaseActions {
    pub edit: bool,
    pub void: bool,
}
