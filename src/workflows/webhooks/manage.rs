//! Which systems are told, and of what.

use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::problem::problem_with_value;
use crate::rules::webhook::WebhookKind;
use crate::rules::{Problem, WebhookDeliveryId, WebhookId};
use crate::store::webhooks::{self, Webhook};
use crate::store::{Store, Txn};
use crate::workflows::{Right, Warrant, WorkflowError};
use crate::{secret, txn_job, webhook};

/// Longer than any address that somebody types.
const LONGEST: usize = 500;

/// Adds one. Returns the key by which it knows what comes from us: it is shown this once.
///
/// # Errors
/// `Invalid` where nothing can be sent to the address, or it would be told of nothing.
pub async fn add(
    store: &Store,
    warrant: &Warrant,
    url: &str,
    kinds: Vec<WebhookKind>,
) -> Result<String, WorkflowError> {
    let url = url.trim().to_owned();
    let refused = if url.len() > LONGEST { Some("webhook-url") } else { webhook::refusal(&url) };
    let mut problems = Vec::new();
    problems.extend(refused.map(|code| problem_with_value("url", code, &url)));
    if kinds.is_empty() {
        problems.push(Problem::new("kinds", "webhook-kinds"));
    }
    if !problems.is_empty() {
        return Err(WorkflowError::Invalid(problems));
    }
    let key = secret::webhook_key();
    let secret = key.clone();
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let (txn, now, author) = (acting.txn(), acting.now(), acting.viewer()?.employee);
            let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
            let details = json!({ "url": url, "kinds": names });
            let row = Webhook {
                id: WebhookId::NONE,
                url,
                secret,
                kinds: names.join(" "),
                created_by: author,
                created_at: now,
                paused_at: None,
                ended_at: None,
            };
            webhooks::insert(txn, row).await?;
            acting.note(AuditAction::WebhookAdd, "webhooks".into(), details).await?;
            Ok::<_, WorkflowError>(())
        }))
        .await?;
    Ok(key)
}

/// Nothing is sent to it any more.
pub async fn end(store: &Store, warrant: &Warrant, id: WebhookId) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let found = webhooks::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            webhooks::end(txn, id, now).await?;
            let (subject, details) = (format!("webhooks/{id}"), json!({ "url": found.url }));
            acting.note(AuditAction::WebhookEnd, subject, details).await?;
            Ok(())
        }))
        .await
}

/// Sends to it again, what has failed too.
pub async fn resume(store: &Store, warrant: &Warrant, id: WebhookId) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let found = webhooks::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            webhooks::resume(txn, id, now).await?;
            let (subject, details) = (format!("webhooks/{id}"), json!({ "url": found.url }));
            acting.note(AuditAction::WebhookResume, subject, details).await?;
            Ok(())
        }))
        .await
}

/// Puts one that has failed back in the queue, as if it had never been tried.
pub async fn retry(
    store: &Store,
    warrant: &Warrant,
    id: WebhookDeliveryId,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let hook = standing(txn, id).await?;
            if !webhooks::retry(txn, id, now).await? {
                return Err(WorkflowError::Conflict(Problem::new("state", "webhook-not-failed")));
            }
            let (subject, details) = (format!("webhooks/{}", hook.id), json!({ "url": hook.url }));
            acting.note(AuditAction::WebhookRetry, subject, details).await?;
            Ok(())
        }))
        .await
}

/// Drops one that waits, for good.
///
/// # Errors
/// `Conflict` where it does not wait.
pub async fn cancel(
    store: &Store,
    warrant: &Warrant,
    id: WebhookDeliveryId,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let hook = standing(txn, id).await?;
            if !webhooks::cancel(txn, id).await? {
                return Err(WorkflowError::Conflict(Problem::new("state", "webhook-not-queued")));
            }
            let (subject, details) = (format!("webhooks/{}", hook.id), json!({ "url": hook.url }));
            acting.note(AuditAction::WebhookCancel, subject, details).await?;
            Ok(())
        }))
        .await
}

/// The system that a delivery is for.
async fn standing(txn: &Txn, id: WebhookDeliveryId) -> Result<Webhook, WorkflowError> {
    let (_, hook) = webhooks::delivery(txn, id).await?.ok_or(WorkflowError::NotFound)?;
    // Of one that has ended nothing waits, and nothing is sent again.
    hook.filter(|hook| hook.ended_at.is_none()).ok_or(WorkflowError::NotFound)
}
