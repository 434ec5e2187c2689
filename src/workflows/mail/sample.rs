//! What each mail looks like, with invented figures, to whoever asks.

use chrono::{DateTime, Days, TimeDelta, Utc};
use tera::Tera;

use super::sheet::sheet;
use crate::config::Config;
use crate::mail::{
    self, AccessHanded, AccountChanged, AccountLink, Activation, DayNotices, Email,
    ExemptionDecided, HeadDigest, LeadersSummary, Notice, OfficeLink, OfficeRecap, OfficeResult,
    PartProposed, PeriodOutcome, PeriodResult, PurchaseRejected, Recorded, Reminder, RenderedEmail,
};
use crate::rules::activation::Channel;
use crate::rules::mail::{AccountChange, MailKind};
use crate::rules::reminder::duty;
use crate::rules::{Period, PeriodKind, Policy, ReminderKind, Rulebook, Summary, Zone};
use crate::store::employees::Employee;
use crate::store::{self, Store};
use crate::text::{Language, RenderError, text};

/// In the place of a link that opens an account.
const TOKEN: &str = "contoh";

/// A mail of a kind, as its receiver would see it if it were they who asks. Links of it open nothing.
pub async fn sample(
    store: &Store,
    (config, templates): (&Config, &Tera),
    kind: MailKind,
    me: &Employee,
    now: DateTime<Utc>,
) -> store::Result<Result<RenderedEmail, RenderError>> {
    let rulebook = store.rulebook().await?;
    let sheet = sheet(store, config, (me.id, &me.name, me.language), now).await?;
    let sample = Sample { config, rulebook: &rulebook, me, language: sheet.language, now };
    let email = sample.email(kind);
    Ok(mail::render_email(templates, config, &sheet, (&email, None)))
}

struct Sample<'a> {
    config: &'a Config,
    rulebook: &'a Rulebook,
    me: &'a Employee,
    language: Language,
    now: DateTime<Utc>,
}

