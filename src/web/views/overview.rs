//! The first page of administration.

use serde::Serialize;

use super::View;
use super::first_steps::StepRow;
use super::settings::BackupsShown;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OverviewPage {
    /// What needs somebody today.
    pub rows: Vec<DeskRow>,
    pub people: u64,
    pub offices: usize,
    pub roles: usize,
    /// Those of this year.
    pub holidays: usize,
    /// What is asked today, in words.
    pub current_policy: Option<String>,
    /// Policies that are not in force yet.
    pub coming_policies: usize,
    /// What a new installation still lacks.
    pub steps: Option<Vec<StepRow>>,
    pub backups: BackupsShown,
    /// Of Pekan.
    pub version: String,
}

impl View for OverviewPage {
    const TEMPLATE: &'static str = "admin/index.html";
}

/// A sentence with a number, and the list that it counts.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct DeskRow {
    /// Of its words: `desk-…`.
    pub key: String,
    pub count: u64,
    /// What it names, where it names something.
    pub name: Option<String>,
    pub url: String,
}
