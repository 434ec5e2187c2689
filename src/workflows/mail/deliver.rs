//! Sends what waits in the outbox. Each mail is claimed with a lease in a write of its own, so that
//! any number of workers may deliver; no transaction is open while a mail server is talked to.
//! At least once: if we die between the server's "250" and our note of it, the mail goes out again
//! under the same Message-ID.

use std::ops::AddAssign;
use std::sync::OnceLock;
use std::time::Instant;

use chrono::{DateTime, Duration, Utc};
use futures::{StreamExt, stream};
use tera::Tera;

use super::outage::{self, Way};
use super::pace::Allowance;
use super::render::{Decision, Letter, decide};
use super::settle::{Outcome, TRIES, settle};
use super::sheet::sheet;
use crate::config::Config;
use crate::mail::{self, MailContext, Message, Recipient, SendFailure, step};
use crate::rules::MailId;
use crate::rules::mail::{MailChoice, MailKind, MailState};
use crate::rules::outage::OutageKind;
use crate::store::employees::{self, Employee};
use crate::store::mails::{self, Due, Mail};
use crate::store::{Store, bounces};
use crate::txn_job;
use crate::workflows::WorkflowError;
use crate::workflows::accounts::closed;

/// Whoever has claimed a mail must be done by then. Far longer than a send may take.
pub(super) const LEASE: Duration = Duration::minutes(5);
pub(super) const AT_ONCE: usize = 4;
/// What stands in the outbox instead of a link's token.
const BLOT: &str = "••••••••";

/// How many mails came to what, whichever way they went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Those among them that their receiver's own page or phone says.
    pub sent: usize,
    /// To be tried again, or waiting for the hours of the office.
    pub queued: usize,
    pub failed: usize,
    pub obsolete: usize,
}

impl Delivered {
    pub(super) fn count(&mut self, state: MailState) {
        match state {
            MailState::Sent => self.sent += 1,
            MailState::Queued | MailState::Sending => self.queued += 1,
            MailState::Failed => self.failed += 1,
            MailState::Obsolete => self.obsolete += 1,
        }
    }
}

impl AddAssign for Delivered {
    fn add_assign(&mut self, more: Self) {
        self.sent += more.sent;
        self.queued += more.queued;
        self.failed += more.failed;
        self.obsolete += more.obsolete;
    }
}

