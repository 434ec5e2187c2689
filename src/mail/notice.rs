//! What a mail says, in the few words of a notice.

use chrono::{Datelike, NaiveDate};

use super::{
    Email, ExemptionDecided, HeadDigest, LeadersSummary, Notice, OfficeRecap, OfficeResult,
    PeriodOutcome, PeriodResult, PurchaseRejected, Reminder,
};
use crate::rules::PeriodKind;
use crate::text::{Arg, Language, formats, progress, quota, text, text_with};

impl Notice {
    /// None for what is about an account, and for what is a list of others.
    pub fn of(language: Language, email: &Email) -> Option<Self> {
        match email {
            Email::Reminder(email) => Some(reminder(language, email)),
            Email::PurchaseRejected(email) => Some(rejected(language, email)),
            Email::HeadDigest(email) => Some(digest(language, email)),
            Email::OfficeRecap(email) => recap(language, email),
            Email::LeadersSummary(email) => Some(summary(language, email)),
            Email::PartProposed(email) => {
                let seller = Arg::from(&email.seller);
                let (date, amount) = (
                    formats::date_long(language, email.purchased_on),
                    formats::rupiah(language, email.amount),
                );
                let by = Arg::from(&email.by);
                let args =
                    [("seller", seller), ("date", (&date).into()), ("amount", (&amount).into())];
                let what = [&args[..], &[("by", by)]].concat();
                Some(Self {
                    title: text_with(language, "email-part-subject", &[("by", by)]),
                    text: text_with(language, "email-part-what", &what),
                    action: text(language, "email-part-do"),
                    link: email.link.clone(),
                })
            }
            Email::ExemptionDecided(email) => Some(decided(language, email)),
            Email::PeriodResult(email) => Some(result(language, email)),
            // Of what pages say anyway.
            Email::DayNotices(_)
            | Email::AccessHanded(_)
            | Email::AccountChanged(_)
            | Email::Activation(_)
            | Email::PasswordReset(_)
            | Email::Test => None,
        }
    }
}

fn reminder(language: Language, email: &Reminder) -> Notice {
    let missing = quota(language, email.missing.amount, email.missing.count);
    let range = formats::date_range(language, email.from, email.to);
    let last_day = formats::date_long(language, email.to);
    let deadline = formats::moment(language, email.deadline, email.zone);
    let args = [
        ("missing", Arg::from(&missing)),
        ("range", Arg::from(&range)),
        ("last_day", Arg::from(&last_day)),
        ("deadline", Arg::from(&deadline)),
    ];
    let (kind, period) = (email.kind.name(), email.period.name());
    let subject = format!("email-reminder-subject-{kind}-{period}");
    let mut said = text_with(language, "notice-reminder", &args);
    if let Some(office) = &email.by {
        let by = text_with(language, "email-reminder-by", &[("office", office.into())]);
        said = format!("{said} {by}");
    }
    Notice {
        title: text_with(language, &subject, &args),
        text: said,
        action: text(language, "email-reminder-do"),
        link: email.link.clone(),
    }
}

fn rejected(language: Language, email: &PurchaseRejected) -> Notice {
    let date = formats::date_long(language, email.purchased_on);
    let amount = formats::rupiah(language, email.amount);
    let what = [
        ("seller", Arg::from(&email.seller)),
        ("date", Arg::from(&date)),
        ("amount", Arg::from(&amount)),
    ];
    let what = text_with(language, "email-rejected-what", &what);
    let reason = [("reason", Arg::from(&email.reason))];
    let reason = text_with(language, "email-rejected-reason", &reason);
    let (subject, then) = match email.again_until {
        Some(day) => {
            let day = formats::date_long(language, day);
            let please = text_with(language, "email-rejected-please", &[("date", (&day).into())]);
            ("email-rejected-subject", please)
        }
        None => ("email-rejected-final-subject", text(language, "email-rejected-final")),
    };
    Notice {
        title: text(language, subject),
        text: format!("{what} {reason}. {then}"),
        action: text(language, "email-rejected-do"),
        link: email.link.clone(),
    }
}

