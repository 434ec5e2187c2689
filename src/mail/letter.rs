//! What a mail says. The words are in `locales/*/mail.ftl`, the form in `templates/email`.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;
use tera::Tera;

use super::compose::{Written, one_line};
use crate::config::Config;
use crate::rules::{Period, PeriodKind};
use crate::text::{Language, RenderError, formats, render, text_with};

/// A mail by its kind, with what its templates show. Amounts are rupiah; instants carry the offset
/// of the receiver's office.
#[derive(Clone, Debug)]
pub enum Letter {
    Midweek(Midweek),
    HeadDigest(HeadDigest),
    PurchaseRejected(PurchaseRejected),
    /// With the address that sets the first password, once.
    Activation(String),
    /// With the address that sets a new password, once.
    PasswordReset(String),
    /// Whether mail arrives at all.
    Test,
}

/// What is still missing in a period that is not over.
#[derive(Clone, Debug)]
pub struct Midweek {
    pub period: Period,
    pub counted: i64,
    pub minimum: i64,
    pub count: u32,
    pub minimum_count: u32,
    /// The last moment at which recording is on time.
    pub deadline: DateTime<FixedOffset>,
    /// Label of the zone, such as `WIB`.
    pub zone: &'static str,
}

/// The figures of a head's offices. It names nobody: mail is read over shoulders and forwarded.
#[derive(Clone, Debug)]
pub struct HeadDigest {
    pub period: Period,
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
    /// Until when those lacking can still record on time; `None` when it is too late.
    pub deadline: Option<DateTime<FixedOffset>>,
    pub zone: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub struct OfficeLink {
    pub name: String,
    pub link: String,
}

/// A purchase that a reviewer has sent back.
#[derive(Clone, Debug)]
pub struct PurchaseRejected {
    pub seller: String,
    pub purchased_on: NaiveDate,
    pub amount: i64,
    pub reason: String,
    pub link: String,
}

/// What every template sees.
#[derive(Serialize)]
struct Page<'a, T> {
    name: &'a str,
    /// The institution that sends: the name of the root office.
    institution: &'a str,
    home: &'a str,
    account: &'a str,
    letter: T,
}

/// Writes a letter to somebody, in their language.
///
/// # Errors
/// [`RenderError`] when a template does not fit the letter.
pub fn write(
    tera: &Tera,
    config: &Config,
    language: Language,
    institution: &str,
    name: &str,
    letter: &Letter,
) -> Result<Written, RenderError> {
    let sheet = Sheet { tera, config, language, institution, name };
    match letter {
        Letter::Midweek(letter) => sheet.fill("midweek", letter.shown(config, language)),
        Letter::HeadDigest(letter) => sheet.fill("head_digest", letter.shown(language)),
        Letter::PurchaseRejected(letter) => sheet.fill("purchase_rejected", letter.shown()),
        Letter::Activation(link) => sheet.fill("activation", secret(config, link)),
        Letter::PasswordReset(link) => sheet.fill("password_reset", secret(config, link)),
        Letter::Test => sheet.fill("test", ()),
    }
}

struct Sheet<'a> {
    tera: &'a Tera,
    config: &'a Config,
    language: Language,
    institution: &'a str,
    name: &'a str,
}

impl Sheet<'_> {
    fn fill(&self, folder: &str, letter: impl Serialize) -> Result<Written, RenderError> {
        let page = Page {
            name: &one_line(self.name),
            institution: &one_line(self.institution),
            home: &self.config.link("/"),
            account: &self.config.link("/akun"),
            letter,
        };
        let part =
            |file| render(self.tera, &format!("email/{folder}/{file}"), self.language, &page);
        Ok(Written {
            subject: one_line(&part("subject.txt")?),
            text: part("text.txt")?,
            html: part("html.html")?,
        })
    }
}

#[derive(Serialize)]
struct MidweekShown {
    period: &'static str,
    from: NaiveDate,
    to: NaiveDate,
    nothing_yet: bool,
    missing: String,
    progress: String,
    minimum: String,
    /// Whole percent of the amount, for the bar; `None` where only purchases are counted.
    filled: Option<i64>,
    deadline: DateTime<FixedOffset>,
    zone: &'static str,
    link: String,
}

