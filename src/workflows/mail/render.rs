//! What a mail of the outbox says now. Asked just before it is sent: a reminder that is no longer
//! due is not written (rules.md §10), and figures are those of the moment.

use chrono::{DateTime, Utc};

use super::accounts::{self, ACTIVATION, PASSWORD_RESET, new_link};
use super::close_mails::close_mail;
use super::of_a_day::{OfADay, of_a_day, said_of_its_day};
use super::said::{Said, link_about, not, not_now, period_of};
use crate::config::Config;
use crate::mail::{AccountLink, Email, HeadDigest, OfficeLink, Recorded, Reminder};
use crate::rules::access::scope_day;
use crate::rules::calm::week_began;
use crate::rules::mail::{LinkPurpose, MailKind};
use crate::rules::reminder::{for_head, for_person, last_deadline};
use crate::rules::reminding;
use crate::rules::unsent::Unsent;
use crate::rules::{Assessment, MailId, OfficeId, Period, ReminderKind, RoleKind, Rulebook, Zone};
use crate::standing::{assess, sums};
use crate::store::employees::Employee;
use crate::store::mails::{self, Mail};
use crate::store::{self, Store, placements, remindings, roles};

/// An email, and what it carries besides.
pub(super) struct Letter {
    pub email: Email,
    /// The link that activates the account of a receiver who cannot sign in yet.
    pub activation: Option<AccountLink>,
    /// The token of a link that opens the account: for the receiver's eyes only.
    pub secret: Option<String>,
    /// What it says besides its own: their page need not say it any more.
    pub says: Vec<MailId>,
}

pub(super) enum Decision {
    Write(Letter),
    /// Not any more.
    Drop(Unsent),
    /// Not before this instant.
    Wait(DateTime<Utc>),
    /// Not as a mail: they have had as many as they should in a week.
    Enough,
}

/// Whether one more mail to them, or note on their phone, is not too much in this week.
pub(super) async fn has_room(
    store: &Store,
    mail: &Mail,
    to: &Employee,
    now: DateTime<Utc>,
) -> store::Result<bool> {
    if mail.kind.is_about_the_account() {
        return Ok(true);
    }
    let monday = week_began(accounts::zone(store, to, now).await?, now);
    let had = mails::had_in_week(store.reader(), mail, monday).await?;
    Ok(store.settings().await?.mails_a_week.has_room(mail.kind, had))
}

pub(super) async fn decide(
    store: &Store,
    config: &Config,
    mail: &Mail,
    to: &Employee,
    now: DateTime<Utc>,
) -> store::Result<Decision> {
    let (email, secret, says) = match said(store, config, mail, to, now).await? {
        Said::Plain(email) => (email, None, Vec::new()),
        Said::Secret(email, token) => (email, Some(token), Vec::new()),
        Said::OfADay(notices, says) => (Email::DayNotices(notices), None, says),
        Said::Drop(why) => return Ok(Decision::Drop(why)),
        Said::Wait(until) => return Ok(Decision::Wait(until)),
    };
    if !has_room(store, mail, to, now).await? {
        return Ok(Decision::Enough);
    }
    if secret.is_some() || to.password_hash.is_some() {
        return Ok(Decision::Write(Letter { email, activation: None, secret, says }));
    }
    // What it asks for needs an account, and theirs was never activated.
    let token = new_link(store, to, LinkPurpose::Activation, now, ACTIVATION).await?;
    let activation = Some(AccountLink::new(config, &to.number, &token));
    Ok(Decision::Write(Letter { email, activation, secret: Some(token), says }))
}

pub(super) async fn said(
    store: &Store,
    config: &Config,
    mail: &Mail,
    to: &Employee,
    now: DateTime<Utc>,
) -> store::Result<Said> {
    match mail.kind {
        MailKind::Midweek => personal(store, config, mail, ReminderKind::Midweek, to, now).await,
        MailKind::LastCall => personal(store, config, mail, ReminderKind::LastCall, to, now).await,
        MailKind::Grace => personal(store, config, mail, ReminderKind::Grace, to, now).await,
        MailKind::HeadDigest => digest(store, config, mail, to, now).await,
        MailKind::OfficeRecap | MailKind::LeadersSummary => {
            close_mail(store, config, mail, to, now).await
        }
        MailKind::PurchaseRejected
        | MailKind::PartProposed
        | MailKind::ExemptionDecided
        | MailKind::PeriodResult => {
            Ok(said_of_its_day(store, config, mail, to, now).await?.map_or_else(not, Said::Plain))
        }
        MailKind::DayNotices => Ok(match of_a_day(store, config, mail, to, now).await? {
            OfADay::Write(notices, of) => Said::OfADay(notices, of),
            OfADay::Wait(until) => Said::Wait(until),
            OfADay::Nothing => not(Unsent::ReadInApp),
        }),
        MailKind::AccessHanded => {
            let handed = accounts::access_handed(store, config, to).await?;
            Ok(handed
                .map_or(not(Unsent::LinkGone), |handed| Said::Plain(Email::AccessHanded(handed))))
        }
        MailKind::AccountChanged => {
            let changed = accounts::account_changed(store, config, mail, to).await?;
            Ok(changed.map_or(not(Unsent::NoChange), |it| Said::Plain(Email::AccountChanged(it))))
        }
        MailKind::Activation if to.password_hash.is_some() => Ok(not(Unsent::ActiveAlready)),
        MailKind::Activation => {
            let token = new_link(store, to, LinkPurpose::Activation, now, ACTIVATION).await?;
            let email = accounts::activation(store, config, to, &token, now).await?;
            Ok(Said::Secret(Email::Activation(email), token))
        }
        MailKind::PasswordReset => {
            let token =
                new_link(store, to, LinkPurpose::PasswordReset, now, PASSWORD_RESET).await?;
            let email = Email::PasswordReset(AccountLink::new(config, &to.number, &token));
            Ok(Said::Secret(email, token))
        }
    }
}

