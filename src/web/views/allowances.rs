//! What is handed over to the system that reckons allowances.

use chrono::NaiveDate;
use serde::Serialize;

use super::standing::PeriodLabel;
use super::{OfficeChoice, View};
use crate::rules::{Period, PeriodKind, Rulebook};

/// Weeks that can be picked, and months.
const WEEKS: usize = 26;
const MONTHS: usize = 12;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AllowancesPage {
    /// The closed ones, the newest first.
    pub periods: Vec<PeriodLabel>,
    /// None while nothing is closed.
    pub chosen: Option<ChosenPeriod>,
    /// Whose people the viewer manages.
    pub offices: Vec<OfficeChoice>,
    /// The code of the chosen office; empty: all of them.
    pub office: String,
    pub public_key: String,
}

impl View for AllowancesPage {
    const TEMPLATE: &'static str = "admin/allowances/index.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ChosenPeriod {
    pub period: PeriodLabel,
    pub csv_url: String,
    pub signature_url: String,
}

/// The closed periods that a picker offers, the newest first: those of one kind, then the others.
pub fn closed_periods(rulebook: &Rulebook, first: PeriodKind, today: NaiveDate) -> Vec<Period> {
    let weeks = Period::week_of(today).last(WEEKS);
    let months = Period::month_of(today).last(MONTHS);
    let lists = match first {
        PeriodKind::Week => [weeks, months],
        PeriodKind::Month => [months, weeks],
    };
    let all = lists.into_iter().flat_map(|list| list.into_iter().rev());
    all.filter(|period| rulebook.is_closed(period)).collect()
}
