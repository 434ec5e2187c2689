//! What the public reads of closed periods: totals of groups, without names.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::View;
use super::spread::share;
use super::standing::PeriodLabel;
use crate::rules::Summary;
use crate::rules::transparency::{GroupName, MoneyGroup, PeopleGroup};
use crate::store::publications::Published;
use crate::text::{self, Language};

/// All figures of one period; amounts in rupiah.
#[derive(Clone, Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PeriodFigures {
    /// `2026-W47` or `2026-11`.
    pub period: String,
    pub start: NaiveDate,
    pub end: NaiveDate,
    /// The figures are those of this moment: what is amended later changes nothing of them.
    pub published_at: DateTime<Utc>,
    /// `null` where too few people came or went since an earlier period, or there are fewer than five.
    pub people: Option<PeopleFigures>,
    /// `null` where fewer than five sold or bought, or the days are in another period's figures.
    pub purchases: Option<MoneyFigures>,
}

#[derive(Clone, Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PeopleFigures {
    pub total: PeopleRow,
    pub by_office_kind: Vec<PeopleRow>,
}

/// People of whom something was asked.
#[derive(Clone, Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PeopleRow {
    /// In words.
    pub name: String,
    pub obliged: u32,
    pub met: u32,
    pub met_late: u32,
    pub short: u32,
    /// `met` of `obliged`, between 0 and 1.
    pub rate: Option<f64>,
}

#[derive(Clone, Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MoneyFigures {
    pub total: SalesRow,
    pub by_sub_district: Vec<SalesRow>,
    pub by_sector: Vec<SalesRow>,
}

/// What was bought at some sellers.
#[derive(Clone, Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SalesRow {
    /// In words.
    pub name: String,
    pub sellers: u64,
    pub purchases: i64,
    pub amount: i64,
    /// Of the total, between 0 and 1.
    pub share: f64,
}

impl PeriodFigures {
    pub fn of(published: &Published, language: Language) -> Self {
        let Published { period, tables, at } = published;
        let people = tables.people.as_ref().map(|groups| people(language, groups));
        let purchases = tables.money.as_ref().map(|money| MoneyFigures {
            total: total(language, &money.districts),
            by_sub_district: sales(&money.districts, |name| place(language, name)),
            by_sector: sales(&money.goods, |name| sector(language, name)),
        });
        Self {
            period: period.label(),
            start: period.start,
            end: period.end,
            published_at: *at,
            people,
            purchases,
        }
    }
}

fn people(language: Language, groups: &[PeopleGroup]) -> PeopleFigures {
    let mut all = Summary::default();
    let rows = groups.iter().map(|group| {
        let own = summary(group);
        all.add(&own);
        people_row(place(language, &group.name), &own)
    });
    let by_office_kind = rows.collect();
    PeopleFigures { total: people_row(text::text(language, "open-total"), &all), by_office_kind }
}

fn summary(group: &PeopleGroup) -> Summary {
    let PeopleGroup { obliged, met, met_late, .. } = *group;
    let short = obliged.saturating_sub(met + met_late);
    Summary { obliged, met, met_late, short, ..Summary::default() }
}

fn people_row(name: String, summary: &Summary) -> PeopleRow {
    let Summary { obliged, met, met_late, short, .. } = *summary;
    PeopleRow { name, obliged, met, met_late, short, rate: summary.rate() }
}

fn total(language: Language, groups: &[MoneyGroup]) -> SalesRow {
    SalesRow {
        name: text::text(language, "open-total"),
        sellers: groups.iter().map(|group| group.sellers).sum(),
        purchases: groups.iter().map(|group| group.count).sum(),
        amount: groups.iter().map(|group| group.amount).sum(),
        share: 1.0,
    }
}

fn sales(groups: &[MoneyGroup], words: impl Fn(&GroupName) -> String) -> Vec<SalesRow> {
    let all: i64 = groups.iter().map(|group| group.amount).sum();
    let row = |group: &MoneyGroup| SalesRow {
        name: words(&group.name),
        sellers: group.sellers,
        purchases: group.count,
        amount: group.amount,
        share: share(group.amount, all),
    };
    groups.iter().map(row).collect()
}

/// A kind of office or a sub-district, as it was written.
fn place(language: Language, name: &GroupName) -> String {
    match name {
        GroupName::Named(own) => own.clone(),
        GroupName::Unsaid => text::text(language, "spread-goods-unknown"),
        GroupName::Others => text::text(language, "open-others"),
    }
}

fn sector(language: Language, name: &GroupName) -> String {
    match name {
        GroupName::Named(code) => {
            text::known(language, &format!("goods-{code}")).unwrap_or_else(|| code.clone())
        }
        other => place(language, other),
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct TransparencyPage {
    /// All that are published, the newest first.
    pub periods: Vec<PeriodLabel>,
    /// None while nothing is published.
    pub shown: Option<ShownPeriod>,
}

impl View for TransparencyPage {
    const TEMPLATE: &'static str = "transparency/show.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ShownPeriod {
    pub period: PeriodLabel,
    pub figures: PeriodFigures,
    /// When it was published, in the zone of the institution.
    pub published_at: String,
    pub zone: String,
    pub json_url: String,
    pub csv_url: String,
}
