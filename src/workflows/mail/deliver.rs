//! Sends what waits in the outbox. Each mail is claimed with a lease in a write of its own, so that
//! any number of workers may deliver; no transaction is open while a mail server is talked to.
//! At least once: if we die between the server's "250" and our note of it, the mail goes out again
//! under the same Message-ID.

use std::ops::AddAssign;
use std::time::Instant;

use chrono::{DateTime, Duration, Utc};
use futures::{StreamExt, stream};
use tera::Tera;

use super::render::{Decision, Letter, decide};
use super::sheet::sheet;
use crate::config::Config;
use crate::mail::{self, MailContext, Recipient, SendFailure, masked};
use crate::rules::MailId;
use crate::rules::mail::{AttemptOutcome, MailChoice, MailKind, MailState};
use crate::store::Store;
use crate::store::employees::{self, Employee};
use crate::store::mails::{self, Mail};
use crate::txn_job;
use crate::workflows::WorkflowError;
use crate::workflows::accounts::closed;

/// Whoever has claimed a mail must be done by then. Far longer than a send may take.
const LEASE: Duration = Duration::minutes(5);
/// After so many tries a mail has failed. With [`backoff`] they last for more than a day.
pub(in crate::workflows) const TRIES: i32 = 12;
const AT_ONCE: usize = 4;
/// What stands in the outbox instead of a link's token.
const BLOT: &str = "••••••••";

/// How many mails came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Those among them that their receiver's own page says.
    pub sent: usize,
    /// To be tried again, or waiting for the hours of the office.
    pub queued: usize,
    pub failed: usize,
    pub obsolete: usize,
}

impl AddAssign for Delivered {
    fn add_assign(&mut self, more: Self) {
        self.sent += more.sent;
        self.queued += more.queued;
        self.failed += more.failed;
        self.obsolete += more.obsolete;
    }
}

