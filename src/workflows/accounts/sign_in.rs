//! Signing in and out, in a browser or for the API.

use std::net::IpAddr;

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use super::passwords::{self, Busy, Passwords};
use crate::rules::audit::AuditAction;
use crate::rules::security_event::SecurityEvent;
use crate::rules::{EmployeeId, Problem, SessionId, TokenId, session};
use crate::secret;
use crate::security_log::{self, Subject};
use crate::store::Store;
use crate::store::employees::{self, LoginOwner};
use crate::store::sessions::{self, Session};
use crate::store::tokens::{self, Token};
use crate::throttle::{Throttle, TooFast};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

const API_TOKEN: Duration = Duration::days(365);

#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    /// The same for an unknown person and for a wrong password, and for an address of several people.
    #[error("wrong login or password")]
    Wrong {
        /// Whether it was an address: of one that several share, nobody signs in.
        by_address: bool,
    },
    #[error("too many tries; again in {0} seconds")]
    TooFast(u64),
    /// What they had signed in with has ended meanwhile.
    #[error("signed out")]
    Ended,
    #[error(transparent)]
    Store(#[from] crate::store::Error),
}

impl NotSignedIn {
    /// What a form says of a login or password that is wrong.
    pub fn problem(by_address: bool) -> Problem {
        Problem::new("login", if by_address { "login-wrong-address" } else { "login-wrong" })
    }
}

impl From<TooFast> for NotSignedIn {
    fn from(wait: TooFast) -> Self {
        Self::TooFast(wait.seconds)
    }
}

impl From<Busy> for NotSignedIn {
    fn from(_: Busy) -> Self {
        Self::TooFast(5)
    }
}

/// Somebody at the door.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// NIP, employee number, email or login name.
    pub login: String,
    pub password: String,
    pub address: Option<IpAddr>,
    /// The cookie that says that this browser was here before.
    pub device: Option<String>,
}

/// Checks who it is; takes the same time for everybody.
pub async fn authenticate(
    store: &Store,
    passwords: &Passwords,
    throttle: &Throttle,
    attempt: Attempt,
) -> Result<EmployeeId, NotSignedIn> {
    throttle.address(attempt.address)?;
    let login = attempt.login.trim();
    let wrong = |subject| {
        security_log::say(SecurityEvent::SignInFailed, subject);
        NotSignedIn::Wrong { by_address: login.contains('@') }
    };
    if attempt.password.len() > passwords::LONGEST || login.len() > 254 || login.contains('\0') {
        return Err(wrong(Subject::Typed(login)));
    }
    let employee = match employees::by_login(store.reader(), login).await? {
        LoginOwner::One(employee) => Some(employee),
        LoginOwner::Several | LoginOwner::Nobody => None,
    };
    let known_device = match (&employee, &attempt.device) {
        (Some(employee), Some(device)) => {
            sessions::device_known(store.reader(), &secret::hash(device), employee.id).await?
        }
        _ => false,
    };
    if !known_device {
        // One account has several names; each person is one account.
        let account = employee.as_ref().map_or(login, |employee| employee.number.as_str());
        throttle.account(account)?;
    }
    let hash = employee.as_ref().and_then(|employee| employee.password_hash.clone());
    let right = passwords.verify(hash, attempt.password).await?;
    match employee {
        Some(employee) if right => Ok(employee.id),
        Some(employee) => Err(wrong(Subject::Person(employee.id))),
        None => Err(wrong(Subject::Typed(login))),
    }
}

/// The browser in which somebody signs in.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    /// The cookie that says that it was here before.
    pub device: Option<String>,
    /// What it calls itself, in words.
    pub name: String,
    /// Whether it is on a device of their own.
    pub remembered: bool,
}

/// A new session; returns its token, and a device token if the browser has none for the account.
pub async fn open_session(
    store: &Store,
    warrant: &Warrant,
    browser: Browser,
) -> Result<(String, Option<String>), WorkflowError> {
    let employee = warrant.viewer()?.employee;
    let (token, device) = (secret::token(), browser.device.as_deref().map(secret::hash));
    let known = match &device {
        Some(hash) => sessions::device_known(store.reader(), hash, employee).await?,
        None => false,
    };
    let new_device = (!known).then(secret::token);
    let token_hash = secret::hash(&token);
    let device_hash = new_device.as_deref().map(secret::hash);
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let details = json!({ "browser": browser.name, "remembered": browser.remembered });
            sessions::insert(txn, session_of(employee, token_hash, browser, now)).await?;
            if let Some(hash) = device_hash {
                sessions::remember_device(txn, &hash, employee, now).await?;
            }
            let subject = format!("employees/{employee}");
            acting.note(AuditAction::SessionOpen, subject, details).await?;
            Ok(())
        }))
        .await?;
    Ok((token, new_device))
}

fn session_of(
    employee_id: EmployeeId,
    token_hash: String,
    browser: Browser,
    now: DateTime<Utc>,
) -> Session {
    let Browser { device: _, name, remembered } = browser;
    let lasts = session::Session { remembered, created_at: now, seen_at: now, confirmed_at: now };
    Session {
        id: SessionId::NONE,
        token_hash,
        employee_id,
        browser: name,
        remembered,
        created_at: now,
        seen_at: now,
        confirmed_at: now,
        expires_at: lasts.forgotten_at(),
    }
}

/// Ends the session with this token hash.
pub async fn end_session(
    store: &Store,
    warrant: &Warrant,
    token_hash: String,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            sessions::end(acting.txn(), &token_hash).await?;
            let subject = format!("employees/{}", acting.viewer()?.employee);
            acting.note(AuditAction::SessionClose, subject, json!({})).await?;
            Ok(())
        }))
        .await
}

/// A new key to the API; returns it and when it expires.
pub async fn issue_token(
    store: &Store,
    warrant: &Warrant,
    name: String,
) -> Result<(String, DateTime<Utc>), WorkflowError> {
    let token = secret::token();
    let token_hash = secret::hash(&token);
    let expires_at = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (employee, now) = (acting.viewer()?.employee, acting.now());
            let row = Token {
                id: TokenId::NONE,
                token_hash,
                employee_id: employee,
                name: name.clone(),
                created_at: now,
                expires_at: now + API_TOKEN,
            };
            let expires_at = row.expires_at;
            tokens::insert(acting.txn(), row).await?;
            let subject = format!("employees/{employee}");
            acting.note(AuditAction::TokenIssue, subject, json!({ "name": name })).await?;
            Ok(expires_at)
        }))
        .await?;
    Ok((token, expires_at))
}

/// Ends the token with this hash.
pub async fn revoke_token(
    store: &Store,
    warrant: &Warrant,
    token_hash: String,
) -> Result<(), WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let ended = tokens::end(acting.txn(), &token_hash).await?;
            let name = ended.ok_or(WorkflowError::SignedOut)?.name;
            let subject = format!("employees/{}", acting.viewer()?.employee);
            acting.note(AuditAction::TokenRevoke, subject, json!({ "name": name })).await?;
            Ok(())
        }))
        .await
}
