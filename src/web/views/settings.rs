//! The settings of the installation.

use serde::Serialize;

use super::View;
use super::form_values::FormValues;
use crate::rules::backup::BackupAlarm;
use crate::store::settings::MailOutcome;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SettingsPage {
    pub form: SettingsForm,
    pub hours: Vec<HourChoice>,
    pub mail: MailSettings,
    pub backups: BackupsShown,
}

impl View for SettingsPage {
    const TEMPLATE: &'static str = "admin/settings/show.html";
}

/// The values of all sections.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct SettingsForm {
    /// Those of one value.
    #[serde(flatten)]
    pub values: FormValues,
    /// The languages that are offered.
    pub languages: Vec<String>,
}

/// An hour of the day that a form offers.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct HourChoice {
    pub value: String,
    pub label: String,
}

/// How the backups of the installation stand.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct BackupsShown {
    /// None where the worker takes none.
    pub folder: Option<String>,
    pub zone: String,
    /// When one was last taken.
    pub taken: Option<String>,
    /// When one was last restored in a scratch place and found whole.
    pub rehearsed: Option<String>,
    /// What is wrong.
    pub alarms: Vec<BackupTrouble>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct BackupTrouble {
    pub alarm: BackupAlarm,
    /// In the words of the system, where it said any.
    pub problem: Option<String>,
}

/// How mail leaves, and what became of the last test.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailSettings {
    /// None where mails are written into a folder.
    pub server: Option<String>,
    pub from: String,
    /// Where a test goes.
    pub to: Option<String>,
    pub zone: String,
    pub test: Option<MailTestResult>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailTestResult {
    pub at: String,
    pub to: String,
    pub outcome: MailOutcome,
    /// In the words of the mail server or of the system.
    pub answer: String,
}
