//! Somebody has forgotten their password. The mail with the link that sets a new one goes through
//! the outbox; the answer is the same for everybody, known or not.

use chrono::Duration;
use serde_json::json;

use super::closed::is_open_now;
use crate::rules::audit::AuditAction;
use crate::rules::mail::MailKind;
use crate::rules::security_event::SecurityEvent;
use crate::security_log::{self, Subject};
use crate::store::employees::{self, LoginOwner};
use crate::store::{Store, mails, settings};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// One mail a person in this time, however often it is asked for.
const PAUSE: Duration = Duration::minutes(5);

/// `login` is a NIP, employee number, email or login name.
///
/// # Errors
/// Only when the database is away: who is known is not told.
pub async fn forgot_password(
    store: &Store,
    warrant: &Warrant,
    login: &str,
) -> Result<(), WorkflowError> {
    let login = login.trim();
    let readable = login.len() <= 254 && !login.contains('\0');
    // Of an address that several share nobody can be meant: their mails come for their numbers.
    let owner = if readable {
        employees::by_login(store.reader(), login).await?
    } else {
        LoginOwner::Nobody
    };
    let id = match owner {
        LoginOwner::One(employee) => Some(employee.id),
        LoginOwner::Several | LoginOwner::Nobody => None,
    };
    if id.is_none() {
        security_log::say(SecurityEvent::ResetUnknown, Subject::Typed(login));
    }
    // One write for everybody, so that it takes as long for people who do not exist. What was typed
    // is not kept: it may be a password.
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            // Whoever asks twice at the same instant waits here for the first; and before the audit,
            // whose row refers to the person and would hold them less firmly.
            let owner = match id {
                Some(id) => employees::lock(txn, id).await?,
                None => None,
            };
            let Some(owner) = owner else {
                // One row that is written over: strangers add nothing to the audit.
                settings::put(txn, settings::UNKNOWN_RESET, &now.to_rfc3339()).await?;
                return Ok(());
            };
            let (id, subject) = (owner.id, format!("employees/{}", owner.id));
            acting.note(AuditAction::PasswordRequestReset, subject, json!({})).await?;
            if !is_open_now(acting, &owner).await? {
                return Ok(());
            }
            let last = mails::last_queued(txn, MailKind::PasswordReset, id).await?;
            // One that a wrong clock has dated later holds nobody up.
            if last.is_none_or(|last| last + PAUSE <= now || last > now + PAUSE) {
                mails::insert(txn, mails::new(MailKind::PasswordReset, id, now)).await?;
            }
            Ok(())
        }))
        .await
}
