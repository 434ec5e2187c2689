//! Periods: how far each is, and what was amended since it was closed.

use chrono::NaiveDate;
use serde::Serialize;

use super::amendments::AmendmentView;
use super::form_values::FormValues;
use super::{Pager, View};
use crate::rules::PeriodKind;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PeriodsPage {
    pub kind: PeriodKind,
    pub periods: Vec<PeriodRow>,
    /// How many amendments wait for a decision, of all periods.
    pub proposals: i64,
    pub pager: Pager,
}

impl View for PeriodsPage {
    const TEMPLATE: &'static str = "admin/periods/index.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PeriodRow {
    #[serde(flatten)]
    pub progress: PeriodProgress,
    pub amendments: i64,
    pub proposals: i64,
}

/// How far a period is.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PeriodProgress {
    /// `2026-W47` or `2026-11`.
    pub label: String,
    pub kind: PeriodKind,
    pub start: NaiveDate,
    pub end: NaiveDate,
    pub deadline: NaiveDate,
    pub state: PeriodState,
    /// How many people the close is about, and how many of them are stored.
    pub people: i64,
    pub done: i64,
    pub can_close: bool,
}

#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum PeriodState {
    /// No policy governs it.
    Free,
    Running,
    Due,
    Closing,
    Closed,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PeriodPage {
    pub period: PeriodProgress,
    /// From when on it may be closed: its last deadline has passed in the last zone.
    pub due_at: String,
    pub closed_at: Option<String>,
    /// Label of the zone of both, such as `WIB`.
    pub zone: String,
    pub amendments: Vec<AmendmentView>,
    pub amendments_total: u64,
    pub pager: Pager,
    pub proposals: Vec<AmendmentView>,
    pub proposals_total: u64,
    pub proposals_pager: Pager,
    pub form: FormValues,
}

impl View for PeriodPage {
    const TEMPLATE: &'static str = "admin/periods/show.html";
}
