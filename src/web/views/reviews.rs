//! The review queue of purchases.

use chrono::NaiveDate;
use serde::Serialize;

use super::form_values::FormValues;
use super::purchases::{ReceiptFile, Seller};
use super::{OfficeChoice, Pager, View};
use crate::rules::PurchaseId;
use crate::rules::likeness::Alike;
use crate::rules::purchase::State;
use crate::rules::sample::Attention;

/// The purchase to review now, if one waits.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ReviewPage {
    pub place: ReviewPlace,
    /// How many purchases are proposed.
    pub remaining: u64,
    /// Whether there are more than that.
    pub more: bool,
    /// Whether what was passed over comes again.
    pub again: bool,
    /// How many exemptions wait.
    pub requested: u64,
    pub purchase: Option<ReviewedPurchase>,
    pub receipts: Vec<ReceiptFile>,
    pub flags: Vec<ReviewFlag>,
    /// The others of its receipt, where several people share it.
    pub shared: Option<SharedCase>,
    /// What is other than the reviewer saw when they decided; none where they have seen it as it is.
    pub changed: Option<Vec<ChangedFact>>,
    pub form: FormValues,
}

/// Where the reviewer has come from, and goes on.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum ReviewPlace {
    Queue,
    All,
}

/// What a decision rests on, beside the photos themselves.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum ReviewedFact {
    Amount,
    Date,
    Seller,
    Receipts,
}

/// One of them in words; it travels with the form.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SeenFact {
    pub what: ReviewedFact,
    pub value: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ChangedFact {
    pub what: ReviewedFact,
    pub before: String,
    pub after: String,
}

impl View for ReviewPage {
    const TEMPLATE: &'static str = "reviews/index.html";

    fn nav() -> Option<&'static str> {
        Some("review")
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ReviewedPurchase {
    pub id: PurchaseId,
    pub version: i32,
    /// Why it is proposed, if it is.
    pub proposed: Option<Attention>,
    pub seen: Vec<SeenFact>,
    /// The name of the buyer.
    pub employee: String,
    /// The name of the office; empty for those without one on that day.
    pub office: String,
    /// Rupiah.
    pub amount: i64,
    pub seller: Seller,
    pub date: NaiveDate,
    /// In words.
    pub channel: String,
    pub description: Option<String>,
    pub order_number: Option<String>,
    pub recorded_at: String,
    /// `WIB`, `WITA` or `WIT`.
    pub zone: String,
    /// Until when it can be recorded again once it is sent back; none where sending it back is final.
    pub again_until: Option<NaiveDate>,
}

/// One receipt of several people: what is decided about one is decided about all of them.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SharedCase {
    /// Rupiah.
    pub total: Option<i64>,
    /// Those in the reviewer's sight.
    pub others: Vec<SharedPurchase>,
    /// How many parts nobody has confirmed yet.
    pub waiting: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SharedPurchase {
    pub id: PurchaseId,
    pub version: i32,
    /// The name of who has it.
    pub name: String,
    /// Rupiah.
    pub amount: i64,
    pub state: State,
}

/// What made a purchase look like another.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ReviewFlag {
    pub kind: FlagKind,
    /// Of the other purchase, for who may see it.
    pub url: Option<String>,
}

#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    /// The buyer has recorded a similar one.
    SimilarPurchase,
    /// Somebody else has recorded one with the same file.
    SameFile,
    /// The buyer has recorded one with the same photo, whatever was done to it since.
    SamePhoto,
    SamePhotoOfAnother,
    /// A photo of another purchase of the buyer has much in common with this.
    SimilarPhoto,
    SimilarPhotoOfAnother,
    /// Somebody else has recorded one with the same file, and the buyer says that they bought together.
    SaidTogether,
    /// Somebody else has recorded one of the same seller, day and amount.
    EqualOfAnother,
    /// A reviewer takes the seller for no small business.
    DoubtedSeller,
    /// The seller says that it was not bought there.
    DeniedBySeller,
    /// A photo is kept as it came, and nobody can open it.
    UndrawnPhoto,
}

impl FlagKind {
    pub fn of_photo(alike: Alike, own: bool) -> Self {
        match (alike, own) {
            (Alike::SamePhoto, true) => Self::SamePhoto,
            (Alike::SamePhoto, false) => Self::SamePhotoOfAnother,
            (Alike::Similar, true) => Self::SimilarPhoto,
            (Alike::Similar, false) => Self::SimilarPhotoOfAnother,
        }
    }
}

/// All purchases that a reviewer may look at.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AllReviewsPage {
    pub purchases: Vec<AllReviewsRow>,
    pub total: u64,
    /// Whether more than the state narrows the list.
    pub narrowed: bool,
    pub offices: Vec<OfficeChoice>,
    /// How many exemptions wait.
    pub requested: u64,
    pub pager: Pager,
    pub form: FormValues,
}

impl View for AllReviewsPage {
    const TEMPLATE: &'static str = "reviews/all.html";

    fn nav() -> Option<&'static str> {
        Some("review")
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AllReviewsRow {
    pub id: PurchaseId,
    pub version: i32,
    /// The name of the buyer.
    pub employee: String,
    /// The name of the office on that day.
    pub office: Option<String>,
    /// The name of the seller.
    pub seller: String,
    pub date: NaiveDate,
    /// Rupiah.
    pub amount: i64,
    pub state: State,
    pub proposed: Option<Attention>,
    pub no_receipt: bool,
    /// Whether several people share its receipt.
    pub shared: bool,
}
