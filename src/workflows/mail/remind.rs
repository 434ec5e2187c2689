//! A head or an operator reminds those who are short, once a day (decision 120).

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde_json::json;
use tera::Tera;

use super::attempt::render;
use super::render::{Letter, reminder_of};
use crate::config::Config;
use crate::mail::{Email, Reminder, RenderedEmail};
use crate::rules::activation::whatsapp_number;
use crate::rules::audit::AuditAction;
use crate::rules::mail::MailChoice;
use crate::rules::reminder::Timing;
use crate::rules::reminding::{self, Refusal};
use crate::rules::summary::sort_by_shortfall;
use crate::rules::{
    Assessment, EmployeeId, Office, OfficeId, Period, Problem, ReminderKind, RemindingId, Rulebook,
    Status, Viewer,
};
use crate::standing::{assess, report};
use crate::store::employees::{self, Employee};
use crate::store::mails::{self, Mail};
use crate::store::remindings::{self, Fate, Reminding};
use crate::store::{self, Store, placements};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Mails put in by one statement, and people asked for by one query.
const BATCH: usize = 300;

/// How somebody who is short is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Mail,
    /// Their phone says it.
    Phone,
    /// Their own page says it: they have no address, or want no mail.
    App,
    /// They have this reminder already, or it waits: of a kind there is one for a period.
    Had,
    /// Their account opens to nobody.
    Closed,
}

/// Somebody who is short.
pub struct Short<'a> {
    pub employee: Employee,
    pub assessment: Assessment<'a>,
    pub reach: Reach,
}

impl Short<'_> {
    fn is_reached(&self) -> bool {
        matches!(self.reach, Reach::Mail | Reach::Phone | Reach::App)
    }

    /// Whether a message can be sent to them by hand.
    pub fn has_telephone(&self) -> bool {
        self.employee.phone.as_deref().and_then(whatsapp_number).is_some()
    }
}

/// A reminding, and what came of it.
pub struct Past {
    pub row: Reminding,
    pub mails: Vec<Fate>,
    /// How many of those who were written to have met it now.
    pub met: usize,
}

/// What reminding an office would come to now, and what came of it before.
pub struct Plan<'a> {
    pub kind: ReminderKind,
    pub refusal: Option<Refusal>,
    /// Who misses the most first.
    pub short: Vec<Short<'a>>,
    /// The newest first.
    pub past: Vec<Past>,
}

impl Plan<'_> {
    pub fn count(&self, reach: Reach) -> usize {
        self.short.iter().filter(|one| one.reach == reach).count()
    }
}

pub async fn plan<'a>(
    store: &Store,
    rulebook: &'a Rulebook,
    office: &Office,
    period: &Period,
    now: DateTime<Utc>,
) -> store::Result<Plan<'a>> {
    let db = store.reader();
    let kind = reminding::kind(rulebook, office.id, period, now);
    let report = report::of_office(db, rulebook, office.id, period, now).await?;
    let past = past(store, office.id, period, &report.standing).await?;
    let mut standing = report.standing;
    sort_by_shortfall(&mut standing);
    standing.retain(|(_, one)| is_short(rulebook, kind, period, one, now));
    let had: HashSet<EmployeeId> =
        mails::receivers(db, kind.into(), period).await?.into_iter().collect();
    let mut people = HashMap::new();
    for batch in standing.chunks(BATCH) {
        let found = employees::by_ids(db, batch.iter().map(|(id, _)| *id)).await?;
        people.extend(found.into_iter().map(|one| (one.id, one)));
    }
    let short = standing.into_iter().filter_map(|(id, assessment)| {
        let employee = people.remove(&id)?;
        let reach = reach(&employee, &had);
        Some(Short { employee, assessment, reach })
    });
    let short: Vec<Short<'a>> = short.collect();
    let today = office.zone.date(now);
    let was_today = past.iter().any(|one| one.row.on_day == today);
    let refusal = reminding::refusal(rulebook, office.id, period, now)
        .or(was_today.then_some(Refusal::Today))
        .or((!short.iter().any(Short::is_reached)).then_some(Refusal::Nobody));
    Ok(Plan { kind, refusal, short, past })
}

/// Whether a reminder still has something to ask of somebody.
fn is_short(
    rulebook: &Rulebook,
    kind: ReminderKind,
    period: &Period,
    assessment: &Assessment<'_>,
    now: DateTime<Utc>,
) -> bool {
    let timing = reminding::for_person(rulebook, kind, period, assessment, now);
    matches!(timing, Timing::Now | Timing::After(_))
}

fn reach(employee: &Employee, had: &HashSet<EmployeeId>) -> Reach {
    match () {
        () if employee.disabled_at.is_some() => Reach::Closed,
        () if had.contains(&employee.id) => Reach::Had,
        () if employee.mail_choice == MailChoice::Phone => Reach::Phone,
        () if employee.email.is_none() || employee.mail_choice == MailChoice::App => Reach::App,
        () => Reach::Mail,
    }
}

