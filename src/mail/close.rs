//! What heads and leaders are told after a close. It names nobody: mail is read over shoulders and forwarded.

use chrono::NaiveDate;
use serde::Serialize;

use super::compose::one_line;
use crate::rules::{Period, PeriodKind, Summary};

/// What an office with all below it has come to. Amounts in rupiah.
#[derive(Clone, Debug, Serialize)]
pub struct OfficeResult {
    pub name: String,
    pub obliged: u32,
    pub met: u32,
    pub met_late: u32,
    pub short: u32,
    pub exempt: u32,
    pub not_obliged: u32,
    pub counted_amount: i64,
    pub shortfall_amount: i64,
    /// Between 0 and 1.
    pub rate: Option<f64>,
    /// Whole percent of those obliged who have met it, for the bar.
    pub filled: u32,
    /// Of the period before, where that is closed.
    pub rate_before: Option<f64>,
    pub counted_before: Option<i64>,
    pub link: String,
}

impl OfficeResult {
    pub fn new(name: &str, sum: &Summary, before: Option<&Summary>, link: String) -> Self {
        Self {
            name: one_line(name),
            obliged: sum.obliged,
            met: sum.met,
            met_late: sum.met_late,
            short: sum.lacking(),
            exempt: sum.exempt,
            not_obliged: sum.headcount.saturating_sub(sum.obliged + sum.exempt),
            counted_amount: sum.counted_amount,
            shortfall_amount: sum.shortfall_amount,
            rate: sum.rate(),
            filled: (sum.met * 100).checked_div(sum.obliged).unwrap_or(0),
            rate_before: before.and_then(Summary::rate),
            counted_before: before.map(|sum| sum.counted_amount),
            link,
        }
    }
}

/// To a head: the offices whose recap they sign.
#[derive(Clone, Debug, Serialize)]
pub struct OfficeRecap {
    pub period: PeriodKind,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// At least one.
    pub offices: Vec<OfficeResult>,
    /// How many they head besides.
    pub more: usize,
}

/// A mail has so many of a head's offices at the most.
const MOST_OFFICES: usize = 10;

impl OfficeRecap {
    /// None where nobody was obliged in any of them.
    pub fn new(period: &Period, mut offices: Vec<OfficeResult>) -> Option<Self> {
        offices.retain(|office| office.obliged > 0);
        let more = offices.len().saturating_sub(MOST_OFFICES);
        offices.truncate(MOST_OFFICES);
        let Period { kind: period, start: from, end: to } = *period;
        (!offices.is_empty()).then_some(Self { period, from, to, offices, more })
    }
}

/// To a leader: all offices together, and those that are furthest behind.
#[derive(Clone, Debug, Serialize)]
pub struct LeadersSummary {
    pub period: PeriodKind,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub all: OfficeResult,
    /// In whole percent; none where the district aims at nothing.
    pub target: Option<u32>,
    /// Offices below the target, or below all their people, the furthest first.
    pub behind: Vec<OfficeResult>,
    /// How many there are besides.
    pub more: usize,
    /// The recap of all, to whoever signs it.
    pub recap: Option<String>,
}
