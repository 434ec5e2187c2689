//! The ledger of what offices buy from their own budget.

use chrono::NaiveDate;
use serde::Serialize;

use super::form_values::FormValues;
use super::purchase_form::ChannelChoice;
use super::spread::share;
use super::{OfficeChoice, Pager, View};
use crate::rules::office_purchase::Ledger;
use crate::rules::{OfficePurchaseId, SellerId};

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct LedgerPage {
    pub year: i32,
    /// The code of the office that the list is narrowed to, with all below it.
    pub office: Option<String>,
    pub offices: Vec<OfficeChoice>,
    pub sum: LedgerSum,
    pub rows: Vec<LedgerRow>,
    pub pager: Pager,
    /// Whether the viewer records for some office.
    pub keeps: bool,
    pub form: FormValues,
}

impl View for LedgerPage {
    const TEMPLATE: &'static str = "office_purchases/index.html";
}

/// Without what was voided.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct LedgerSum {
    pub count: u64,
    /// Rupiah.
    pub amount: i64,
    /// At small businesses.
    pub small: i64,
    pub small_share: Option<f64>,
    /// For domestic products.
    pub domestic: i64,
    pub domestic_share: Option<f64>,
}

impl LedgerSum {
    pub fn of(ledger: Ledger) -> Self {
        let Ledger { count, amount, small, domestic } = ledger;
        let of_all = |part| (amount > 0).then(|| share(part, amount));
        Self {
            count,
            amount,
            small,
            small_share: of_all(small),
            domestic,
            domestic_share: of_all(domestic),
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct LedgerRow {
    pub id: OfficePurchaseId,
    pub version: i32,
    pub office: String,
    pub date: NaiveDate,
    /// Rupiah.
    pub amount: i64,
    /// In words.
    pub channel: String,
    /// Of the list; none of anybody else.
    pub seller: Option<SellerId>,
    pub supplier: String,
    pub item: String,
    pub order_number: String,
    pub domestic: bool,
    /// Why it was voided.
    pub voided: Option<String>,
    /// Whether the viewer may void it.
    pub may_void: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct LedgerFormPage {
    pub offices: Vec<OfficeChoice>,
    pub channels: Vec<ChannelChoice>,
    pub today: NaiveDate,
    /// Names of sub-districts.
    pub districts: Vec<String>,
    pub form: FormValues,
}

impl View for LedgerFormPage {
    const TEMPLATE: &'static str = "office_purchases/new.html";
}
