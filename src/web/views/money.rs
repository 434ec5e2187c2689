//! Where people's money went: tables with bars, of which one huge value flattens none.

use serde::Serialize;

use super::spread::share;
use super::standing::PeriodLabel;
use super::{OfficeChoice, View};
use crate::rules::channel::Channels;
use crate::rules::scale;
use crate::rules::seller::Goods;
use crate::standing::money::{Group, Money};
use crate::text::{self, Language, channel_name};

/// Rows that a page shows of a table; the file has all.
const ROWS: usize = 15;

/// Of the people of an office in a period.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OfficeMoneyPage {
    pub office: OfficeChoice,
    pub period: PeriodLabel,
    pub money: MoneyView,
}

impl View for OfficeMoneyPage {
    const TEMPLATE: &'static str = "offices/money.html";

    fn nav() -> Option<&'static str> {
        Some("office")
    }
}

/// Amounts in rupiah.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MoneyView {
    pub count: i64,
    pub amount: i64,
    pub sellers: MoneyTable,
    pub districts: MoneyTable,
    pub goods: MoneyTable,
    pub channels: MoneyTable,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MoneyTable {
    pub rows: Vec<MoneyRow>,
    /// How many more the file has.
    pub more: usize,
    /// How many bars are cut off.
    pub cut: usize,
    /// The amount at which a full bar stands.
    pub top: i64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MoneyRow {
    /// In words.
    pub name: String,
    pub note: Option<String>,
    pub sellers: u64,
    pub count: i64,
    pub amount: i64,
    /// Of all, between 0 and 1.
    pub share: f64,
    /// The length of its bar, between 0 and 1.
    pub bar: f64,
    pub cut: bool,
}

impl MoneyView {
    /// All rows, or those that a page shows.
    pub fn of(money: &Money, language: Language, channels: &Channels, all: bool) -> Self {
        let most = if all { usize::MAX } else { ROWS };
        let unknown = || text::text(language, "spread-goods-unknown");
        let goods_name = |goods: &Option<Goods>| match goods {
            Some(goods) => text::text(language, &format!("goods-{}", goods.name())),
            None => unknown(),
        };
        let total = money.amount;
        Self {
            count: money.count,
            amount: total,
            sellers: table(&money.sellers, (total, most), |key| {
                (key.name.clone(), key.district.clone())
            }),
            districts: table(&money.districts, (total, most), |key| {
                (key.clone().unwrap_or_else(unknown), None)
            }),
            goods: table(&money.goods, (total, most), |key| (goods_name(key), None)),
            channels: table(&money.channels, (total, most), |key| {
                (channel_name(language, channels, key), None)
            }),
        }
    }
}

fn table<K>(
    groups: &[Group<K>],
    (total, most): (i64, usize),
    words: impl Fn(&K) -> (String, Option<String>),
) -> MoneyTable {
    let more = groups.len().saturating_sub(most);
    let scale = scale::of(groups.iter().map(|group| group.amount));
    let row = |group: &Group<K>| {
        let Group { key, sellers, count, amount } = group;
        let (sellers, count, amount) = (*sellers, *count, *amount);
        let (name, note) = words(key);
        MoneyRow {
            name,
            note,
            sellers,
            count,
            amount,
            share: share(amount, total),
            bar: share(amount.min(scale.top), scale.top),
            cut: amount > scale.top,
        }
    };
    let rows = groups.iter().take(most).map(row).collect();
    MoneyTable { rows, more, cut: scale.cut, top: scale.top }
}
