//! My week, or my month.

use chrono::NaiveDate;
use serde::Serialize;

use super::View;
use super::purchases::PurchaseRow;
use super::shared_parts::PartNotice;
use super::standing::{HistoryColumn, PeriodLabel, PolicyNote, Standing};
use crate::config::Config;
use crate::mail::{Email, Notice};
use crate::rules::declaration::Reason;
use crate::rules::{MailId, SellerId};
use crate::store::sellers::Recent;
use crate::text::Language;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct WeekPage {
    pub today: NaiveDate,
    pub period: PeriodLabel,
    pub standing: Standing,
    pub policy: Option<PolicyNote>,
    /// What will be asked, while nothing is.
    pub upcoming: Option<UpcomingPolicy>,
    /// There where something is missing, or was declared.
    pub declined: Option<NoPurchase>,
    /// Sentences.
    pub why: Vec<String>,
    pub previous: Option<PreviousPeriod>,
    /// Parts of colleagues' receipts that wait for an answer.
    pub parts: Vec<PartNotice>,
    /// What is said instead of mails, the newest first.
    pub notices: Vec<NoticeRow>,
    pub repeat: Vec<RepeatSeller>,
    pub purchases: Vec<PurchaseRow>,
    pub history: Vec<HistoryColumn>,
}

impl View for WeekPage {
    const TEMPLATE: &'static str = "week/show.html";

    fn nav() -> Option<&'static str> {
        Some("week")
    }
}

/// What a mail would have said.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct NoticeRow {
    pub id: MailId,
    pub title: String,
    pub text: String,
    /// What to do about it, and where.
    pub action: String,
    pub href: String,
}

impl NoticeRow {
    pub fn of(language: Language, config: &Config, said: &(MailId, Email)) -> Option<Self> {
        let (id, email) = said;
        let Notice { title, text, action, link } = Notice::of(language, email)?;
        // A page of ours, whatever the address under which it is read.
        let home = config.link("");
        let href = link.strip_prefix(&home).unwrap_or(&link).to_owned();
        Some(Self { id: *id, title, text, action, href })
    }
}

/// That nothing is bought in the period.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct NoPurchase {
    /// What was declared.
    pub reason: Option<Reason>,
    /// What may be declared.
    pub reasons: Vec<Reason>,
}

/// The period before, while something is missing from it and can still be recorded in time.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct PreviousPeriod {
    pub start: NaiveDate,
    pub end: NaiveDate,
    /// Rupiah.
    pub shortfall: i64,
    pub deadline: String,
    /// `WIB`, `WITA` or `WIT`.
    pub zone: String,
}

/// A seller to buy from again.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RepeatSeller {
    pub id: SellerId,
    pub name: String,
    pub district: Option<String>,
    /// Of the last purchase, in rupiah.
    pub amount: i64,
}

impl RepeatSeller {
    pub fn of(shop: Recent) -> Self {
        let Recent { id, name, district, amount } = shop;
        Self { id, name, district, amount }
    }
}

/// The first period for which a policy will ask something.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct UpcomingPolicy {
    pub period: PeriodLabel,
    /// Rupiah.
    pub minimum: Option<i64>,
    pub policy: PolicyNote,
}