impl Midweek {
    fn shown(&self, config: &Config, language: Language) -> MidweekShown {
        let rupiah = |amount| formats::rupiah(language, amount);
        let times =
            |count: u32| text_with(language, "letter-purchases", &[("count", count.into())]);
        let of = |have: String, want: String| {
            text_with(language, "letter-of", &[("have", (&have).into()), ("want", (&want).into())])
        };
        let short = (self.minimum - self.counted).max(0);
        let short_count = self.minimum_count.saturating_sub(self.count);
        let asks_amount = self.minimum > 0;
        let asks_count = self.minimum_count > 0;
        MidweekShown {
            period: self.period.kind.name(),
            from: self.period.start,
            to: self.period.end,
            nothing_yet: self.count == 0,
            missing: both(
                language,
                (short > 0).then(|| rupiah(short)),
                (short_count > 0).then(|| times(short_count)),
            ),
            progress: both(
                language,
                asks_amount.then(|| of(rupiah(self.counted), rupiah(self.minimum))),
                asks_count.then(|| of(self.count.to_string(), times(self.minimum_count))),
            ),
            minimum: both(
                language,
                asks_amount.then(|| rupiah(self.minimum)),
                asks_count.then(|| times(self.minimum_count)),
            ),
            filled: asks_amount.then(|| (self.counted * 100 / self.minimum).clamp(0, 100)),
            deadline: self.deadline,
            zone: self.zone,
            link: config.link("/belanja/baru"),
        }
    }
}

fn both(language: Language, one: Option<String>, two: Option<String>) -> String {
    match (one, two) {
        (Some(one), Some(two)) => {
            text_with(language, "letter-and", &[("one", (&one).into()), ("two", (&two).into())])
        }
        (one, two) => one.or(two).unwrap_or_default(),
    }
}

#[derive(Serialize)]
struct HeadDigestShown<'a> {
    kind: &'static str,
    period: String,
    from: NaiveDate,
    to: NaiveDate,
    offices: &'a [OfficeLink],
    obliged: u32,
    met: u32,
    met_late: u32,
    lacking: u32,
    exempt: u32,
    counted_amount: i64,
    rate: Option<f64>,
    rate_before: Option<f64>,
    filled: u32,
    deadline: Option<DateTime<FixedOffset>>,
    zone: &'static str,
}

impl HeadDigest {
    fn shown(&self, language: Language) -> HeadDigestShown<'_> {
        let start = self.period.start;
        let period = match self.period.kind {
            PeriodKind::Week => {
                use chrono::Datelike;
                let week = start.iso_week().week();
                text_with(language, "letter-week", &[("week", week.into())])
            }
            PeriodKind::Month => formats::month_year(language, start),
        };
        HeadDigestShown {
            kind: self.period.kind.name(),
            period,
            from: start,
            to: self.period.end,
            offices: &self.offices,
            obliged: self.obliged,
            met: self.met,
            met_late: self.met_late,
            lacking: self.lacking,
            exempt: self.exempt,
            counted_amount: self.counted_amount,
            rate: self.rate,
            rate_before: self.rate_before,
            filled: (self.met * 100).checked_div(self.obliged).unwrap_or(0),
            deadline: self.deadline,
            zone: self.zone,
        }
    }
}

#[derive(Serialize)]
struct PurchaseRejectedShown<'a> {
    seller: String,
    purchased_on: NaiveDate,
    amount: i64,
    reason: String,
    link: &'a str,
}

impl PurchaseRejected {
    fn shown(&self) -> PurchaseRejectedShown<'_> {
        PurchaseRejectedShown {
            seller: one_line(&self.seller),
            purchased_on: self.purchased_on,
            amount: self.amount,
            reason: one_line(&self.reason),
            link: &self.link,
        }
    }
}

#[derive(Serialize)]
struct Secret<'a> {
    link: &'a str,
    /// Where another one can be had.
    again: String,
}

fn secret<'a>(config: &Config, link: &'a str) -> Secret<'a> {
    Secret { link, again: config.link("/lupa-sandi") }
}