async fn past(
    store: &Store,
    office: OfficeId,
    period: &Period,
    standing: &[(EmployeeId, Assessment<'_>)],
) -> store::Result<Vec<Past>> {
    let rows = remindings::of_office(store.reader(), office, period).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mails = remindings::mails_of(store.reader(), &ids).await?;
    let is_met = |status: Status| matches!(status, Status::Met | Status::MetLate);
    let met: HashSet<EmployeeId> =
        standing.iter().filter(|(_, one)| is_met(one.status)).map(|(id, _)| *id).collect();
    let past = rows.into_iter().map(|row| {
        let own = mails.iter().copied().filter(|one| one.reminding_id == row.id);
        let mails: Vec<Fate> = own.collect();
        let met = mails.iter().filter(|one| met.contains(&one.employee_id)).count();
        Past { row, mails, met }
    });
    Ok(past.collect())
}

/// The mail as somebody would receive it who has an account; none where nothing is asked of them.
pub async fn preview(
    store: &Store,
    with: (&Config, &Tera),
    office: &Office,
    (kind, period): (ReminderKind, Period),
    to: &Short<'_>,
    now: DateTime<Utc>,
) -> Result<Option<RenderedEmail>, WorkflowError> {
    let Some(reminder) = reminder_of(with.0, (kind, period), &to.assessment, now) else {
        return Ok(None);
    };
    let email = Email::Reminder(reminder.asked_by(Some(&office.name)));
    let letter = Letter { email, activation: None, secret: None, says: Vec::new() };
    Ok(render(store, with, &to.employee, &letter, now).await?.ok())
}

fn must_remind(
    viewer: &Viewer,
    rulebook: &Rulebook,
    office: OfficeId,
) -> Result<(), WorkflowError> {
    let tree = &rulebook.offices;
    if viewer.may_remind(tree, office) {
        return Ok(());
    }
    let is_seen = viewer.scope(tree).holds_office(office);
    Err(if is_seen { WorkflowError::Forbidden } else { WorkflowError::NotFound })
}

fn refused(refusal: Refusal) -> WorkflowError {
    WorkflowError::Conflict(Problem::new("", refusal.name()))
}

/// Puts the reminders of an office into the outbox, once a day. Returns how many.
///
/// # Errors
/// `Conflict` with the [`Refusal`] where nobody is reminded now.
pub async fn remind(
    store: &Store,
    warrant: &Warrant,
    office: &Office,
    period: &Period,
) -> Result<u64, WorkflowError> {
    let rulebook = store.rulebook().await?;
    must_remind(warrant.viewer()?, &rulebook, office.id)?;
    let plan = plan(store, &rulebook, office, period, warrant.now()).await?;
    if let Some(refusal) = plan.refusal {
        return Err(refused(refusal));
    }
    let short = i32::try_from(plan.short.len()).unwrap_or(i32::MAX);
    let due = plan.short.iter().filter(|one| one.is_reached());
    let due: Vec<EmployeeId> = due.map(|one| one.employee.id).collect();
    let (kind, period, office) = (plan.kind, *period, office.clone());
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now, viewer) = (acting.txn(), acting.now(), acting.viewer()?);
            must_remind(viewer, acting.rulebook(), office.id)?;
            let row = Reminding {
                id: RemindingId::NONE,
                office_id: office.id,
                period_kind: period.kind,
                period_start: period.start,
                on_day: office.zone.date(now),
                reminded_by: viewer.employee,
                reminded_at: now,
                short,
                written: 0,
            };
            let id = remindings::insert(txn, row).await?;
            let id = id.ok_or_else(|| refused(Refusal::Today))?;
            let mut written = 0;
            for batch in due.chunks(BATCH) {
                let mails = batch.iter().map(|employee| Mail {
                    period_kind: Some(period.kind),
                    period_start: Some(period.start),
                    reminding_id: Some(id),
                    ..mails::new(kind.into(), *employee, now)
                });
                written += mails::remind(txn, mails.collect()).await?;
            }
            if written == 0 {
                return Err(refused(Refusal::Nobody));
            }
            remindings::set_written(txn, id, i32::try_from(written).unwrap_or(i32::MAX)).await?;
            let details =
                json!({ "kind": kind.name(), "count": written, "period": period.label() });
            let subject = format!("offices/{}", office.id);
            acting.note(AuditAction::ReminderSend, subject, details).await?;
            Ok(written)
        }))
        .await
}

/// Somebody to whom a message is sent by hand, and what it reminds them of.
pub struct Message {
    pub employee: Employee,
    /// With the code of the country, digits only.
    pub telephone: String,
    pub reminder: Reminder,
}

/// Prepares a message to somebody who is short, for whoever reminds their office. We send nothing.
///
/// # Errors
/// `NotFound` where they are not short in this office; `Invalid` with `no-telephone` where no message
/// can be sent.
pub async fn message(
    store: &Store,
    config: &Config,
    warrant: &Warrant,
    (office, period): (&Office, &Period),
    whom: EmployeeId,
) -> Result<Message, WorkflowError> {
    let rulebook = store.rulebook().await?;
    must_remind(warrant.viewer()?, &rulebook, office.id)?;
    let (db, now) = (store.reader(), warrant.now());
    let employee = employees::by_id(db, whom).await?.ok_or(WorkflowError::NotFound)?;
    let places = placements::of(db, whom).await?;
    let person = assess::person(db, &rulebook, whom, places, &[*period]).await?;
    let assessment = person.assess(&rulebook, period, now);
    let kind = reminding::kind(&rulebook, office.id, period, now);
    let below = rulebook.offices.subtree(office.id);
    let is_short = assessment.office.is_some_and(|here| below.contains(&here))
        && is_short(&rulebook, kind, period, &assessment, now);
    let reminder = reminder_of(config, (kind, *period), &assessment, now).filter(|_| is_short);
    let reminder = reminder.ok_or(WorkflowError::NotFound)?;
    let telephone = employee.phone.as_deref().and_then(whatsapp_number);
    let telephone =
        telephone.ok_or_else(|| WorkflowError::invalid(Problem::new("phone", "no-telephone")))?;
    let (office, period) = (office.id, period.label());
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            must_remind(acting.viewer()?, acting.rulebook(), office)?;
            let subject = format!("employees/{whom}");
            let details = json!({ "period": period });
            acting.note(AuditAction::ReminderMessage, subject, details).await?;
            Ok(())
        }))
        .await?;
    Ok(Message { employee, telephone, reminder })
}
