//! Which reminders go out next, and what each mail looks like.

use serde::Serialize;

use super::View;
use super::standing::PeriodLabel;
use crate::rules::ReminderKind;
use crate::rules::mail::MailKind;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailSchedulePage {
    pub reminders: Vec<ScheduledRow>,
    pub samples: Vec<MailKind>,
}

impl View for MailSchedulePage {
    const TEMPLATE: &'static str = "admin/mail/schedule.html";
}

/// How many people it is about; `due` are all of them, `mails` those who get one.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ScheduledRow {
    /// With the offset of the offices.
    pub at: String,
    pub zone: String,
    /// Whether it goes out already, to whoever becomes short.
    pub begun: bool,
    pub kind: ReminderKind,
    pub period: PeriodLabel,
    pub due: u32,
    pub mails: u32,
    /// Of the mails those that also activate an account.
    pub inactive: u32,
    pub muted: u32,
    pub in_application: u32,
    pub on_phones: u32,
    pub closed: u32,
    pub had: u32,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailSamplePage {
    pub kind: MailKind,
    pub subject: String,
    pub from: String,
    /// What programs show that show no formatted mail.
    pub text: String,
}

impl View for MailSamplePage {
    const TEMPLATE: &'static str = "admin/mail/sample.html";
}