/// Sends up to `limit` mails that are due. Time runs on from `now` while they are sent.
///
/// # Errors
/// Only when the outbox cannot be read. What goes wrong with one mail concerns that mail alone.
pub async fn deliver_due(
    store: &Store,
    context: &MailContext,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Delivered, WorkflowError> {
    deliver_within(store, context, now, Allowance::of(limit), &|| true).await
}

/// The same, as an allowance says, while `may` says so. A mail server that serves nobody costs no mail a try:
/// it is asked before one is touched, and after it has been found out once, no more are.
///
/// # Errors
/// As [`deliver_due`].
pub async fn deliver_within(
    store: &Store,
    context: &MailContext,
    now: DateTime<Utc>,
    mut allowance: Allowance,
    may: &(dyn Fn() -> bool + Sync),
) -> Result<Delivered, WorkflowError> {
    let begun = Instant::now();
    let full = allowance.full_domains();
    let mut due = mails::due(store.reader(), now, &full, allowance.all).await?;
    due.retain(|mail| allowance.takes(mail));
    let way = outage::way(store, now).await?;
    if way == Way::Closed || (way == Way::Open && due.is_empty()) {
        return Ok(Delivered::default());
    }
    if let Err(why) = context.mailer.ready().await {
        outage::found(store, way, why, now + begun.elapsed()).await?;
        return Ok(Delivered::default());
    }
    if way == Way::Probe {
        due.truncate(1);
    }
    let away = OnceLock::new();
    let attempts = stream::iter(due).map(|Due { id, .. }| {
        let away = &away;
        async move {
            if away.get().is_some() || !may() {
                return Ok(None);
            }
            let outcome = deliver(store, context, id, now + begun.elapsed(), away).await;
            // It stays claimed, and somebody takes it up when the lease is over.
            outcome.inspect_err(|error| tracing::error!(mail = %id, %error, "delivery interrupted"))
        }
    });
    let mut delivered = Delivered::default();
    let mut outcomes = attempts.buffer_unordered(AT_ONCE);
    while let Some(outcome) = outcomes.next().await {
        // Else another worker was faster, or the database is away, or the mail server.
        if let Ok(Some(state)) = outcome {
            delivered.count(state);
        }
    }
    drop(outcomes);
    match away.into_inner() {
        Some(why) => outage::found(store, way, why, now + begun.elapsed()).await?,
        None if way == Way::Probe => outage::over(store).await?,
        None => {}
    }
    Ok(delivered)
}

/// Claims, sends and settles one mail. Returns its new state; `None` if another had claimed it, and where the
/// server serves nobody, which is left in `away`.
async fn deliver(
    store: &Store,
    context: &MailContext,
    id: MailId,
    now: DateTime<Utc>,
    away: &OnceLock<(OutageKind, String)>,
) -> Result<Option<MailState>, WorkflowError> {
    let claim = store.write(txn_job!(|txn| {
        Ok::<_, WorkflowError>(mails::claim(txn, id, now, now + LEASE).await?)
    }));
    let Some(mut mail) = claim.await? else { return Ok(None) };
    step("claimed");
    let outcome = if mail.attempts > TRIES {
        // Claimed again and again and never settled: it brings its worker down.
        Outcome::Failed("gave-up".into())
    } else {
        match attempt(store, context, &mut mail, now).await? {
            Ok(outcome) => outcome,
            Err(why) => {
                // Of several that find it at once one is enough.
                let _ = away.set(why);
                store.write(txn_job!(|txn| mails::release(txn, &mail).await)).await?;
                return Ok(None);
            }
        }
    };
    let state = settle(store, mail, outcome, now).await?;
    step("settled");
    Ok(Some(state))
}

/// Tries one mail; `Err` where the server serves nobody, and nothing was tried.
async fn attempt(
    store: &Store,
    context: &MailContext,
    mail: &mut Mail,
    now: DateTime<Utc>,
) -> Result<Result<Outcome, (OutageKind, String)>, WorkflowError> {
    let (message, says) = match written(store, context, mail, now).await? {
        Ok(written) => written,
        Err(outcome) => return Ok(Ok(outcome)),
    };
    step("rendered");
    Ok(match context.mailer.send(message).await {
        Ok(_) if context.mailer.is_folder() => Ok(Outcome::Written),
        Ok(_) => Ok(Outcome::Sent(says)),
        Err(SendFailure::Away(kind, words)) => Err((kind, words)),
        Err(SendFailure::Later(reply)) => Ok(Outcome::Retry(reply)),
        Err(SendFailure::NoSuchAddress(reply)) => Ok(Outcome::NobodyThere(reply)),
        Err(SendFailure::Refused(reply)) => Ok(Outcome::Failed(reply)),
    })
}

/// The mail as it leaves, noted in its row, with the notices that it says; or what becomes of one that does not.
async fn written(
    store: &Store,
    context: &MailContext,
    mail: &mut Mail,
    now: DateTime<Utc>,
) -> Result<Result<(Message, Vec<MailId>), Outcome>, WorkflowError> {
    let Some(to) = employees::by_id(store.reader(), mail.employee_id).await? else {
        return Ok(Err(Outcome::Failed("no-such-person".into())));
    };
    if mail.put_aside_at.is_some() {
        return Ok(Err(Outcome::Obsolete("read-in-app")));
    }
    match to.mail_choice {
        MailChoice::Phone | MailChoice::App if mail.kind.is_about_the_account() => {}
        MailChoice::Mail => {}
        MailChoice::Phone => return Ok(Err(Outcome::OtherWay("other-way"))),
        MailChoice::App => return Ok(Err(without_mail(mail, "in-app"))),
    }
    let Some(address) = mail.address.as_ref().or(to.email.as_ref()).cloned() else {
        return Ok(Err(without_mail(mail, "no-address")));
    };
    if let Some(why) = unwelcome(store, context, mail, (&to, &address), now).await? {
        // Addressed, so that nobody queues it again.
        mail.recipient = Some(address);
        return Ok(Err(why));
    }
    let letter = match decide(store, &context.config, mail, &to, now).await? {
        Decision::Write(letter) => letter,
        Decision::Drop(why) => return Ok(Err(Outcome::Obsolete(why))),
        Decision::Wait(until) => return Ok(Err(Outcome::Wait(until))),
        Decision::Enough => {
            mail.recipient = Some(address);
            return Ok(Err(without_mail(mail, "enough-this-week")));
        }
    };
    let rendered =
        match render(store, (&context.config, &context.templates), &to, &letter, now).await? {
            Ok(rendered) => rendered,
            Err(error) => return Ok(Err(Outcome::Failed(error.to_string()))),
        };
    mail.recipient = Some(address.clone());
    mail.subject = Some(rendered.subject.clone());
    mail.body = Some(match &letter.secret {
        Some(token) => rendered.text.replace(token, BLOT),
        None => rendered.text.clone(),
    });
    let to = Recipient { name: &to.name, address: &address };
    let composed = mail::compose(&context.config, to, &mail.message_id, &rendered, now);
    Ok(match composed {
        Ok(message) => Ok((message, letter.says)),
        Err(error) => Err(Outcome::Failed(error.to_string())),
    })
}

/// What becomes of a mail that is not written to somebody there, whatever it would be.
async fn unwelcome(
    store: &Store,
    context: &MailContext,
    mail: &Mail,
    (to, address): (&Employee, &str),
    now: DateTime<Utc>,
) -> Result<Option<Outcome>, WorkflowError> {
    if context.mailer.is_by_smtp() && mail::is_invented(address) {
        return Ok(Some(without_mail(mail, "invented-address")));
    }
    if !outlives_the_account(mail.kind) && !closed::is_open(store, to, now).await? {
        return Ok(Some(Outcome::Obsolete("account-closed")));
    }
    let is_dead = bounces::is_not_written_to(store.reader(), address).await?;
    Ok(is_dead.then(|| without_mail(mail, "address-marked")))
}

/// What becomes of what no mail can bring; what the mail of a day says, their page says anyway.
fn without_mail(mail: &Mail, why: &'static str) -> Outcome {
    match mail.kind {
        MailKind::DayNotices => Outcome::Obsolete(why),
        kind if kind.is_about_the_account() => Outcome::Obsolete(why),
        _ => Outcome::InApp(why),
    }
}

/// What is told to whoever has left or is kept out as well: nothing that asks them for anything.
fn outlives_the_account(kind: MailKind) -> bool {
    matches!(kind, MailKind::AccessHanded | MailKind::AccountChanged)
}

pub(super) async fn render(
    store: &Store,
    (config, templates): (&Config, &Tera),
    to: &Employee,
    letter: &Letter,
    now: DateTime<Utc>,
) -> Result<Result<mail::RenderedEmail, crate::text::RenderError>, WorkflowError> {
    let sheet = sheet(store, config, (to.id, &to.name, to.language), now).await?;
    let said = (&letter.email, letter.activation.as_ref());
    Ok(mail::render_email(templates, config, &sheet, said))
}
