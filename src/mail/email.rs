//! What an email says. The words are in `locales/*/mail.ftl`, the form in `templates/email`.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::close::{LeadersSummary, OfficeRecap};
use super::compose::one_line;
use crate::config::Config;
use crate::rules::activation::Channel;
use crate::rules::mail::AccountChange;
use crate::rules::{Period, PeriodKind, ReminderKind, Status};

/// An email by its kind, with what its templates show. Amounts are rupiah; instants carry the offset
/// of the receiver's office.
#[derive(Clone, Debug)]
pub enum Email {
    Reminder(Reminder),
    HeadDigest(HeadDigest),
    OfficeRecap(OfficeRecap),
    LeadersSummary(LeadersSummary),
    PurchaseRejected(PurchaseRejected),
    /// A colleague has named the receiver's part of a receipt.
    PartProposed(PartProposed),
    /// What the receiver asked to be exempt for was approved or refused.
    ExemptionDecided(ExemptionDecided),
    PeriodResult(PeriodResult),
    DayNotices(DayNotices),
    /// Somebody was handed a way to a new password: their owner learns of it.
    AccessHanded(AccessHanded),
    /// What opens an account, or what it may do, is another: its owner learns of it.
    AccountChanged(AccountChanged),
    /// With the link that sets the first password, once.
    Activation(Activation),
    /// With the link that sets a new password, once.
    PasswordReset(AccountLink),
    /// Whether mail arrives at all.
    Test,
}

/// What a period asks, or what is recorded in it: rupiah, purchases, or both. The filter `quota`
/// puts it in words.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Quota {
    pub amount: Option<i64>,
    pub count: Option<u32>,
}

/// What is still missing in a period whose deadline has not passed.
#[derive(Clone, Debug, Serialize)]
pub struct Reminder {
    /// The words differ by kind.
    pub kind: ReminderKind,
    pub period: PeriodKind,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub recorded: Quota,
    pub minimum: Quota,
    pub missing: Quota,
    /// Whole percent of the amount, for the bar; `None` where only purchases are counted.
    pub filled: Option<i64>,
    pub nothing_yet: bool,
    /// Whether the last day to buy has passed.
    pub over: bool,
    /// The number of the circular; may be empty.
    pub legal_basis: String,
    /// The last moment at which recording is on time.
    pub deadline: DateTime<FixedOffset>,
    /// Label of the zone, such as `WIB`.
    pub zone: &'static str,
    pub link: String,
    /// The name of the office that has asked for it; none where it goes out by itself.
    pub by: Option<String>,
}

/// The figures of a head's offices. It names nobody: mail is read over shoulders and forwarded.
#[derive(Clone, Debug, Serialize)]
pub struct HeadDigest {
    pub period: PeriodKind,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub offices: Vec<OfficeLink>,
    pub obliged: u32,
    pub met: u32,
    pub met_late: u32,
    /// Those short, or not there yet while the deadline has not passed.
    pub lacking: u32,
    pub exempt: u32,
    pub counted_amount: i64,
    /// Between 0 and 1, of this period and of the one before.
    pub rate: Option<f64>,
    pub rate_before: Option<f64>,
    /// Whole percent of those obliged who have met it, for the bar.
    pub filled: u32,
    /// Until when those lacking can still record on time; `None` when it is too late.
    pub deadline: Option<DateTime<FixedOffset>>,
    pub zone: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub struct OfficeLink {
    pub name: String,
    pub link: String,
}

/// A purchase that a reviewer has sent back. Texts are of one line.
#[derive(Clone, Debug, Serialize)]
pub struct PurchaseRejected {
    pub seller: String,
    pub purchased_on: NaiveDate,
    pub amount: i64,
    pub reason: String,
    /// The last day on which it can be recorded again; none where that is over.
    pub again_until: Option<NaiveDate>,
    pub link: String,
}

/// A part of a receipt that waits for the receiver's answer. Texts are of one line.
#[derive(Clone, Debug, Serialize)]
pub struct PartProposed {
    /// The name of who recorded the receipt.
    pub by: String,
    pub seller: String,
    pub purchased_on: NaiveDate,
    pub amount: i64,
    pub link: String,
}

/// Days for which the receiver asked to be exempt, and what came of it.
#[derive(Clone, Debug, Serialize)]
pub struct ExemptionDecided {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub approved: bool,
    /// Why it was refused, in one line.
    pub reason: Option<String>,
    pub link: String,
}

/// How the receiver stands in a period that was closed.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodResult {
    pub outcome: PeriodOutcome,
    pub period: PeriodKind,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub recorded: Quota,
    pub minimum: Quota,
    /// Nothing where it was met.
    pub missing: Quota,
    /// Whole percent of the amount, for the bar; `None` where only purchases are counted.
    pub filled: Option<i64>,
    pub link: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodOutcome {
    Met,
    MetLate,
    Short,
}

impl PeriodOutcome {
    /// None where nothing was asked, or it is not over.
    pub fn of(status: Status) -> Option<Self> {
        match status {
            Status::Met => Some(Self::Met),
            Status::MetLate => Some(Self::MetLate),
            Status::Short => Some(Self::Short),
            _ => None,
        }
    }
}

/// What came up in a day and was not read, for whoever wants one mail a day.
#[derive(Clone, Debug, Serialize)]
pub struct DayNotices {
    /// In the language of the receiver; at least one.
    pub notices: Vec<Notice>,
    /// Where all of them stand.
    pub link: String,
}

/// What a mail says in a few words, in the language of its reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    pub title: String,
    pub text: String,
    /// What to do about it, and where.
    pub action: String,
    pub link: String,
}

