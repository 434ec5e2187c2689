//! Phones on which their owner wants to be told things, instead of by mail (decision 127).

use serde_json::json;

use crate::push::Receiver;
use crate::rules::audit::AuditAction;
use crate::rules::mail::MailChoice;
use crate::rules::problem::problem_with_value;
use crate::rules::{Problem, PushSubscriptionId};
use crate::store::push_subscriptions::{self, PushSubscription};
use crate::store::{Store, employees};
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// What a browser says when its owner allows us to push to it, nothing believed yet.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub endpoint: String,
    pub p256dh: String,
    pub auth: String,
}

impl Draft {
    fn check(&self) -> Result<(), WorkflowError> {
        let read = Receiver::read(&self.endpoint, &self.p256dh, &self.auth);
        let wrong = match read {
            Ok(receiver) if receiver.is_on_the_internet() => return Ok(()),
            Ok(_) => vec!["endpoint"],
            Err(fields) => fields,
        };
        let problems = wrong.into_iter().map(|field| match field {
            "endpoint" => problem_with_value(field, "push-endpoint", &self.endpoint),
            _ => Problem::new(field, "push-key"),
        });
        Err(WorkflowError::Invalid(problems.collect()))
    }
}

/// From now on they are told on this phone, too, and by no mail. The session is that of the browser, by the hash
/// of its token.
///
/// # Errors
/// `Invalid` where nothing can be pushed to it.
pub async fn add(
    store: &Store,
    warrant: &Warrant,
    draft: Draft,
    token_hash: String,
) -> Result<(), WorkflowError> {
    draft.check()?;
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, me) = (acting.txn(), acting.viewer()?.employee);
            let session = push_subscriptions::session(txn, &token_hash).await?;
            let phone = PushSubscription {
                id: PushSubscriptionId::NONE,
                employee_id: me,
                session_id: session.as_ref().map(|session| session.id),
                browser: session.map(|session| session.browser).unwrap_or_default(),
                endpoint: draft.endpoint,
                p256dh: draft.p256dh,
                auth: draft.auth,
                created_at: acting.now(),
                last_ok_at: None,
                failures: 0,
            };
            push_subscriptions::put(txn, phone).await?;
            let mut row = employees::lock(txn, me).await?.ok_or(WorkflowError::NotFound)?;
            row.mail_choice = MailChoice::Phone;
            employees::update(txn, row).await?;
            note(acting, "added").await
        }))
        .await
}

/// Ends one of my phones. Without any I am told by mail again.
///
/// # Errors
/// `NotFound` where there is none of mine.
pub async fn end(
    store: &Store,
    warrant: &Warrant,
    id: PushSubscriptionId,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, me) = (acting.txn(), acting.viewer()?.employee);
            if !push_subscriptions::end(txn, me, id).await? {
                return Err(WorkflowError::NotFound);
            }
            push_subscriptions::leave_phones(txn, me).await?;
            note(acting, "ended").await
        }))
        .await
}

/// How they are told things is a part of how they keep their account.
async fn note(acting: &Acting<'_>, phone: &str) -> Result<(), WorkflowError> {
    let me = acting.viewer()?.employee;
    let details = json!({ "phone": phone });
    acting.note(AuditAction::AccountEdit, format!("employees/{me}"), details).await?;
    Ok(())
}
