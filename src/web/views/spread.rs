//! How what people have bought is spread over sellers, lines of business and channels.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use crate::rules::SellerId;
use crate::rules::seller::Goods;
use crate::store::insights::SellerSum;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SpreadPage {
    /// How many weeks, the running one included.
    pub weeks: u32,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub count: u64,
    pub sellers: u64,
    /// Rupiah.
    pub amount: i64,
    pub top: Vec<SellerShare>,
    /// Of the top five; none where nothing was bought.
    pub top_share: Option<f64>,
    pub goods: Vec<GoodsShare>,
    pub channels: Vec<ChannelShare>,
    /// Rupiah of a week above which a seller is pointed out.
    pub notice: Option<i64>,
    /// Weeks in which sellers were above it, the newest first.
    pub noticed: Vec<NoticedWeek>,
}

impl View for SpreadPage {
    const TEMPLATE: &'static str = "sellers/spread.html";

    fn nav() -> Option<&'static str> {
        Some("sellers")
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SellerShare {
    pub id: SellerId,
    pub name: String,
    pub district: Option<String>,
    pub count: u64,
    pub amount: i64,
    pub share: f64,
}

impl SellerShare {
    pub fn of(sum: SellerSum, total: i64) -> Self {
        Self {
            id: sum.seller_id,
            name: sum.name,
            district: sum.district,
            count: sum.count,
            share: share(sum.amount, total),
            amount: sum.amount,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct GoodsShare {
    /// None where nobody has said what the seller sells.
    pub goods: Option<Goods>,
    pub sellers: u64,
    pub amount: i64,
    pub share: f64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ChannelShare {
    /// In words.
    pub channel: String,
    pub count: u64,
    pub amount: i64,
    pub share: f64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct NoticedWeek {
    /// Its Monday.
    pub week: NaiveDate,
    pub sellers: Vec<SellerShare>,
}

/// Between 0 and 1; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "a share is shown in whole percent")]
pub fn share(part: i64, total: i64) -> f64 {
    if total == 0 { 0.0 } else { part as f64 / total as f64 }
}
