//! The form that records a purchase.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::form_values::FormValues;
use super::people::PersonChoice;
use super::standing::PeriodLabel;
use crate::rules::{EmployeeId, PurchaseId, ReceiptId};
use crate::store::events::Event;
use crate::store::sellers::{Recent, Seller};

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PurchaseFormPage {
    /// Ties all tries of one form together.
    pub key: String,
    /// Whose form it is: nobody else sends it.
    pub owner: EmployeeId,
    /// Who bought, where it is somebody else than the viewer.
    pub buyer: Option<PersonChoice>,
    /// What is changed, where nothing new is recorded.
    pub edited: Option<EditedPurchase>,
    /// It is filled with what was typed before the session ended.
    pub restored: bool,
    pub today: NaiveDate,
    pub yesterday: NaiveDate,
    /// The first day that a purchase may have.
    pub earliest: NaiveDate,
    /// The periods in which a purchase may lie, the newest first.
    pub effects: Vec<PeriodEffect>,
    /// Receipts that an earlier try brought, or that the purchase has.
    pub kept: Vec<UploadedReceipt>,
    pub sellers: SellerChoices,
    pub chips: Vec<AmountChip>,
    pub channels: Vec<ChannelChoice>,
    /// At which it was bought.
    pub event: Option<EventChoice>,
    /// Names of sub-districts.
    pub districts: Vec<String>,
    /// The purchase that looks like the same one.
    pub duplicate: Option<SimilarPurchase>,
    /// An amount that was perhaps meant in thousands.
    pub small: Option<SmallAmount>,
    /// With whom the receipt is shared; none where it cannot be.
    pub shared: Option<SharedForm>,
    /// A colleague has recorded the same receipt: were they together?
    pub together: bool,
    pub form: FormValues,
}

/// A channel as the form offers it.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ChannelChoice {
    pub value: String,
    pub label: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct EventChoice {
    /// As the form sends it.
    pub id: String,
    pub name: String,
    pub place: Option<String>,
    /// Whether it is asked whose goods were bought.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_makers: bool,
}

impl EventChoice {
    pub fn of(event: &Event, has_makers: bool) -> Self {
        let (name, place) = (event.name.clone(), event.place.clone());
        Self { id: event.id.to_string(), name, place, has_makers }
    }
}

/// The colleagues who bought together.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SharedForm {
    pub chosen: Vec<ChosenColleague>,
    /// What a search found.
    pub found: Option<Vec<Colleague>>,
    /// Rupiah: what the parts leave of the receipt, and what that comes to, as far as it is typed.
    pub own: Option<i64>,
    pub total: Option<i64>,
}

/// A colleague who is named.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ChosenColleague {
    pub id: EmployeeId,
    pub name: String,
    /// The field that names them: `mate1`.
    pub mate: String,
    /// The field of their part: `part1`.
    pub part: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Colleague {
    pub id: EmployeeId,
    pub name: String,
    /// Of their post, to tell namesakes apart.
    pub title: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct EditedPurchase {
    pub id: PurchaseId,
    /// As it was when the form was shown.
    pub version: i32,
    /// What it says now, where somebody has changed it meanwhile.
    pub now: Option<SimilarPurchase>,
}

/// How somebody stands in a period, without the purchase that is edited.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PeriodEffect {
    pub period: PeriodLabel,
    /// The day of the form lies in it.
    pub chosen: bool,
    pub current: bool,
    /// What is recorded now is too late to be on time.
    pub late: bool,
    /// Rupiah; none where nothing is asked.
    pub minimum: Option<i64>,
    pub minimum_count: u32,
    pub counted: i64,
    pub count: u32,
}

/// Both amounts in rupiah.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SmallAmount {
    pub typed: i64,
    pub meant: i64,
}

impl View for PurchaseFormPage {
    const TEMPLATE: &'static str = "purchases/new.html";

    fn nav() -> Option<&'static str> {
        Some("log")
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct UploadedReceipt {
    pub id: ReceiptId,
    pub name: String,
    pub thumbnail_url: Option<String>,
    /// It is kept as it came, and nobody can open it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undrawn: bool,
}

/// The sellers to choose from.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SellerChoices {
    /// The name of the chosen one.
    pub chosen: Option<String>,
    /// The chosen one, or the one of the last purchase.
    pub last: Option<SellerChoice>,
    pub recent: Vec<SellerChoice>,
    /// What a search found.
    pub found: Option<Vec<SellerChoice>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SellerChoice {
    /// As the form sends it.
    pub id: String,
    pub name: String,
    pub district: Option<String>,
}

impl SellerChoice {
    pub fn of_recent(shop: &Recent) -> Self {
        Self { id: shop.id.to_string(), name: shop.name.clone(), district: shop.district.clone() }
    }

    pub fn of(seller: &Seller) -> Self {
        Self {
            id: seller.id.to_string(),
            name: seller.name.clone(),
            district: seller.district.clone(),
        }
    }
}

/// An amount at a touch, in rupiah.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AmountChip {
    pub kind: ChipKind,
    pub amount: i64,
}

#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum ChipKind {
    /// What is missing from the minimum.
    Exact,
    /// The amount of the last purchase.
    Last,
    Plain,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SimilarPurchase {
    pub id: PurchaseId,
    pub date: NaiveDate,
    pub seller: String,
    /// Rupiah.
    pub amount: i64,
}
