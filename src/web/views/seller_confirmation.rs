//! What a seller is asked, and the link with which they answer.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::sellers::NamedSeller;
use crate::rules::seller_confirmation::SellerAnswer;
use crate::rules::{Period, PurchaseId};
use crate::store::seller_links::Sold;

/// The page that a seller opens, without the layout of the others: it is small.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ConfirmationPage {
    pub seller: String,
    /// Those with purchases, the newest first.
    pub weeks: Vec<SoldWeek>,
    /// Where its forms go.
    pub action: String,
}

impl View for ConfirmationPage {
    const TEMPLATE: &'static str = "sellers/confirmation.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SoldWeek {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Rupiah.
    pub total: i64,
    /// Whether the seller has said something of each.
    pub answered: bool,
    pub sold: Vec<SoldRow>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SoldRow {
    pub id: PurchaseId,
    pub on: NaiveDate,
    /// Rupiah.
    pub amount: i64,
    pub answer: Option<SellerAnswer>,
}

/// Gathers what was sold, the newest day first, by weeks.
pub fn weeks(sold: Vec<Sold>) -> Vec<SoldWeek> {
    let mut weeks: Vec<SoldWeek> = Vec::new();
    for Sold { id, on, amount, answer } in sold {
        let week = Period::week_of(on);
        if weeks.last().is_none_or(|last| last.from != week.start) {
            let (from, to) = (week.start, week.end);
            weeks.push(SoldWeek { from, to, total: 0, answered: true, sold: Vec::new() });
        }
        if let Some(last) = weeks.last_mut() {
            last.total += amount;
            last.answered &= answer.is_some();
            last.sold.push(SoldRow { id, on, amount, answer });
        }
    }
    weeks
}

/// A link that was just made: shown now, and never again.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct LinkPage {
    pub seller: NamedSeller,
    pub link: String,
    pub qr_path: String,
    pub qr_modules: f32,
    /// Opens a chat with the seller, or with whom one chooses, in which the link is written.
    pub whatsapp: String,
}

impl View for LinkPage {
    const TEMPLATE: &'static str = "sellers/link.html";

    fn nav() -> Option<&'static str> {
        Some("sellers")
    }
}
