//! Signing in and out.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::closed;
use super::passwords::{self, Busy, Passwords};
use super::tell_owner::tell_owner;
use crate::rules::access::scope_day;
use crate::rules::audit::AuditAction;
use crate::rules::mail::AccountChange;
use crate::rules::security_event::SecurityEvent;
use crate::rules::{EmployeeId, Problem, SessionId, session};
use crate::secret;
use crate::security_log::{self, Subject};
use crate::store::employees::{self, LoginOwner};
use crate::store::sessions::{self, Session};
use crate::store::{Store, push_subscriptions, roles};
use crate::throttle::{Throttle, TooFast};
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    /// The same for an unknown person and for a wrong password, and for an address of several people.
    #[error("wrong login or password")]
    Wrong {
        /// Whether it was an address: of one that several share, nobody signs in.
        by_address: bool,
    },
    /// The password was right, and a code is asked for beside it.
    #[error("a code is needed")]
    CodeNeeded,
    #[error("wrong code")]
    CodeWrong,
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

/// Checks who it is; takes the same time for everybody. Nobody is told that somebody has left or is kept
/// out, or that two names are one person's: it is wrong, as a wrong password is.
pub async fn authenticate(
    store: &Store,
    passwords: &Passwords,
    throttle: &Throttle,
    warrant: &Warrant,
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
    let is_known = match (&employee, &attempt.device) {
        (Some(employee), Some(device)) => {
            is_known_device(store, warrant, employee.id, secret::hash(device)).await?
        }
        _ => false,
    };
    let mut is_counted_out = false;
    if !is_known {
        throttle.name(login)?;
        // One account has several names; each person is one account.
        is_counted_out = employee.as_ref().is_some_and(|one| throttle.account(one.id).is_err());
    }
    let hash = employee.as_ref().and_then(|employee| employee.password_hash.clone());
    let is_right = passwords.verify(login, hash, attempt.password).await? && !is_counted_out;
    let Some(employee) = employee else { return Err(wrong(Subject::Typed(login))) };
    if !is_right || !closed::is_open(store, &employee, warrant.now()).await? {
        return Err(wrong(Subject::Person(employee.id)));
    }
    Ok(employee.id)
}

/// Whether a browser is known to an account and has a try left, which this one takes.
async fn is_known_device(
    store: &Store,
    warrant: &Warrant,
    employee: EmployeeId,
    hash: String,
) -> Result<bool, NotSignedIn> {
    let most = session::DEVICE_TRIES;
    let counted = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            Ok(sessions::try_from_device(txn, &hash, employee, now, most).await?)
        }))
        .await;
    counted.map_err(not_written)
}

/// Why nothing was written, for whoever signs in.
pub(super) fn not_written(error: WorkflowError) -> NotSignedIn {
    match error {
        WorkflowError::Store(error) => error.into(),
        _ => NotSignedIn::Ended,
    }
}

/// The browser in which somebody signs in.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    /// The cookie that says that it was here before.
    pub device: Option<String>,
    /// The cookie of whoever was signed in there before: their session ends.
    pub former: Option<String>,
    /// What it calls itself, in words.
    pub name: String,
    /// Whether it is on a device of their own.
    pub remembered: bool,
    /// Whether they have just set their password, which forgets all browsers and is told of by itself.
    pub after_password: bool,
    /// Whether the identity provider vouched for them: they have typed no password here.
    pub by_provider: bool,
}

/// A new session; returns its token, and a device token if the browser has none for the account.
pub async fn open_session(
    store: &Store,
    warrant: &Warrant,
    browser: Browser,
) -> Result<(String, Option<String>), WorkflowError> {
    let (employee, now) = (warrant.viewer()?.employee, warrant.now());
    let known = match browser.device.as_deref().map(secret::hash) {
        Some(hash) => {
            let known = sessions::device_known(store.reader(), &hash, employee, now).await?;
            known.then_some(hash)
        }
        None => None,
    };
    let is_new = known.is_none();
    let new_device = is_new.then(secret::token);
    let device = known.or_else(|| new_device.as_deref().map(secret::hash));
    let former = browser.former.as_deref().map(secret::hash);
    let token = secret::token();
    let token_hash = secret::hash(&token);
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            let details = details_of(&browser);
            if is_new && !browser.after_password {
                tell_of_device(acting, employee, &browser.name).await?;
            }
            sessions::insert(txn, session_of(employee, token_hash.clone(), browser, now)).await?;
            if let Some(former) = former {
                // The same phone: what was pushed to it goes on.
                push_subscriptions::follow(txn, employee, &former, &token_hash).await?;
                sessions::end(txn, &former).await?;
            }
            if let Some(hash) = device {
                let until = now + session::DEVICE;
                sessions::remember_device(txn, &hash, employee, now, until).await?;
            }
            let subject = format!("employees/{employee}");
            acting.note(AuditAction::SessionOpen, subject, details).await?;
            Ok(())
        }))
        .await?;
    Ok((token, new_device))
}

fn details_of(browser: &Browser) -> Value {
    let mut details = json!({ "browser": browser.name, "remembered": browser.remembered });
    if browser.by_provider {
        details["by"] = json!("identity_provider");
    }
    details
}

/// Whoever sees the records of others learns that a browser which was not known has their account.
async fn tell_of_device(
    acting: &Acting<'_>,
    employee: EmployeeId,
    browser: &str,
) -> Result<(), WorkflowError> {
    let txn = acting.txn();
    if roles::of(txn, employee, scope_day(acting.now())).await?.is_empty() {
        return Ok(());
    }
    if let Some(owner) = employees::by_id(txn, employee).await? {
        let change = AccountChange::NewDevice { browser: browser.to_owned() };
        tell_owner(acting, &owner, change).await?;
    }
    Ok(())
}

fn session_of(
    employee_id: EmployeeId,
    token_hash: String,
    browser: Browser,
    now: DateTime<Utc>,
) -> Session {
    let Browser { name, remembered, by_provider, .. } = browser;
    let confirmed_at = if by_provider { session::NEVER } else { now };
    let (created_at, seen_at, vouched_at) = (now, now, None);
    let lasts = session::Session { remembered, created_at, seen_at, confirmed_at, vouched_at };
    Session {
        id: SessionId::NONE,
        token_hash,
        employee_id,
        browser: name,
        remembered,
        created_at,
        seen_at,
        confirmed_at,
        vouched_at,
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
