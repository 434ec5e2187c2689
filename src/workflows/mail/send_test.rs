//! A mail to whoever asks for it, sent at once: the only one that a page waits for, so that it can
//! say what the mail server answered.

use chrono::{DateTime, Utc};
use serde_json::json;
use tera::Tera;

use super::sheet::sheet;
use crate::config::Config;
use crate::mail::{self, Email, Mailer, Recipient, SendFailure, masked};
use crate::rules::Problem;
use crate::rules::audit::AuditAction;
use crate::store::identities::Person;
use crate::store::settings::{self, MailOutcome, MailTest};
use crate::store::{Store, mails};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Sends it the way that all mail goes, and remembers what became of it.
///
/// # Errors
/// `Conflict` when nothing can be sent by these settings at all; what a mail server says is no error.
pub async fn test(
    store: &Store,
    config: &Config,
    templates: &Tera,
    warrant: &Warrant,
    me: &Person,
) -> Result<MailOutcome, WorkflowError> {
    warrant.must(Right::Administer)?;
    let now = warrant.now();
    let missing = || WorkflowError::Conflict(Problem::new("", "no-address"));
    let address = me.email.clone().ok_or_else(missing)?;
    let (outcome, answer) = send(store, config, templates, (me, &address), now).await?;
    let test = MailTest { at: now, to: address, outcome, answer };
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let txn = acting.txn();
            settings::put_part(txn, settings::MAIL_TEST, &test).await?;
            let details = json!({ "outcome": test.outcome, "to": masked(&test.to) });
            let subject = format!("settings/{}", settings::MAIL_TEST);
            acting.note(AuditAction::MailTest, subject, details).await?;
            Ok(())
        }))
        .await?;
    Ok(outcome)
}

async fn send(
    store: &Store,
    config: &Config,
    templates: &Tera,
    (me, address): (&Person, &str),
    now: DateTime<Utc>,
) -> Result<(MailOutcome, String), WorkflowError> {
    let unusable =
        |why: String| WorkflowError::Conflict(Problem::new("", "mail-unusable").with("why", why));
    let mailer = Mailer::from_config(config).map_err(|error| unusable(error.to_string()))?;
    let sheet = sheet(store, config, (me.id, &me.name, me.language), now).await?;
    let rendered = mail::render_email(templates, config, &sheet, (&Email::Test, None));
    let rendered = rendered.map_err(|error| unusable(error.to_string()))?;
    let to = Recipient { name: &me.name, address };
    let id = mails::message_id(me.id, now);
    let message = mail::compose(config, to, &id, &rendered, now);
    let message = message.map_err(|error| unusable(error.to_string()))?;
    Ok(match mailer.send(message).await {
        Ok(answer) if matches!(mailer, Mailer::Folder(_)) => (MailOutcome::Written, answer),
        Ok(answer) => (MailOutcome::Accepted, answer),
        Err(SendFailure::Refused(answer) | SendFailure::NoSuchAddress(answer)) => {
            (MailOutcome::Refused, answer)
        }
        Err(SendFailure::Later(answer) | SendFailure::Away(_, answer)) => {
            (MailOutcome::Failed, answer)
        }
    })
}
