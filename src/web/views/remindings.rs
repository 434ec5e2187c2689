//! Reminders that heads and operators send by hand.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::standing::PeriodLabel;
use super::{OfficeChoice, View};
use crate::mail::Quota;
use crate::rules::ReminderKind;
use crate::rules::reminding::Refusal;
use crate::web::input::person_segment::PersonSegment;

/// From an office to its reminders.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RemindLink {
    pub url: String,
    /// How many are short.
    pub count: usize,
    /// Who has reminded it last, of this period, and when; none where nobody has.
    pub by: Option<String>,
    pub at: Option<DateTime<FixedOffset>>,
    /// The label of the zone in which instants are shown.
    pub zone: String,
}

/// What is sent if it is confirmed, and what came of what was sent.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RemindPage {
    pub office: OfficeChoice,
    pub period: PeriodLabel,
    pub kind: ReminderKind,
    /// Why nothing can be sent now.
    pub refusal: Option<Refusal>,
    pub counts: RemindCounts,
    pub preview: Option<Preview>,
    /// The newest first.
    pub past: Vec<PastRow>,
    /// The label of the zone in which instants are shown.
    pub zone: String,
    /// The first of those who are short, where people are named.
    pub people: Vec<ShortRow>,
    /// How many more they are.
    pub more: usize,
    /// Whether the list for the office's group is shown.
    pub has_list: bool,
}

impl View for RemindPage {
    const TEMPLATE: &'static str = "offices/remind.html";

    fn nav() -> Option<&'static str> {
        Some("office")
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RemindCounts {
    pub short: usize,
    /// Those who get a mail.
    pub mail: usize,
    /// Of them those whose account was never activated: their mail brings the link as well.
    pub inactive: usize,
    /// Those who have this reminder of the period already.
    pub had: usize,
    /// Those whose own page says it, for no mail goes to them.
    pub app: usize,
    pub phone: usize,
    /// Those whose account opens to nobody.
    pub closed: usize,
}

/// The mail as one of its receivers reads it.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Preview {
    pub name: String,
    pub subject: String,
    pub lines: Vec<String>,
}

/// A reminding, and what came of its mails.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PastRow {
    pub by: String,
    pub at: DateTime<FixedOffset>,
    pub written: i32,
    pub sent: usize,
    /// Those that were only written to a folder, for there is no mail server.
    pub in_folder: usize,
    pub waiting: usize,
    pub failed: usize,
    /// Those who had met it before their mail left, or could not be written to.
    pub dropped: usize,
    /// How many of its receivers have met it now.
    pub met: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ShortRow {
    /// In the addresses of their pages.
    pub segment: PersonSegment,
    pub name: String,
    pub office: Option<String>,
    pub missing: Quota,
    /// Whether a message can be sent to their telephone.
    pub has_telephone: bool,
}

/// A message that is about to be sent by hand.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ReminderMessagePage {
    /// The page to go back to.
    pub back: String,
    pub name: String,
    /// As it is dialled.
    pub telephone: String,
    pub text: String,
    /// Opens WhatsApp with the text.
    pub href: String,
}

impl View for ReminderMessagePage {
    const TEMPLATE: &'static str = "offices/message.html";

    fn nav() -> Option<&'static str> {
        Some("office")
    }
}