/// A slip or a message that replaces a password, made by somebody else.
#[derive(Clone, Debug, Serialize)]
pub struct AccessHanded {
    pub channel: Channel,
    /// Who made it; none for the command line.
    pub by: Option<String>,
    pub at: DateTime<FixedOffset>,
    /// Until when it works.
    pub until: DateTime<FixedOffset>,
    pub zone: &'static str,
    /// Where a password of one's own choice ends it.
    pub link: String,
}

/// What was changed of an account.
#[derive(Clone, Debug, Serialize)]
pub struct AccountChanged {
    #[serde(flatten)]
    pub change: AccountChange,
    /// The name of the office of a role; none is all of them.
    #[serde(rename = "office_name")]
    pub office: Option<String>,
    /// Who did it, where that was somebody else.
    pub by: Option<String>,
    pub at: DateTime<FixedOffset>,
    pub zone: &'static str,
    /// Where sessions are seen and the password is changed, or where what was said is wrong stands.
    pub link: String,
    /// Whether it is about what somebody said is wrong about them.
    pub correction: bool,
}

/// The first mail that anybody gets from Pekan: it says for whom it is, why, and who can be asked.
#[derive(Clone, Debug, Serialize)]
pub struct Activation {
    pub link: String,
    /// Where another one can be had.
    pub again: String,
    /// Where the rule is explained.
    pub about: String,
    pub number: String,
    pub office: Option<String>,
    /// The circular that asks for it: its title, and its number where it has one.
    pub rule: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct AccountLink {
    /// The number with which its owner signs in: others may have the same address.
    pub number: String,
    pub link: String,
    /// Where another one can be had.
    pub again: String,
}

impl AccountLink {
    pub fn new(config: &Config, number: &str, token: &str) -> Self {
        Self {
            number: number.to_owned(),
            link: config.link(&format!("/sandi/{token}")),
            again: config.link("/lupa-sandi"),
        }
    }
}

/// What is known of a period and of what somebody recorded in it.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<'a> {
    pub period: Period,
    /// Of the policy that asks.
    pub legal_basis: &'a str,
    pub counted: i64,
    pub minimum: i64,
    pub count: u32,
    pub minimum_count: u32,
}

impl Recorded<'_> {
    fn so_far(&self) -> Quota {
        self.asked_of(self.counted, self.count)
    }

    fn asked(&self) -> Quota {
        self.asked_of(self.minimum, self.minimum_count)
    }

    /// Rupiah, or purchases, as far as that is what is asked.
    fn asked_of(&self, amount: i64, count: u32) -> Quota {
        let (asks_amount, asks_count) = (self.minimum > 0, self.minimum_count > 0);
        Quota { amount: asks_amount.then_some(amount), count: asks_count.then_some(count) }
    }

    fn missing(&self) -> Quota {
        let amount = Some(self.minimum - self.counted).filter(|short| *short > 0);
        let count = Some(self.minimum_count.saturating_sub(self.count)).filter(|short| *short > 0);
        Quota { amount, count }
    }

    fn filled(&self) -> Option<i64> {
        (self.minimum > 0).then(|| (self.counted * 100 / self.minimum).clamp(0, 100))
    }
}

impl PeriodResult {
    pub fn new(config: &Config, recorded: &Recorded<'_>, outcome: PeriodOutcome) -> Self {
        let period = recorded.period;
        Self {
            outcome,
            period: period.kind,
            from: period.start,
            to: period.end,
            recorded: recorded.so_far(),
            minimum: recorded.asked(),
            missing: recorded.missing(),
            filled: recorded.filled(),
            link: config.link("/riwayat"),
        }
    }
}

impl Reminder {
    /// `deadline` and `zone` are those of the office.
    pub fn new(
        config: &Config,
        kind: ReminderKind,
        recorded: Recorded<'_>,
        (deadline, zone): (DateTime<FixedOffset>, &'static str),
        today: NaiveDate,
    ) -> Self {
        let period = recorded.period;
        let over = period.end < today;
        Self {
            kind,
            period: period.kind,
            from: period.start,
            to: period.end,
            recorded: recorded.so_far(),
            minimum: recorded.asked(),
            missing: recorded.missing(),
            filled: recorded.filled(),
            nothing_yet: recorded.count == 0,
            over,
            legal_basis: one_line(recorded.legal_basis),
            deadline,
            zone,
            link: config.link(&if over {
                format!("/belanja/baru?tanggal={}", period.end)
            } else {
                "/belanja/baru".to_owned()
            }),
            by: None,
        }
    }

    /// The same, asked for by an office.
    #[must_use]
    pub fn asked_by(self, office: Option<&str>) -> Self {
        Self { by: office.map(one_line), ..self }
    }
}

impl PurchaseRejected {
    pub fn new(
        seller: &str,
        (purchased_on, amount): (NaiveDate, i64),
        reason: &str,
        again_until: Option<NaiveDate>,
        link: String,
    ) -> Self {
        let (seller, reason) = (one_line(seller), one_line(reason));
        Self { seller, purchased_on, amount, reason, again_until, link }
    }
}

impl PartProposed {
    pub fn new(
        by: &str,
        seller: &str,
        (purchased_on, amount): (NaiveDate, i64),
        link: String,
    ) -> Self {
        Self { by: one_line(by), seller: one_line(seller), purchased_on, amount, link }
    }
}
