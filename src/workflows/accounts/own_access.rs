//! What opens somebody's account, and that they see and end themselves: sessions and keys to the API;
//! and who they are, proved anew before something dangerous.

use std::net::IpAddr;

use serde_json::json;

use super::passwords::{self, Passwords};
use super::second_step;
use super::sign_in::{NotSignedIn, not_written};
use crate::rules::audit::AuditAction;
use crate::rules::security_event::SecurityEvent;
use crate::rules::session::is_vouched;
use crate::rules::{EmployeeId, SessionId, TokenId};
use crate::security_log::{self, Subject};
use crate::store::{Store, employees, sessions, tokens};
use crate::throttle::Throttle;
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// Who proves who they are, and where.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// SHA-256 of the session's token.
    pub token_hash: String,
    /// None where the identity provider has just vouched for them.
    pub password: Option<String>,
    /// That of the second factor, where they have one.
    pub code: Option<String>,
    pub address: Option<IpAddr>,
}

/// Notes that somebody who has signed in has proved anew who they are: by what they sign in with, so that a
/// session that was left open, or taken, gives or takes no rights.
///
/// # Errors
/// [`NotSignedIn::Wrong`] where the password is not theirs; [`NotSignedIn::CodeNeeded`] and
/// [`NotSignedIn::CodeWrong`] where they have a second factor.
pub async fn confirm(
    store: &Store,
    passwords: &Passwords,
    throttle: &Throttle,
    warrant: &Warrant,
    confirmation: Confirmation,
) -> Result<(), NotSignedIn> {
    let Confirmation { token_hash, password, code, address } = confirmation;
    throttle.address(address)?;
    let by_provider = password.is_none();
    if let Some(password) = password {
        password_is_theirs(store, passwords, throttle, warrant, password).await?;
    }
    let code = code.as_deref().filter(|code| !code.trim().is_empty());
    second_step::pass_at_once(store, passwords, throttle, warrant, code).await?;
    let noted = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            if by_provider && !is_vouched(sessions::vouched_at(txn, &token_hash).await?, now) {
                return Err(WorkflowError::Forbidden);
            }
            Ok(sessions::confirm(txn, &token_hash, now).await?)
        }))
        .await;
    noted.map_err(not_written)
}

async fn password_is_theirs(
    store: &Store,
    passwords: &Passwords,
    throttle: &Throttle,
    warrant: &Warrant,
    password: String,
) -> Result<(), NotSignedIn> {
    let employee = warrant.author().ok_or(NotSignedIn::Ended)?;
    let found = employees::by_id(store.reader(), employee).await?;
    throttle.present_password(employee)?;
    let hash = found.and_then(|found| found.password_hash);
    let whose = employee.to_string();
    if password.len() > passwords::LONGEST || !passwords.verify(&whose, hash, password).await? {
        security_log::say(SecurityEvent::ConfirmationFailed, Subject::Person(employee));
        return Err(NotSignedIn::Wrong { by_address: false });
    }
    Ok(())
}

/// Ends one of my sessions.
///
/// # Errors
/// `NotFound` where there is none of mine.
pub async fn end_session(
    store: &Store,
    warrant: &Warrant,
    id: SessionId,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| end(acting, acting.viewer()?.employee, id).await))
        .await
}

/// Ends a session of somebody, which is the author's own or of somebody whom they manage.
pub(super) async fn end(
    acting: &Acting<'_>,
    owner: EmployeeId,
    id: SessionId,
) -> Result<(), WorkflowError> {
    if !sessions::end_one(acting.txn(), owner, id).await? {
        return Err(WorkflowError::NotFound);
    }
    acting.note(AuditAction::SessionEnd, format!("employees/{owner}"), json!({})).await?;
    Ok(())
}

/// Ends all of my sessions but one.
pub async fn end_other_sessions(
    store: &Store,
    warrant: &Warrant,
    this: String,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, me) = (acting.txn(), acting.viewer()?.employee);
            sessions::end_all(txn, me, Some(&this)).await?;
            let subject = format!("employees/{me}");
            acting.note(AuditAction::SessionEndOthers, subject, json!({})).await?;
            Ok(())
        }))
        .await
}

/// Ends one of my keys to the API.
///
/// # Errors
/// `NotFound` where there is none of mine.
pub async fn revoke_token(
    store: &Store,
    warrant: &Warrant,
    id: TokenId,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| revoke(acting, acting.viewer()?.employee, id).await))
        .await
}

/// Ends a key of somebody, as [`end`] does.
pub(super) async fn revoke(
    acting: &Acting<'_>,
    owner: EmployeeId,
    id: TokenId,
) -> Result<(), WorkflowError> {
    let ended = tokens::end_one(acting.txn(), owner, id).await?.ok_or(WorkflowError::NotFound)?;
    let (subject, details) = (format!("employees/{owner}"), json!({ "name": ended.name }));
    acting.note(AuditAction::TokenRevoke, subject, details).await?;
    Ok(())
}
