//! The outbox: a list of mails, and one of them.

use serde::Serialize;

use super::{Pager, View};
use crate::rules::MailId;
use crate::rules::bounce::BounceSource;
use crate::rules::mail::{MailKind, MailState};
use crate::rules::outage::{MailAlarm, OutageKind};
use crate::rules::unsent::Unsent;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailsPage {
    pub form: MailsForm,
    /// The address of the list without a state, and with what else it is narrowed to.
    pub filter_path: String,
    pub kinds: Vec<MailKind>,
    /// With all that failed.
    pub can: MailActions,
    pub transport: Transport,
    pub zone: String,
    pub counts: MailCounts,
    /// Since when the oldest waits.
    pub queued_since: Option<String>,
    /// What is wrong with the delivery.
    pub alarms: Vec<MailTrouble>,
    /// How many addresses are not written to any more.
    pub marked: u64,
    pub mails: Vec<MailRow>,
    pub pager: Pager,
}

/// What the list is narrowed to.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailsForm {
    /// Empty for all.
    pub keadaan: String,
    pub jenis: String,
    pub cari: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailTrouble {
    pub alarm: MailAlarm,
    /// Of an outage.
    pub kind: Option<OutageKind>,
    /// What the server said, or the system.
    pub words: Option<String>,
    pub since: Option<String>,
    /// When it is tried again.
    pub next: Option<String>,
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
    pub written: u64,
    pub phone: u64,
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
    /// Shown on phones of its receiver, and said by no mail.
    pub on_phone: bool,
    /// When it was sent, else when it was queued.
    pub at: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailPage {
    pub zone: String,
    pub mail: MailDetails,
    pub attempts: Vec<AttemptRow>,
    /// What came back of it, or was entered.
    pub bounces: Vec<BounceRow>,
    /// Whether its address is not written to any more.
    pub marked: bool,
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
    /// Shown on phones of its receiver, and said by no mail.
    pub on_phone: bool,
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
    /// Where the answer is ours and no server's.
    pub why: Option<Unsent>,
}

/// Somebody has said that nobody is at the address.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct BounceRow {
    pub at: String,
    pub source: BounceSource,
    pub words: String,
    /// Counts no more.
    pub cleared: bool,
}

/// Addresses that are not written to any more.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MarkedAddressesPage {
    pub zone: String,
    pub addresses: Vec<MarkedRow>,
    pub pager: Pager,
}

impl View for MarkedAddressesPage {
    const TEMPLATE: &'static str = "admin/mail/addresses.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MarkedRow {
    pub address: String,
    /// Who has it now.
    pub people: Vec<MarkedPerson>,
    pub failures: i64,
    pub at: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MarkedPerson {
    pub name: String,
    pub url: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct MailActions {
    pub retry: bool,
    pub cancel: bool,
    /// Say that nobody is at its address.
    pub mark: bool,
}
