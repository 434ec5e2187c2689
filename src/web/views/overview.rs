//! The first page of administration.

use serde::Serialize;

use super::View;
use super::first_steps::StepRow;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OverviewPage {
    pub counts: OverviewCounts,
    /// What is asked today, in words.
    pub current_policy: Option<String>,
    /// What a new installation still lacks.
    pub steps: Option<Vec<StepRow>>,
}

impl View for OverviewPage {
    const TEMPLATE: &'static str = "admin/index.html";
}

/// How many there are of each.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OverviewCounts {
    pub employees: u64,
    pub offices: usize,
    pub policies: usize,
    pub proposals: u64,
    pub exemptions_pending: u64,
    /// Those of this year.
    pub holidays: usize,
    pub roles: usize,
    pub mail_queued: u64,
    pub mail_failed: u64,
}
