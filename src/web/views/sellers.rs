//! Sellers, as those see them who keep them.

use chrono::NaiveDate;
use serde::Serialize;

use super::form_values::FormValues;
use super::{Pager, View};
use crate::rules::qris::{self, Criteria, QrisCheck, Standing};
use crate::rules::seller::{self, DoubtState, Goods, SellerFilter, SellerState};
use crate::rules::seller_class::{Curation, carried};
use crate::rules::{ClassSpan, PurchaseId, SellerId, SellerMergeId};
use crate::store::sellers::Seller;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SellersPage {
    pub filter: Option<SellerFilter>,
    pub sellers: Vec<SellerRow>,
    pub total: u64,
    /// How many somebody has to look at.
    pub waiting: u64,
    /// What was looked for, as it stands in an address.
    pub query: String,
    pub pager: Pager,
    pub form: FormValues,
}

impl View for SellersPage {
    const TEMPLATE: &'static str = "sellers/index.html";

    fn nav() -> Option<&'static str> {
        Some("sellers")
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SellerRow {
    pub id: SellerId,
    pub name: String,
    pub district: Option<String>,
    pub goods: Option<Goods>,
    pub market: Option<String>,
    pub state: SellerState,
    /// How far its code was looked at.
    pub check: Option<QrisCheck>,
    /// Whether what is bought there today does not count.
    pub ineligible: bool,
    /// Those of today.
    pub classes: Vec<String>,
    pub version: i32,
}

impl SellerRow {
    pub fn of(seller: Seller, classes: &[ClassSpan], today: NaiveDate) -> Self {
        let ineligible = seller.is_marked(today);
        Self {
            id: seller.id,
            name: seller.name,
            district: seller.district,
            goods: seller.goods,
            market: seller.market,
            state: seller.state,
            check: seller.qris_check,
            ineligible,
            classes: carried(classes, today),
            version: seller.version,
        }
    }
}

/// One seller.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SellerPage {
    pub seller: SellerRow,
    pub known: KnownOfSeller,
    /// All that it carries and carried.
    pub classes: Vec<ClassRow>,
    /// Rows of the form for classes, those that are empty among them.
    pub class_rows: usize,
    pub code: Option<CodeView>,
    /// Where the installation asks sellers what they sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<LinkView>,
    pub mark: Option<MarkView>,
    /// What reviewers said of it, the newest first.
    pub doubts: Vec<DoubtRow>,
    /// The name of who wrote it down first; none where it was imported or scanned by the system.
    pub recorded_by: Option<String>,
    pub recorded_at: String,
    pub confirmed_by: Option<String>,
    pub confirmed_at: Option<String>,
    pub bought: BoughtThere,
    /// Those that may be the same, or that were looked for.
    pub others: Vec<SellerRow>,
    /// What was looked for among them.
    pub looked_for: Option<String>,
    /// Those that were merged into it.
    pub merged: Vec<MergedRow>,
    /// The one that it is now.
    pub merged_into: Option<NamedSeller>,
    /// In which times are told.
    pub zone: String,
    pub form: FormValues,
}

impl View for SellerPage {
    const TEMPLATE: &'static str = "sellers/show.html";

    fn nav() -> Option<&'static str> {
        Some("sellers")
    }
}

/// How a seller is reached, and what else is known of it.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct KnownOfSeller {
    pub nib: Option<String>,
    pub phone: Option<String>,
    pub whatsapp: Option<String>,
    /// The number as `wa.me` takes it.
    pub whatsapp_number: Option<String>,
    pub instagram: Option<String>,
    pub youtube: Option<String>,
    pub marketplace: Option<String>,
    pub training: Option<String>,
    pub stall: Option<String>,
}

impl KnownOfSeller {
    pub fn of(seller: &Seller) -> Self {
        let own = seller.clone();
        Self {
            nib: own.nib,
            phone: own.phone,
            whatsapp_number: own.whatsapp.as_deref().map(seller::international),
            whatsapp: own.whatsapp,
            instagram: own.instagram,
            youtube: own.youtube,
            marketplace: own.marketplace,
            training: own.training,
            stall: own.stall,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ClassRow {
    pub class: String,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    /// How far its programme has looked at the seller.
    pub curation: Curation,
    /// Whether it is carried today.
    pub now: bool,
    pub ended: bool,
}

/// The link with which the seller says what was sold.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct LinkView {
    /// When the one that works was made.
    pub since: Option<String>,
}

/// What a code declares.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Declared {
    pub name: String,
    pub city: String,
    pub criteria: Option<Criteria>,
    pub standing: Standing,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct CodeView {
    pub nmid: Option<String>,
    pub declared: Declared,
    pub check: Option<QrisCheck>,
    /// What it declares otherwise since.
    pub seen: Option<Declared>,
}

impl CodeView {
    pub fn of(seller: &Seller) -> Option<Self> {
        let seen = seller.qris_seen.as_deref().and_then(|text| qris::parse(text).ok());
        Some(Self {
            nmid: seller.nmid.clone(),
            declared: Declared {
                name: seller.qris_name.clone()?,
                city: seller.qris_city.clone().unwrap_or_default(),
                criteria: seller.qris_criteria,
                standing: Standing::of(seller.qris_criteria),
            },
            check: seller.qris_check,
            seen: seen.map(|merchant| Declared {
                criteria: merchant.declared(),
                standing: merchant.standing(),
                name: merchant.name,
                city: merchant.city,
            }),
        })
    }
}

/// From when to when it is no small business.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MarkView {
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub reason: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct DoubtRow {
    pub reason: String,
    pub state: DoubtState,
    pub purchase: PurchaseId,
    pub by: Option<String>,
    pub at: String,
}

/// What was recorded there and counts, or would.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct BoughtThere {
    pub count: u64,
    /// Rupiah.
    pub amount: i64,
    pub last: Option<NaiveDate>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct NamedSeller {
    pub id: SellerId,
    pub name: String,
    pub district: Option<String>,
}

impl NamedSeller {
    pub fn of(seller: &Seller) -> Self {
        Self { id: seller.id, name: seller.name.clone(), district: seller.district.clone() }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MergedRow {
    /// Of the merge.
    pub id: SellerMergeId,
    pub seller: NamedSeller,
    pub by: Option<String>,
    pub at: String,
}

/// The form for a new seller, or for what is known of one.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SellerFormPage {
    pub seller: Option<NamedSeller>,
    pub version: i32,
    pub form: FormValues,
}

impl View for SellerFormPage {
    const TEMPLATE: &'static str = "sellers/edit.html";

    fn nav() -> Option<&'static str> {
        Some("sellers")
    }
}
