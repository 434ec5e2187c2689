//! What opens somebody's account, and that they see and end themselves: sessions and keys to the API;
//! and the password typed again before something dangerous.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::passwords::{self, Passwords};
use super::sign_in::NotSignedIn;
use crate::rules::audit::AuditAction;
use crate::rules::{EmployeeId, SessionId, TokenId};
use crate::store::{Store, Txn, audit, employees, sessions, tokens};
use crate::throttle::Throttle;
use crate::txn_job;
use crate::workflows::WorkflowError;

/// Who types their password again, and where.
#[derive(Clone, Debug)]
pub struct Confirmation {
    pub employee: EmployeeId,
    /// SHA-256 of the session's token.
    pub token_hash: String,
    pub password: String,
    pub address: Option<IpAddr>,
}

/// Notes that somebody who has signed in has typed their password again.
///
/// # Errors
/// [`NotSignedIn::Wrong`] where it is not theirs.
pub async fn confirm_password(
    store: &Store,
    passwords: &Passwords,
    throttle: &Throttle,
    confirmation: Confirmation,
    now: DateTime<Utc>,
) -> Result<(), NotSignedIn> {
    let Confirmation { employee, token_hash, password, address } = confirmation;
    throttle.address(address)?;
    let found = employees::by_id(store.reader(), employee).await?;
    if let Some(found) = &found {
        throttle.account(&found.number)?;
    }
    let hash = found.and_then(|found| found.password_hash);
    if password.len() > passwords::LONGEST || !passwords.verify(hash, password).await? {
        return Err(NotSignedIn::Wrong { by_address: false });
    }
    store.write(txn_job!(|txn| sessions::confirm(txn, &token_hash, now).await)).await?;
    Ok(())
}

/// Ends one of my sessions.
///
/// # Errors
/// `NotFound` where there is none of mine.
pub async fn end_session(
    store: &Store,
    me: EmployeeId,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    store.write(txn_job!(|txn| end(txn, me, id, Some(me), now).await)).await
}

/// Ends a session of somebody, which is the author's own or of somebody whom they manage.
pub(super) async fn end(
    txn: &Txn,
    owner: EmployeeId,
    id: SessionId,
    author: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    if !sessions::end_one(txn, owner, id).await? {
        return Err(WorkflowError::NotFound);
    }
    let subject = format!("employees/{owner}");
    audit::note(txn, now, author, AuditAction::SessionEnd, subject, json!({})).await?;
    Ok(())
}

/// Ends all of my sessions but one.
pub async fn end_other_sessions(
    store: &Store,
    me: EmployeeId,
    this: String,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    store
        .write(txn_job!(|txn| {
            sessions::end_all(txn, me, Some(&this)).await?;
            let subject = format!("employees/{me}");
            audit::note(txn, now, Some(me), AuditAction::SessionEndOthers, subject, json!({}))
                .await?;
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
    me: EmployeeId,
    id: TokenId,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    store.write(txn_job!(|txn| revoke(txn, me, id, Some(me), now).await)).await
}

/// Ends a key of somebody, as [`end`] does.
pub(super) async fn revoke(
    txn: &Txn,
    owner: EmployeeId,
    id: TokenId,
    author: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let ended = tokens::end_one(txn, owner, id).await?.ok_or(WorkflowError::NotFound)?;
    let (subject, details) = (format!("employees/{owner}"), json!({ "name": ended.name }));
    audit::note(txn, now, author, AuditAction::TokenRevoke, subject, details).await?;
    Ok(())
}