impl Sample<'_> {
    fn email(&self, kind: MailKind) -> Email {
        match kind {
            MailKind::Midweek => Email::Reminder(self.reminder(ReminderKind::Midweek)),
            MailKind::LastCall => Email::Reminder(self.reminder(ReminderKind::LastCall)),
            MailKind::Grace => Email::Reminder(self.reminder(ReminderKind::Grace)),
            MailKind::HeadDigest => Email::HeadDigest(self.digest()),
            MailKind::OfficeRecap => Email::OfficeRecap(self.recap()),
            MailKind::LeadersSummary => Email::LeadersSummary(self.summary()),
            MailKind::Activation => Email::Activation(self.activation()),
            MailKind::PasswordReset => Email::PasswordReset(self.account_link()),
            MailKind::AccessHanded => Email::AccessHanded(self.access_handed()),
            MailKind::AccountChanged => Email::AccountChanged(self.account_changed()),
            MailKind::PurchaseRejected => Email::PurchaseRejected(self.purchase_rejected()),
            MailKind::PeriodResult => Email::PeriodResult(self.period_result()),
            MailKind::DayNotices => Email::DayNotices(self.day_notices()),
            MailKind::ExemptionDecided => Email::ExemptionDecided(self.exemption_decided()),
            MailKind::PartProposed => Email::PartProposed(PartProposed::new(
                &self.word("colleague"),
                &self.word("seller"),
                (self.today() - Days::new(1), 27_500),
                self.config.link("/"),
            )),
        }
    }

    fn purchase_rejected(&self) -> PurchaseRejected {
        PurchaseRejected::new(
            &self.word("seller"),
            (self.today() - Days::new(3), 45_000),
            &self.word("reason"),
            Some(self.today() + Days::new(20)),
            self.config.link("/riwayat"),
        )
    }

    fn day_notices(&self) -> DayNotices {
        let notices = [
            Email::PurchaseRejected(self.purchase_rejected()),
            Email::ExemptionDecided(self.exemption_decided()),
        ];
        let notices = notices.iter().filter_map(|email| Notice::of(self.language, email));
        DayNotices { notices: notices.collect(), link: self.config.link("/") }
    }

    fn period_result(&self) -> PeriodResult {
        let recorded = self.recorded(self.period().previous());
        PeriodResult::new(self.config, &recorded, PeriodOutcome::Short)
    }

    fn exemption_decided(&self) -> ExemptionDecided {
        ExemptionDecided {
            from: self.today() + Days::new(3),
            to: self.today() + Days::new(7),
            approved: true,
            reason: None,
            link: self.config.link("/pengecualian"),
        }
    }

    fn word(&self, name: &str) -> String {
        text(self.language, &format!("mail-sample-{name}"))
    }

    fn zone(&self) -> Zone {
        self.rulebook.offices.roots().next().map_or(Zone::Wib, |root| root.zone)
    }

    fn today(&self) -> chrono::NaiveDate {
        self.zone().date(self.now)
    }

    /// The rule of the whole institution, where it has one.
    fn policy(&self, period: &Period) -> Option<&Policy> {
        duty(self.rulebook, self.rulebook.offices.roots().next()?.id, period)
    }

    fn period(&self) -> Period {
        let week = Period::week_of(self.today());
        let month = Period::of(PeriodKind::Month, self.today());
        if self.policy(&week).is_none() && self.policy(&month).is_some() { month } else { week }
    }

    /// By somebody who has bought for two thirds of what is asked.
    fn recorded(&self, period: Period) -> Recorded<'_> {
        let policy = self.policy(&period);
        let minimum = policy.map_or(100_000, |policy| policy.minimum_amount.max(1_000));
        Recorded {
            period,
            legal_basis: policy.map_or("", |policy| policy.legal_basis.as_str()),
            counted: minimum / 3_000 * 2_000,
            minimum,
            count: 2,
            minimum_count: 0,
        }
    }

    fn reminder(&self, kind: ReminderKind) -> Reminder {
        let period = self.period();
        let period = if kind == ReminderKind::Grace { period.previous() } else { period };
        let grace_days = self.policy(&period).map_or(0, |policy| policy.grace_days);
        let recorded = self.recorded(period);
        let zone = self.zone();
        let end = zone.end_of(period.end + Days::new(grace_days.into()));
        let deadline = (zone.last_minute(end), zone.label());
        Reminder::new(self.config, kind, recorded, deadline, self.today())
    }

    fn digest(&self) -> HeadDigest {
        let period = self.period().previous();
        let name = self.rulebook.offices.roots().next().map(|root| root.name.clone());
        let link = self.config.link("/unit");
        let (obliged, met) = (42, 34);
        HeadDigest {
            period: period.kind,
            from: period.start,
            to: period.end,
            offices: vec![OfficeLink { name: name.unwrap_or_default(), link }],
            obliged,
            met,
            met_late: 2,
            lacking: obliged - met,
            exempt: 3,
            counted_amount: 4_235_000,
            rate: Some(f64::from(met) / f64::from(obliged)),
            rate_before: Some(0.76),
            filled: met * 100 / obliged,
            deadline: None,
            zone: self.zone().label(),
        }
    }

    /// Of so many people so many have met it, and three are away.
    fn result(&self, name: &str, (met, obliged): (u32, u32), path: &str) -> OfficeResult {
        let lacking = obliged - met;
        let sum = Summary {
            headcount: obliged + 4,
            obliged,
            exempt: 3,
            met,
            met_late: lacking / 4,
            short: lacking - lacking / 4,
            counted_amount: i64::from(met) * 124_500,
            shortfall_amount: i64::from(lacking) * 37_500,
            ..Summary::default()
        };
        let before = Summary { obliged, met: met * 9 / 10, ..sum };
        let link = format!("{path}?periode={}", self.period().previous().label());
        OfficeResult::new(name, &sum, Some(&before), self.config.link(&link))
    }

    fn recap(&self) -> OfficeRecap {
        let period = self.period().previous();
        let office = self.result(&self.word("office"), (34, 42), "/unit/DINKES/rekap");
        let Period { kind, start: from, end: to } = period;
        OfficeRecap { period: kind, from, to, offices: vec![office], more: 0 }
    }

    fn summary(&self) -> LeadersSummary {
        let Period { kind: period, start: from, end: to } = self.period().previous();
        let root = self.rulebook.offices.roots().next().map(|root| root.name.as_str());
        let behind = [("office-behind", (12, 31)), ("office", (34, 42))];
        let behind =
            behind.map(|(name, people)| self.result(&self.word(name), people, "/pimpinan"));
        LeadersSummary {
            period,
            from,
            to,
            all: self.result(root.unwrap_or_default(), (7_012, 8_120), "/pimpinan"),
            target: Some(90),
            behind: behind.into(),
            more: 3,
            recap: None,
        }
    }

    fn account_link(&self) -> AccountLink {
        AccountLink::new(self.config, &self.me.number, TOKEN)
    }

    fn activation(&self) -> Activation {
        let AccountLink { number, link, again } = self.account_link();
        let root = self.rulebook.offices.roots().next();
        let policy = self.policy(&self.period());
        Activation {
            link,
            again,
            about: self.config.link("/aturan"),
            number,
            office: root.map(|root| root.name.clone()),
            rule: policy.map(|policy| format!("{} ({})", policy.title, policy.legal_basis)),
        }
    }

    fn access_handed(&self) -> AccessHanded {
        let zone = self.zone();
        AccessHanded {
            channel: Channel::Slip,
            by: Some(self.word("colleague")),
            at: self.now.with_timezone(&zone.offset()),
            until: zone.last_minute(self.now + TimeDelta::days(7)),
            zone: zone.label(),
            link: self.config.link("/akun"),
        }
    }

    fn account_changed(&self) -> AccountChanged {
        let zone = self.zone();
        AccountChanged {
            change: AccountChange::Password,
            office: None,
            by: None,
            at: self.now.with_timezone(&zone.offset()),
            zone: zone.label(),
            link: self.config.link("/akun"),
            correction: false,
        }
    }
}
