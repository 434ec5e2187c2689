//! "About this rule": the circular in six questions, from the policy's own figures.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use crate::rules::{Mode, PeriodKind};

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RegulationPage {
    pub rule: Option<RuleFigures>,
}

impl View for RegulationPage {
    const TEMPLATE: &'static str = "regulation/show.html";
}

/// What a policy asks of whoever looks, or of everybody where nobody has signed in.
#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RuleFigures {
    pub title: String,
    pub legal_basis: String,
    /// The address of its circular, for those who may read it.
    pub document: Option<String>,
    pub mode: Mode,
    pub period: PeriodKind,
    /// It is not in force yet.
    pub begins: Option<NaiveDate>,
    /// Rupiah; none where no amount is asked.
    pub minimum: Option<i64>,
    /// Purchases; none where only an amount is asked.
    pub minimum_count: Option<u32>,
    /// Others have another minimum.
    pub has_tiers: bool,
    /// Rupiah that one purchase counts for at the most.
    pub most: i64,
    /// The last day of the period at hand, and the last moment at which recording is on time.
    pub last_day: NaiveDate,
    pub deadline: String,
    /// `WIB`, `WITA` or `WIT`.
    pub zone: String,
    /// For how many days after the deadline a purchase is still taken, as late.
    pub late_days: u32,
}
