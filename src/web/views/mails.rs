//! The outbox: a list of mails, and one of them.

use serde::Serialize;

use super::{Pager, View};
use crate::rules::mail::{MailKind, MailState};

use crate::rules::MailId;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailsPage {
    /// The state that the list is narrowed to; empty for all.
    pub state: String,
    /// With all that failed.
    pub can: MailActions,
    pub transport: Transport,
    pub zone: String,
    pub counts: MailCounts,
    pub mails: Vec<MailRow>,
    pub pager: Pager,
}

impl View for MailsPage {
    const TEMPLATE: &'static str = "admin/mail/index.html";
}

/// How mails leave.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    Smtp,
    Folder,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailCounts {
    pub queued: u64,
    pub sent: u64,
    pub failed: u64,
    pub obsolete: u64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailRow {
    pub id: MailId,
    /// The name of the addressee.
    pub recipient: Option<String>,
    pub kind: MailKind,
    /// None until it is written.
    pub subject: Option<String>,
    pub state: MailState,
    /// Only to a folder: nobody has received it.
    pub written: bool,
    /// Said by the page of its receiver, and by no mail.
    pub in_app: bool,
    /// When it was sent, else when it was queued.
    pub at: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailPage {
    pub zone: String,
    pub mail: MailDetails,
    pub attempts: Vec<AttemptRow>,
    pub can: MailActions,
}

impl View for MailPage {
    const TEMPLATE: &'static str = "admin/mail/show.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailDetails {
    pub id: MailId,
    pub recipient: Option<String>,
    pub address: Option<String>,
    pub kind: MailKind,
    pub subject: Option<String>,
    pub state: MailState,
    /// Only to a folder: nobody has received it.
    pub written: bool,
    /// Said by the page of its receiver, and by no mail.
    pub in_app: bool,
    pub created_at: String,
    pub sent_at: Option<String>,
    /// Only while it waits.
    pub next_attempt_at: Option<String>,
    /// None before it is written, and after its text was removed.
    pub body: Option<String>,
}

/// An attempt to send it, and what the server answered.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AttemptRow {
    pub at: String,
    pub answer: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailActions {
    pub retry: bool,
}
