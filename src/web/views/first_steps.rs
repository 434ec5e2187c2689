//! The first run: what is done, and what is still to do.

use serde::Serialize;

use super::settings::{MailSettings, SettingsForm};
use super::{OfficeChoice, View};

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct FirstStepPage {
    pub step: u8,
    pub form: SettingsForm,
    pub mail: MailSettings,
    pub people: u64,
    pub offices: usize,
    /// Of which the holidays are counted.
    pub year: i32,
    pub holidays: usize,
    /// The first of the offices that no head sees, and how many there are.
    pub headless: Vec<OfficeChoice>,
    pub headless_total: usize,
    /// People by the state of their account.
    pub active: u64,
    pub invited: u64,
    pub uninvited: u64,
    /// Their titles.
    pub policies: Vec<String>,
    /// Whether the demonstration may be filled in.
    pub empty: bool,
}

impl View for FirstStepPage {
    const TEMPLATE: &'static str = "admin/first_steps/show.html";
}

/// A step of the first run, in the list of what a new installation still lacks.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct StepRow {
    pub step: u8,
    pub key: String,
    pub done: bool,
}