/// What became of one attempt; the words are for administrators.
enum Outcome {
    Sent,
    /// Into a folder, for there is no mail server: nobody has received it.
    Written,
    Retry(String),
    Failed(String),
    Obsolete(&'static str),
    /// No mail: the page of its receiver says it. A code says why.
    InApp(&'static str),
    Wait(DateTime<Utc>),
}

/// How many mails may go out now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    pub all: u64,
    /// Of them those that nobody waits for in front of a screen.
    pub ordinary: u64,
}

impl Allowance {
    #[must_use]
    pub fn at_most(self, most: u64) -> Self {
        Self { all: self.all.min(most), ordinary: self.ordinary.min(most) }
    }
}

/// How many mails may go out now so that all workers together keep to so many a minute. A quarter of
/// them is left for what somebody waits for.
pub async fn allowance(
    store: &Store,
    per_minute: u32,
    now: DateTime<Utc>,
) -> Result<Allowance, WorkflowError> {
    let most = u64::from(per_minute);
    let minute = now - Duration::minutes(1);
    let all = most - mails::attempted_between(store.reader(), minute, now, most).await?;
    Ok(Allowance { all, ordinary: all.saturating_sub(most / 4) })
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
    deliver_within(store, context, now, Allowance { all: limit, ordinary: limit }).await
}

/// The same, as an allowance says.
///
/// # Errors
/// As [`deliver_due`].
pub async fn deliver_within(
    store: &Store,
    context: &MailContext,
    now: DateTime<Utc>,
    allowance: Allowance,
) -> Result<Delivered, WorkflowError> {
    let (begun, Allowance { all, mut ordinary }) = (Instant::now(), allowance);
    let mut due = mails::due(store.reader(), now, all).await?;
    due.retain(|(_, is_awaited)| {
        let goes = *is_awaited || ordinary > 0;
        ordinary -= u64::from(goes && !is_awaited);
        goes
    });
    let ids = due.into_iter().map(|(id, _)| id);
    let attempts = stream::iter(ids).map(|id| async move {
        let outcome = deliver(store, context, id, now + begun.elapsed()).await;
        // It stays claimed, and somebody takes it up when the lease is over.
        outcome.inspect_err(|error| tracing::error!(mail = %id, %error, "delivery interrupted"))
    });
    let mut delivered = Delivered::default();
    let mut outcomes = attempts.buffer_unordered(AT_ONCE);
    while let Some(outcome) = outcomes.next().await {
        match outcome {
            Ok(Some(MailState::Sent)) => delivered.sent += 1,
            Ok(Some(MailState::Queued | MailState::Sending)) => delivered.queued += 1,
            Ok(Some(MailState::Failed)) => delivered.failed += 1,
            Ok(Some(MailState::Obsolete)) => delivered.obsolete += 1,
            // Another worker was faster, or the database is away.
            Ok(None) | Err(_) => {}
        }
    }
    Ok(delivered)
}

/// Claims, sends and settles one mail. Returns its new state; `None` if another had claimed it.
async fn deliver(
    store: &Store,
    context: &MailContext,
    id: MailId,
    now: DateTime<Utc>,
) -> Result<Option<MailState>, WorkflowError> {
    let claim = store.write(txn_job!(|txn| {
        Ok::<_, WorkflowError>(mails::claim(txn, id, now, now + LEASE).await?)
    }));
    let Some(mut mail) = claim.await? else { return Ok(None) };
    let outcome = if mail.attempts > TRIES {
        // Claimed again and again and never settled: it brings its worker down.
        Outcome::Failed("gave-up".into())
    } else {
        attempt(store, context, &mut mail, now).await?
    };
    Ok(Some(settle(store, mail, outcome, now).await?))
}

async fn attempt(
    store: &Store,
    context: &MailContext,
    mail: &mut Mail,
    now: DateTime<Utc>,
) -> Result<Outcome, WorkflowError> {
    let Some(to) = employees::by_id(store.reader(), mail.employee_id).await? else {
        return Ok(Outcome::Failed("no-such-person".into()));
    };
    if mail.put_aside_at.is_some() {
        return Ok(Outcome::Obsolete("read-in-app"));
    }
    if !mail.kind.is_about_the_account() && to.mail_choice == MailChoice::App {
        return Ok(Outcome::InApp("in-app"));
    }
    let Some(address) = mail.address.as_ref().or(to.email.as_ref()).cloned() else {
        return Ok(without_mail(mail, "no-address"));
    };
    if context.mailer.is_by_smtp() && mail::is_invented(&address) {
        // Addressed, so that nobody queues it again.
        mail.recipient = Some(address.clone());
        return Ok(without_mail(mail, "invented-address"));
    }
    if !outlives_the_account(mail.kind) && !closed::is_open(store, &to, now).await? {
        mail.recipient = Some(address.clone());
        return Ok(Outcome::Obsolete("account-closed"));
    }
    let letter = match decide(store, &context.config, mail, &to, now).await? {
        Decision::Write(letter) => letter,
        Decision::Drop(why) => return Ok(Outcome::Obsolete(why)),
        Decision::Wait(until) => return Ok(Outcome::Wait(until)),
    };
    let rendered =
        match render(store, (&context.config, &context.templates), &to, &letter, now).await? {
            Ok(rendered) => rendered,
            Err(error) => return Ok(Outcome::Failed(error.to_string())),
        };
    mail.recipient = Some(address.clone());
    mail.subject = Some(rendered.subject.clone());
    mail.body = Some(match &letter.secret {
        Some(token) => rendered.text.replace(token, BLOT),
        None => rendered.text.clone(),
    });
    let recipient = Recipient { name: &to.name, address: &address };
    let message = match mail::compose(&context.config, recipient, &mail.message_id, &rendered, now)
    {
        Ok(message) => message,
        Err(error) => return Ok(Outcome::Failed(error.to_string())),
    };
    Ok(match context.mailer.send(message).await {
        Ok(_) if context.mailer.is_folder() => Outcome::Written,
        Ok(_) => Outcome::Sent,
        Err(SendFailure::Retry(reply)) => Outcome::Retry(reply),
        Err(SendFailure::Permanent(reply)) => Outcome::Failed(reply),
    })
}

/// What becomes of what no mail can bring.
fn without_mail(mail: &Mail, why: &'static str) -> Outcome {
    if mail.kind.is_about_the_account() { Outcome::Obsolete(why) } else { Outcome::InApp(why) }
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

/// Writes down what became of it. Returns the mail's new state.
async fn settle(
    store: &Store,
    mut mail: Mail,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<MailState, WorkflowError> {
    let is_in_app = matches!(outcome, Outcome::InApp(_));
    let is_sent = is_in_app || matches!(outcome, Outcome::Sent);
    let (state, noted, reply) = match outcome {
        Outcome::Sent | Outcome::Written => (MailState::Sent, AttemptOutcome::Sent, String::new()),
        Outcome::Retry(reply) if mail.attempts < TRIES => {
            (MailState::Queued, AttemptOutcome::Retry, reply)
        }
        Outcome::Retry(reply) | Outcome::Failed(reply) => {
            (MailState::Failed, AttemptOutcome::Failed, reply)
        }
        Outcome::Obsolete(why) => (MailState::Obsolete, AttemptOutcome::Obsolete, why.into()),
        Outcome::InApp(why) => (MailState::Sent, AttemptOutcome::Obsolete, why.into()),
        Outcome::Wait(until) => {
            mail.next_attempt_at = until;
            (MailState::Queued, AttemptOutcome::Retry, "office-hours".into())
        }
    };
    if state == MailState::Queued && mail.next_attempt_at <= now {
        mail.next_attempt_at = now + backoff(mail.attempts, dice());
    }
    mail.sent_at = is_sent.then_some(now);
    // What has not arrived is not lost either.
    let has_failed = state == MailState::Failed && !mail.kind.is_about_the_account();
    mail.shown_from = (is_in_app || has_failed).then_some(now);
    mail.state = state;
    let address = mail.recipient.clone().unwrap_or_default();
    let to = masked(&address);
    let without_address =
        if address.is_empty() { reply.clone() } else { reply.replace(&address, &to) };
    if state == MailState::Failed {
        tracing::warn!(mail = %mail.id, kind = mail.kind.name(), to, reply = without_address, "mail failed");
    } else {
        tracing::debug!(
            mail = %mail.id,
            kind = mail.kind.name(),
            to,
            reply = without_address,
            "mail {}",
            state.name()
        );
    }
    store
        .write(txn_job!(|txn| {
            Ok::<_, WorkflowError>(mails::settle(txn, mail, noted, &reply, now).await?)
        }))
        .await?;
    Ok(state)
}

/// 1, 3, 9, 27 … minutes, 6 hours at the most, up to a fifth more or less by the dice: what failed
/// together does not come back together.
pub(in crate::workflows) fn backoff(tries: i32, dice: u32) -> Duration {
    let minutes = 3_i32.saturating_pow(u32::try_from(tries - 1).unwrap_or(0)).min(360);
    let percent = 80 + i32::try_from(dice % 41).unwrap_or(20);
    Duration::minutes(minutes.into()) * percent / 100
}

pub(in crate::workflows) fn dice() -> u32 {
    // Without randomness everybody waits equally long.
    getrandom::u32().unwrap_or(20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_six_hours_and_the_tries_outlast_a_day_without_a_mail_server() {
        let exact = 20;
        let waits: Vec<i64> = (1..TRIES).map(|n| backoff(n, exact).num_minutes()).collect();
        assert_eq!(waits, [1, 3, 9, 27, 81, 243, 360, 360, 360, 360, 360]);
        let shortest: Duration = (1..TRIES).map(|n| backoff(n, 0)).sum();
        assert!(shortest > Duration::hours(24), "{shortest}");
        assert_eq!(backoff(1, 40).num_seconds(), 72);
        assert_eq!(backoff(1, 41).num_seconds(), 48);
    }
}
