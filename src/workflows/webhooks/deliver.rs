//! Tells systems what waits for them: claimed with a lease, tried again with backoff, given up after as many
//! tries as a mail. What a receiver has not taken by then pauses it, until an administrator resumes it.

use chrono::{DateTime, Duration, Utc};
use futures::{StreamExt, stream};

use super::payload::{Told, told};
use crate::config::Config;
use crate::rules::WebhookDeliveryId;
use crate::rules::mail::MailState;
use crate::rules::unsent::Unsent;
use crate::store::webhooks::{self, Delivery, Webhook};
use crate::store::{self, Store, mails};
use crate::txn_job;
use crate::webhook::{Answer, Client, Sending};
use crate::workflows::WorkflowError;
use crate::workflows::mail::settle::{TRIES, backoff, dice};

/// Whoever has claimed one must be done by then. Far longer than a send may take.
const LEASE: Duration = Duration::minutes(5);
const AT_ONCE: usize = 4;

/// Tells up to `limit` that are due. Returns how many were looked at.
///
/// # Errors
/// Only when it cannot be read what waits.
pub async fn deliver_due(
    store: &Store,
    config: &Config,
    client: &Client,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<usize, WorkflowError> {
    let ids = webhooks::due(store.reader(), now, limit).await?;
    let looked = ids.len();
    let attempts = stream::iter(ids).map(|id| async move {
        // It stays claimed, and somebody takes it up when the lease is over.
        if let Err(error) = deliver(store, config, client, id, now).await {
            tracing::error!(delivery = %id, %error, "webhook interrupted");
        }
    });
    attempts.buffer_unordered(AT_ONCE).collect::<Vec<()>>().await;
    Ok(looked)
}

async fn deliver(
    store: &Store,
    config: &Config,
    client: &Client,
    id: WebhookDeliveryId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let claim = store.write(txn_job!(|txn| webhooks::claim(txn, vec![id], now, now + LEASE).await));
    let Some(mut delivery) = claim.await?.pop() else { return Ok(()) };
    let hook = webhooks::by_id(store.reader(), delivery.webhook_id).await?;
    let told = match &hook {
        None => Told::Not(Unsent::Ended),
        Some(_) if delivery.attempts > TRIES => Told::Not(Unsent::GaveUp),
        Some(_) => told(store, config, &delivery, now).await?,
    };
    let mut pauses = false;
    match (told, hook) {
        (Told::Now(body), Some(hook)) => {
            let answer = send(client, &hook, &delivery, body, now).await;
            pauses = note(&mut delivery, answer, now);
        }
        (Told::Wait(until), _) => {
            delivery.state = MailState::Queued;
            delivery.next_attempt_at = until;
        }
        (Told::Not(why), _) => {
            // Claimed again and again and never settled: it brings its worker down.
            let has_failed = why == Unsent::GaveUp;
            delivery.state = if has_failed { MailState::Failed } else { MailState::Obsolete };
            why.name().clone_into(&mut delivery.reply);
        }
        (Told::Now(_), None) => delivery.state = MailState::Obsolete,
    }
    store
        .write(txn_job!(|txn| {
            let (webhook, mail) = (delivery.webhook_id, delivery.mail_id);
            let was_taken = delivery.state == MailState::Sent;
            webhooks::settle(txn, delivery).await?;
            if let Some(mail) = mail.filter(|_| was_taken) {
                mails::told(txn, &[mail], now).await?;
            }
            if pauses {
                webhooks::pause(txn, webhook, now).await?;
            }
            Ok::<_, store::Error>(())
        }))
        .await?;
    Ok(())
}

async fn send(
    client: &Client,
    hook: &Webhook,
    delivery: &Delivery,
    body: String,
    now: DateTime<Utc>,
) -> Answer {
    let (client, key) = (client.clone(), hook.secret.clone());
    let sending = Sending {
        url: hook.url.clone(),
        id: delivery.message_id.clone(),
        seconds: now.timestamp(),
        body,
    };
    let sent = tokio::task::spawn_blocking(move || client.send(&key, &sending)).await;
    sent.unwrap_or_else(|error| Answer::Retry(error.to_string()))
}

/// Writes into the row what was answered. Returns whether nothing more is sent there for now.
fn note(delivery: &mut Delivery, answer: Answer, now: DateTime<Utc>) -> bool {
    let (state, reply) = match answer {
        Answer::Taken(reply) => (MailState::Sent, reply),
        Answer::Retry(reply) if delivery.attempts < TRIES => (MailState::Queued, reply),
        Answer::Retry(reply) | Answer::Gone(reply) => (MailState::Failed, reply),
    };
    delivery.sent_at = (state == MailState::Sent).then_some(now);
    if state == MailState::Queued {
        delivery.next_attempt_at = now + backoff(delivery.attempts, dice());
    }
    (delivery.state, delivery.reply) = (state, reply);
    state == MailState::Failed
}