fn decided(language: Language, email: &ExemptionDecided) -> Notice {
    let outcome = if email.approved { "approved" } else { "refused" };
    let range = formats::date_range(language, email.from, email.to);
    let args = [("range", Arg::from(&range))];
    let mut said = text_with(language, &format!("email-exemption-{outcome}"), &args);
    if let Some(reason) = &email.reason {
        let reason = text_with(language, "email-rejected-reason", &[("reason", reason.into())]);
        said = format!("{said} {reason}.");
    }
    Notice {
        title: text(language, &format!("email-exemption-subject-{outcome}")),
        text: said,
        action: text(language, "email-exemption-do"),
        link: email.link.clone(),
    }
}

/// As `period_name` of the templates says it.
fn period_name(language: Language, kind: PeriodKind, from: NaiveDate) -> String {
    match kind {
        PeriodKind::Month => formats::month_year(language, from),
        PeriodKind::Week => {
            text_with(language, "email-week", &[("week", from.iso_week().week().into())])
        }
    }
}

fn result(language: Language, email: &PeriodResult) -> Notice {
    let period = period_name(language, email.period, email.from);
    let range = formats::date_range(language, email.from, email.to);
    let missing = quota(language, email.missing.amount, email.missing.count);
    let (have, want) = (&email.recorded, &email.minimum);
    let recorded = progress(language, have.amount.zip(want.amount), have.count.zip(want.count));
    let args = [
        ("period", Arg::from(&period)),
        ("range", (&range).into()),
        ("missing", (&missing).into()),
        ("progress", (&recorded).into()),
    ];
    let outcome = match email.outcome {
        PeriodOutcome::Met => "met",
        PeriodOutcome::MetLate => "met_late",
        PeriodOutcome::Short => "short",
    };
    Notice {
        title: text_with(language, &format!("email-result-subject-{outcome}"), &args),
        text: text_with(language, "email-result-standing", &args),
        action: text(language, "email-result-do"),
        link: email.link.clone(),
    }
}

fn digest(language: Language, email: &HeadDigest) -> Notice {
    let period = period_name(language, email.period, email.from);
    let args = [
        ("period", Arg::from(&period)),
        ("met", email.met.into()),
        ("obliged", email.obliged.into()),
    ];
    let said = match email.lacking {
        0 => text(language, "email-digest-complete"),
        count => text_with(language, "email-digest-lacking", &[("count", count.into())]),
    };
    Notice {
        title: text_with(language, "email-digest-subject", &args),
        text: said,
        action: text(language, "email-digest-do"),
        link: email.offices.first().map(|office| office.link.clone()).unwrap_or_default(),
    }
}

/// As the mail begins: how many have met it, of how many.
fn came_to(
    language: Language,
    (kind, from, to): (PeriodKind, NaiveDate, NaiveDate),
    result: &OfficeResult,
) -> String {
    let period = period_name(language, kind, from);
    let range = formats::date_range(language, from, to);
    let rate = formats::percent(result.rate);
    let args = [
        ("office", Arg::from(&result.name)),
        ("period", (&period).into()),
        ("range", (&range).into()),
        ("met", result.met.into()),
        ("obliged", result.obliged.into()),
        ("rate", (&rate).into()),
    ];
    text_with(language, "email-recap-sentence", &args)
}

fn recap(language: Language, email: &OfficeRecap) -> Option<Notice> {
    let period = period_name(language, email.period, email.from);
    let first = email.offices.first()?;
    let count = email.offices.len() + email.more;
    let args = [
        ("period", Arg::from(&period)),
        ("met", first.met.into()),
        ("obliged", first.obliged.into()),
        ("count", Arg::Count(count as u64)),
    ];
    let subject = if count == 1 { "email-recap-subject" } else { "email-recap-subject-many" };
    let when = (email.period, email.from, email.to);
    let said = email.offices.iter().map(|office| came_to(language, when, office));
    Some(Notice {
        title: text_with(language, subject, &args),
        text: said.collect::<Vec<_>>().join(" "),
        action: text(language, "email-recap-do"),
        link: first.link.clone(),
    })
}

fn summary(language: Language, email: &LeadersSummary) -> Notice {
    let period = period_name(language, email.period, email.from);
    let args = [
        ("period", Arg::from(&period)),
        ("met", email.all.met.into()),
        ("obliged", email.all.obliged.into()),
    ];
    Notice {
        title: text_with(language, "email-leaders-subject", &args),
        text: came_to(language, (email.period, email.from, email.to), &email.all),
        action: text(language, "email-leaders-do"),
        link: email.all.link.clone(),
    }
}
