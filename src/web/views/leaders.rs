//! The leaders' pages: totals of all offices, without names.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::effects::{EventEffect, ReminderEffect};
use super::money::MoneyView;
use super::office_purchases::LedgerSum;
use super::standing::{PeriodLabel, WorkedOut};
use crate::rules::office_order::OfficeOrder;
use crate::rules::{Period, PeriodKind};
use crate::standing::offices::OfficeStanding;

/// Weeks that can be picked, and months.
const WEEKS: usize = 26;
const MONTHS: usize = 12;

/// Which of the pages.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum LeadersTab {
    Offices,
    Money,
    Events,
    Reminders,
}

impl LeadersTab {
    const ALL: [Self; 4] = [Self::Offices, Self::Money, Self::Events, Self::Reminders];

    fn path(self) -> &'static str {
        match self {
            Self::Offices => "/pimpinan",
            Self::Money => "/pimpinan/belanja",
            Self::Events => "/pimpinan/acara",
            Self::Reminders => "/pimpinan/pengingat",
        }
    }
}

/// What stands above each of the pages.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct LeadersHead {
    pub period: PeriodLabel,
    /// Those that can be picked, the newest first.
    pub periods: Vec<PeriodLabel>,
    pub tab: LeadersTab,
    pub tabs: Vec<TabLink>,
    /// Where the period is picked, and what goes along.
    pub path: String,
    pub kept: Vec<Kept>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked_out: Option<WorkedOut>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct TabLink {
    pub tab: LeadersTab,
    pub url: String,
}

/// A parameter that stays when another period is picked.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Kept {
    pub name: String,
    pub value: String,
}

impl LeadersHead {
    /// Says when the figures were worked out, where that was not now.
    #[must_use]
    pub fn worked_out(self, worked_out: Option<WorkedOut>) -> Self {
        Self { worked_out, ..self }
    }

    pub fn of(
        period: &Period,
        today: NaiveDate,
        tab: LeadersTab,
        kept: Vec<(&'static str, String)>,
    ) -> Self {
        let label = period.label();
        let tabs = LeadersTab::ALL
            .map(|tab| TabLink { tab, url: format!("{}?periode={label}", tab.path()) });
        let kept = kept.into_iter().map(|(name, value)| Kept { name: name.to_owned(), value });
        Self {
            period: PeriodLabel::of(period),
            periods: period_choices(period.kind, today),
            tab,
            tabs: tabs.into(),
            path: tab.path().to_owned(),
            kept: kept.collect(),
            worked_out: None,
        }
    }
}

/// The periods that a picker offers, the newest first: those of the kind that is shown, then the others.
pub fn period_choices(shown: PeriodKind, today: NaiveDate) -> Vec<PeriodLabel> {
    let weeks = Period::week_of(today).last(WEEKS);
    let months = Period::month_of(today).last(MONTHS);
    let lists = match shown {
        PeriodKind::Week => [weeks, months],
        PeriodKind::Month => [months, weeks],
    };
    lists.iter().flat_map(|list| list.iter().rev().map(PeriodLabel::of)).collect()
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct LeaderOfficesPage {
    pub head: LeadersHead,
    pub closed: bool,
    /// Between 0 and 1.
    pub target: Option<f64>,
    pub orders: Vec<OrderLink>,
    pub order: OfficeOrder,
    /// The kinds of offices that there are.
    pub kinds: Vec<KindLink>,
    /// To which the table is narrowed.
    pub kind: Option<String>,
    /// The same without that.
    pub all_url: String,
    pub csv_url: String,
    pub offices: Vec<LeaderOffice>,
}

impl View for LeaderOfficesPage {
    const TEMPLATE: &'static str = "leaders/offices.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OrderLink {
    pub order: OfficeOrder,
    pub url: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct KindLink {
    pub kind: String,
    pub url: String,
}

/// An office with all below it; amounts in rupiah.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct LeaderOffice {
    pub code: String,
    pub name: String,
    pub kind: String,
    /// The sum of all the others.
    pub is_root: bool,
    pub obliged: u32,
    pub met: u32,
    /// Have not met it, whether or not the deadline has passed.
    pub lacking: u32,
    pub rate: Option<f64>,
    /// In the period before.
    pub previous: Option<f64>,
    pub counted_amount: i64,
    pub shortfall_amount: i64,
    /// Bought from its own budget, and what of that went to small businesses.
    pub ledger: i64,
    pub ledger_small: i64,
}

impl LeaderOffice {
    pub fn of(one: &OfficeStanding<'_>, (ledger, ledger_small): (i64, i64)) -> Self {
        let OfficeStanding { office, summary, previous } = one;
        Self {
            code: office.code.clone(),
            name: office.name.clone(),
            kind: office.kind.clone(),
            is_root: office.parent.is_none(),
            obliged: summary.obliged,
            met: summary.met,
            lacking: summary.lacking(),
            rate: summary.rate(),
            previous: previous.rate(),
            counted_amount: summary.counted_amount,
            shortfall_amount: summary.shortfall_amount,
            ledger,
            ledger_small,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct LeaderMoneyPage {
    pub head: LeadersHead,
    pub money: MoneyView,
    /// What offices bought from their own budgets in the same days.
    pub ledger: LedgerSum,
}

impl View for LeaderMoneyPage {
    const TEMPLATE: &'static str = "leaders/money.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct LeaderEventsPage {
    pub head: LeadersHead,
    /// How many days before and after an event are looked at.
    pub days: u64,
    /// The newest first.
    pub events: Vec<EventEffect>,
}

impl View for LeaderEventsPage {
    const TEMPLATE: &'static str = "leaders/events.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct LeaderRemindersPage {
    pub head: LeadersHead,
    /// Only then it is known who has completed the period.
    pub closed: bool,
    pub reminders: Vec<ReminderEffect>,
}

impl View for LeaderRemindersPage {
    const TEMPLATE: &'static str = "leaders/reminders.html";
}