/// A reminder to buy or to record.
async fn personal(
    store: &Store,
    config: &Config,
    mail: &Mail,
    kind: ReminderKind,
    to: &Employee,
    now: DateTime<Utc>,
) -> store::Result<Said> {
    let Some(period) = period_of(mail) else { return Ok(not(Unsent::NoPeriod)) };
    let rulebook = store.rulebook().await?;
    let placements = placements::of(store.reader(), to.id).await?;
    let person = assess::person(store.reader(), &rulebook, to.id, placements, &[period]).await?;
    let assessment = person.assess(&rulebook, &period, now);
    let by = match mail.reminding_id {
        Some(id) => remindings::by_id(store.reader(), id).await?.map(|row| row.office_id),
        None => None,
    };
    let timing = match by {
        Some(_) => reminding::for_person(&rulebook, kind, &period, &assessment, now),
        None => for_person(&rulebook, kind, &period, &assessment, to.mute_midweek, now),
    };
    if let Some(not_now) = not_now(timing, now) {
        return Ok(not_now);
    }
    let by = by.and_then(|office| rulebook.offices.get(office));
    let reminder = reminder_of(config, (kind, period), &assessment, now);
    Ok(reminder.map_or(not(Unsent::NoLongerDue), |reminder| {
        let by = by.map(|office| office.name.as_str());
        Said::Plain(Email::Reminder(reminder.asked_by(by)))
    }))
}

/// What a reminder says of how somebody stands; none where nothing is asked of them.
pub(super) fn reminder_of(
    config: &Config,
    (kind, period): (ReminderKind, Period),
    assessment: &Assessment<'_>,
    now: DateTime<Utc>,
) -> Option<Reminder> {
    let (policy, end) = (assessment.policy?, assessment.deadline_instant()?);
    let recorded = Recorded {
        period,
        legal_basis: &policy.legal_basis,
        counted: assessment.counted,
        minimum: assessment.minimum.unwrap_or(0),
        count: assessment.count,
        minimum_count: assessment.minimum_count.unwrap_or(0),
    };
    let zone = assessment.zone;
    let deadline = (zone.last_minute(end), zone.label());
    Some(Reminder::new(config, kind, recorded, deadline, zone.date(now)))
}

async fn digest(
    store: &Store,
    config: &Config,
    mail: &Mail,
    to: &Employee,
    now: DateTime<Utc>,
) -> store::Result<Said> {
    let Some(period) = period_of(mail) else { return Ok(not(Unsent::NoPeriod)) };
    let rulebook = store.rulebook().await?;
    let their_roles = roles::of(store.reader(), to.id, scope_day(now)).await?;
    let their_roles =
        their_roles.iter().filter(|role| role.kind == RoleKind::Head).map(|role| role.office);
    let (offices, timing) = for_head(&rulebook, &their_roles.collect(), &period, now);
    if let Some(not_now) = not_now(timing, now) {
        return Ok(not_now);
    }
    let digest = figures(store, config, &rulebook, &offices, period, now).await?;
    if digest.obliged == 0 {
        return Ok(not(Unsent::NobodyObliged));
    }
    Ok(Said::Plain(Email::HeadDigest(digest)))
}

/// What a period came to in some offices, none of which lies below another.
pub(super) async fn figures(
    store: &Store,
    config: &Config,
    rulebook: &Rulebook,
    offices: &[OfficeId],
    period: Period,
    now: DateTime<Utc>,
) -> store::Result<HeadDigest> {
    let within: Vec<OfficeId> =
        offices.iter().flat_map(|office| rulebook.offices.subtree(*office)).collect();
    let periods = [period.previous(), period];
    let sums = sums::sums(store.reader(), rulebook, offices, &periods, now).await?;
    let [before, sum] = [0, 1].map(|index| sums[index].summary);
    let zone = offices.first().map_or(Zone::Wib, |office| rulebook.zone(*office));
    let deadline = last_deadline(rulebook, &within, &period).filter(|end| now < *end);
    let links = offices.iter().filter_map(|office| rulebook.offices.get(*office)).map(|office| {
        OfficeLink {
            name: office.name.clone(),
            link: link_about(config, &["unit", &office.code], &period),
        }
    });
    Ok(HeadDigest {
        period: period.kind,
        from: period.start,
        to: period.end,
        offices: links.collect(),
        obliged: sum.obliged,
        met: sum.met,
        met_late: sum.met_late,
        lacking: sum.lacking(),
        exempt: sum.exempt,
        counted_amount: sum.counted_amount,
        rate: sum.rate(),
        rate_before: before.rate(),
        filled: (sum.met * 100).checked_div(sum.obliged).unwrap_or(0),
        deadline: deadline.map(|end| zone.last_minute(end)),
        zone: zone.label(),
    })
}
