//! What somebody's own page says to them instead of a mail, asked again each time that it is read: what
//! is settled meanwhile is not said.

use chrono::{DateTime, Utc};

use super::close_mails::{Asked, recap_of, summary_of};
use super::exemption_decided::exemption_decided;
use super::period_result::result_of;
use super::render::{figures, reminder_of};
use crate::config::Config;
use crate::mail::{Email, PurchaseRejected};
use crate::rules::close_mail::told;
use crate::rules::mail::MailKind;
use crate::rules::purchase::{State, last_accepting_day};
use crate::rules::reminder::{Timing, for_head, for_person};
use crate::rules::reminding;
use crate::rules::{MailId, Period, ReminderKind, RoleKind, Rulebook, Viewer};
use crate::standing::assess::Person;
use crate::store::mails::{self, Notice};
use crate::store::{self, Store};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Who reads, and what is known of them.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub rulebook: &'a Rulebook,
    pub viewer: &'a Viewer,
    pub person: &'a Person,
    /// Of which it is known how they stand.
    pub periods: &'a [Period],
    pub mute_midweek: bool,
    pub now: DateTime<Utc>,
}

/// What is still to be said, as the mails would say it; the newest first, and of a period or a purchase
/// once.
pub async fn standing(
    store: &Store,
    config: &Config,
    reader: Reader<'_>,
    notices: &[Notice],
) -> store::Result<Vec<(MailId, Email)>> {
    let mut said: Vec<(MailId, Email)> = Vec::new();
    let mut about = Vec::new();
    for notice in notices.iter().filter(|notice| notice.put_aside_at.is_none()) {
        let own = matches!(
            notice.kind,
            MailKind::HeadDigest
                | MailKind::PeriodResult
                | MailKind::OfficeRecap
                | MailKind::LeadersSummary
        );
        let period = (notice.period_kind, notice.period_start);
        let subject = (own.then_some(notice.kind), period, notice.purchase_id, notice.exemption_id);
        if about.contains(&subject) {
            continue;
        }
        let personal = |kind| reminder(config, &reader, notice, kind);
        let email = match notice.kind {
            MailKind::Midweek => personal(ReminderKind::Midweek),
            MailKind::LastCall => personal(ReminderKind::LastCall),
            MailKind::Grace => personal(ReminderKind::Grace),
            MailKind::PurchaseRejected => rejected(config, &reader, notice),
            MailKind::HeadDigest => digest(store, config, &reader, notice).await?,
            MailKind::OfficeRecap | MailKind::LeadersSummary => {
                closed(store, config, &reader, notice).await?
            }
            MailKind::ExemptionDecided => {
                let decided = exemption_decided(store.reader(), config, notice.exemption_id);
                decided.await?.map(Email::ExemptionDecided)
            }
            MailKind::PeriodResult => result(config, &reader, notice),
            // The page asks about parts by itself.
            MailKind::PartProposed => None,
            // Of what the page says anyway.
            MailKind::DayNotices => None,
            // Those of an account are mails and nothing else.
            MailKind::Activation
            | MailKind::PasswordReset
            | MailKind::AccessHanded
            | MailKind::AccountChanged => None,
        };
        if let Some(email) = email {
            about.push(subject);
            said.push((notice.id, email));
        }
    }
    Ok(said)
}

fn reminder(
    config: &Config,
    reader: &Reader<'_>,
    notice: &Notice,
    kind: ReminderKind,
) -> Option<Email> {
    let Reader { rulebook, person, periods, mute_midweek, now, .. } = *reader;
    let period = notice.period().filter(|period| periods.contains(period))?;
    let assessment = person.assess(rulebook, &period, now);
    let timing = match notice.asked_by {
        Some(_) => reminding::for_person(rulebook, kind, &period, &assessment, now),
        None => for_person(rulebook, kind, &period, &assessment, mute_midweek, now),
    };
    let by = notice.asked_by.and_then(|office| rulebook.offices.get(office));
    let reminder = reminder_of(config, (kind, period), &assessment, now)?;
    let by = by.map(|office| office.name.as_str());
    may_be_read(timing).then(|| Email::Reminder(reminder.asked_by(by)))
}

fn result(config: &Config, reader: &Reader<'_>, notice: &Notice) -> Option<Email> {
    let Reader { rulebook, person, periods, now, .. } = *reader;
    let period = notice.period().filter(|period| periods.contains(period))?;
    let assessment = person.assess(rulebook, &period, now);
    result_of(config, &period, &assessment).map(Email::PeriodResult)
}

/// A page is read by night and on holidays as well.
fn may_be_read(timing: Timing) -> bool {
    matches!(timing, Timing::Now | Timing::After(_))
}

async fn digest(
    store: &Store,
    config: &Config,
    reader: &Reader<'_>,
    notice: &Notice,
) -> store::Result<Option<Email>> {
    let Reader { rulebook, viewer, now, .. } = *reader;
    let Some(period) = notice.period() else { return Ok(None) };
    let heads = viewer.roles.iter().filter(|role| role.kind == RoleKind::Head);
    let (offices, timing) =
        for_head(rulebook, &heads.map(|role| role.office).collect(), &period, now);
    if !may_be_read(timing) {
        return Ok(None);
    }
    let digest = figures(store, config, rulebook, &offices, period, now).await?;
    Ok((digest.obliged > 0).then_some(Email::HeadDigest(digest)))
}

/// For as long as no newer period is closed.
async fn closed(
    store: &Store,
    config: &Config,
    reader: &Reader<'_>,
    notice: &Notice,
) -> store::Result<Option<Email>> {
    let Reader { rulebook, viewer, now, .. } = *reader;
    let period = notice.period().filter(|period| told(rulebook, now).contains(period));
    let Some(period) = period else { return Ok(None) };
    let settings = store.settings().await?;
    let addressed = settings.close_mails.addressed(&rulebook.offices, &viewer.roles);
    let asked = Asked { config, rulebook, period: &period, now };
    Ok(match notice.kind {
        MailKind::OfficeRecap => {
            recap_of(store, asked, &addressed.offices).await?.map(Email::OfficeRecap)
        }
        _ if addressed.leads => {
            summary_of(store, asked, &addressed).await?.map(Email::LeadersSummary)
        }
        _ => None,
    })
}

fn rejected(config: &Config, reader: &Reader<'_>, notice: &Notice) -> Option<Email> {
    let Reader { rulebook, person, now, .. } = *reader;
    let (id, day) = (notice.purchase_id?, notice.purchased_on?);
    if notice.purchase_state != Some(State::Rejected) {
        return None;
    }
    let today = rulebook.today(&person.placements, now);
    Some(Email::PurchaseRejected(PurchaseRejected::new(
        notice.seller.as_deref()?,
        (day, notice.amount?),
        notice.reason.as_deref().unwrap_or_default(),
        last_accepting_day(rulebook, &person.placements, day, today),
        config.link(&format!("/belanja/{id}")),
    )))
}

/// Notes that somebody has read one.
///
/// # Errors
/// `NotFound` where none of theirs is this one.
pub async fn put_aside(store: &Store, warrant: &Warrant, id: MailId) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (me, now) = (acting.viewer()?.employee, acting.now());
            let is_theirs = mails::put_aside(acting.txn(), me, id, now).await?;
            if is_theirs { Ok(()) } else { Err(WorkflowError::NotFound) }
        }))
        .await
}
