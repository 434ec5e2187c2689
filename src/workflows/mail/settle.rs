//! What became of a mail that was tried, written down.

use chrono::{DateTime, Duration, Utc};

use crate::mail::masked;
use crate::rules::MailId;
use crate::rules::bounce::BounceSource;
use crate::rules::mail::{AttemptOutcome, MailState};
use crate::rules::unsent::Unsent;
use crate::store::mails::{self, Mail};
use crate::store::{Store, bounces};
use crate::txn_job;
use crate::workflows::WorkflowError;

/// After so many tries a mail has failed. With [`backoff`] they last for more than a day.
pub(in crate::workflows) const TRIES: i32 = 12;

/// What became of one attempt; the words are for administrators.
pub(super) enum Outcome {
    /// With the notices that it says besides its own: no page says them any more.
    Sent(Vec<MailId>),
    /// Into a folder, for there is no mail server: nobody has received it.
    Written,
    Retry(String),
    Failed(String),
    /// Nobody is at its address.
    NobodyThere(String),
    Obsolete(Unsent),
    /// No mail: the page of its receiver says it.
    InApp(Unsent),
    /// It goes another way at once, by what its receiver has chosen now.
    OtherWay(Unsent),
    Wait(DateTime<Utc>),
}

/// Writes down what became of it. Returns the mail's new state.
pub(super) async fn settle(
    store: &Store,
    mut mail: Mail,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<MailState, WorkflowError> {
    let is_in_app = matches!(outcome, Outcome::InApp(_));
    let goes_on = matches!(outcome, Outcome::OtherWay(_));
    let is_sent = is_in_app || matches!(outcome, Outcome::Sent(_));
    let says = match &outcome {
        Outcome::Sent(says) => says.clone(),
        _ => Vec::new(),
    };
    let bounce = match &outcome {
        Outcome::NobodyThere(reply) => bounces::of(&mail, BounceSource::Refused, reply, now),
        _ => None,
    };
    let (state, noted, reply) = become_of(&mut mail, outcome, now);
    if state == MailState::Queued && mail.next_attempt_at <= now && !goes_on {
        mail.next_attempt_at = now + backoff(mail.attempts, dice());
    }
    mail.sent_at = is_sent.then_some(now);
    // What has not arrived is not lost either.
    let has_failed = state == MailState::Failed && !mail.kind.is_about_the_account();
    mail.shown_from = (is_in_app || has_failed).then_some(now);
    mail.state = state;
    log(&mail, &reply);
    store
        .write(txn_job!(|txn| {
            mails::settle(txn, mail, noted, &reply, now).await?;
            if !says.is_empty() {
                mails::told(txn, &says, now).await?;
            }
            if let Some(bounce) = bounce {
                bounces::insert(txn, bounce).await?;
            }
            Ok::<_, WorkflowError>(())
        }))
        .await?;
    Ok(state)
}

/// What it is from now on, what its attempt was, and in which words.
fn become_of(
    mail: &mut Mail,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> (MailState, AttemptOutcome, String) {
    match outcome {
        Outcome::Sent(_) | Outcome::Written => {
            (MailState::Sent, AttemptOutcome::Sent, String::new())
        }
        Outcome::Retry(reply) if mail.attempts < TRIES => {
            (MailState::Queued, AttemptOutcome::Retry, reply)
        }
        Outcome::Retry(reply) | Outcome::Failed(reply) | Outcome::NobodyThere(reply) => {
            (MailState::Failed, AttemptOutcome::Failed, reply)
        }
        Outcome::Obsolete(why) => {
            (MailState::Obsolete, AttemptOutcome::Obsolete, why.name().into())
        }
        Outcome::InApp(why) => (MailState::Sent, AttemptOutcome::Obsolete, why.name().into()),
        Outcome::OtherWay(why) => {
            (mail.next_attempt_at, mail.phones) = (now, None);
            (MailState::Queued, AttemptOutcome::Obsolete, why.name().into())
        }
        Outcome::Wait(until) => {
            mail.next_attempt_at = until;
            (MailState::Queued, AttemptOutcome::Retry, Unsent::OfficeHours.name().into())
        }
    }
}

/// The log knows no address.
fn log(mail: &Mail, reply: &str) {
    let address = mail.recipient.clone().unwrap_or_default();
    let to = masked(&address);
    let without_address =
        if address.is_empty() { reply.to_owned() } else { reply.replace(&address, &to) };
    if mail.state == MailState::Failed {
        let kind = mail.kind.name();
        tracing::warn!(mail = %mail.id, kind, to, reply = without_address, "mail failed");
    } else {
        tracing::debug!(
            mail = %mail.id,
            kind = mail.kind.name(),
            to,
            reply = without_address,
            "mail {}",
            mail.state.name()
        );
    }
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
