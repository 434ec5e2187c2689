//! The second step of signing in: it is known who they are, and the code is waited for.

use chrono::TimeDelta;

use super::passwords::Passwords;
use super::second_factor::{self, Typed};
use super::sign_in::{Browser, NotSignedIn, not_written};
use crate::rules::EmployeeId;
use crate::store::Store;
use crate::store::second_factors::{self, Step};
use crate::throttle::Throttle;
use crate::workflows::{Right, Warrant, WorkflowError};
use crate::{secret, txn_job};

/// How long a code is waited for.
pub const LASTS: TimeDelta = TimeDelta::minutes(10);
/// So many codes of one sign-in, then the password is asked for again.
const TRIES: i32 = 5;

/// Somebody whose code was right.
#[derive(Clone, Copy, Debug)]
pub struct Passed {
    pub employee: EmployeeId,
    pub remembered: bool,
    pub by_provider: bool,
}

/// Begins to wait for a code of whoever has just shown who they are; none where no code is asked of them.
/// Returns the token of the cookie.
pub async fn begin(
    store: &Store,
    warrant: &Warrant,
    browser: &Browser,
) -> Result<Option<String>, WorkflowError> {
    let employee_id = warrant.viewer()?.employee;
    if !second_factor::is_set(store.reader(), employee_id).await? {
        return Ok(None);
    }
    let token = secret::token();
    let token_hash = secret::hash(&token);
    let (remembered, by_provider) = (browser.remembered, browser.by_provider);
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let now = acting.now();
            let step = Step {
                token_hash,
                employee_id,
                remembered,
                by_provider,
                created_at: now,
                expires_at: now + LASTS,
                tries: 0,
            };
            Ok(second_factors::begin_step(acting.txn(), step).await?)
        }))
        .await?;
    Ok(Some(token))
}

/// Whether a code is waited for.
pub async fn waits(store: &Store, warrant: &Warrant, token: &str) -> Result<bool, WorkflowError> {
    let (db, hash) = (store.reader(), secret::hash(token));
    Ok(second_factors::step(db, &hash, warrant.now(), TRIES).await?.is_some())
}

/// Takes the code of a sign-in.
///
/// # Errors
/// [`NotSignedIn::CodeWrong`], or [`NotSignedIn::Ended`] where the password has to be typed again.
pub async fn pass(
    store: &Store,
    passwords: &Passwords,
    throttle: &Throttle,
    warrant: &Warrant,
    (token, typed): (&str, &str),
) -> Result<Passed, NotSignedIn> {
    let hash = secret::hash(token);
    let step = second_factors::step(store.reader(), &hash, warrant.now(), TRIES).await?;
    let Step { employee_id: employee, remembered, by_provider, .. } =
        step.ok_or(NotSignedIn::Ended)?;
    throttle.second_factor(employee)?;
    let code = match Typed::read(typed) {
        Some(typed) => Some(typed.hashed(passwords, employee).await?),
        None => None,
    };
    let is_right = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (txn, now) = (acting.txn(), acting.now());
            if !second_factors::try_step(txn, &hash, now, TRIES).await? {
                return Err(WorkflowError::SignedOut);
            }
            let Some(code) = code else { return Ok(false) };
            if !second_factor::use_code(acting, employee, &code).await? {
                return Ok(false);
            }
            second_factors::end_step(txn, &hash).await?;
            Ok(true)
        }))
        .await
        .map_err(not_written)?;
    if is_right {
        Ok(Passed { employee, remembered, by_provider })
    } else {
        Err(NotSignedIn::CodeWrong)
    }
}

/// Asks for the code together with the password, as programs send both, and forms that prove anew who sends
/// them.
///
/// # Errors
/// [`NotSignedIn::CodeNeeded`] where none was sent, [`NotSignedIn::CodeWrong`].
pub async fn pass_at_once(
    store: &Store,
    passwords: &Passwords,
    throttle: &Throttle,
    warrant: &Warrant,
    typed: Option<&str>,
) -> Result<(), NotSignedIn> {
    let employee = warrant.author().ok_or(NotSignedIn::Ended)?;
    if !second_factor::is_set(store.reader(), employee).await? {
        return Ok(());
    }
    let typed = typed.ok_or(NotSignedIn::CodeNeeded)?;
    throttle.second_factor(employee)?;
    let Some(code) = Typed::read(typed) else { return Err(NotSignedIn::CodeWrong) };
    let code = code.hashed(passwords, employee).await?;
    let is_right = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| second_factor::use_code(acting, employee, &code).await))
        .await
        .map_err(not_written)?;
    if is_right { Ok(()) } else { Err(NotSignedIn::CodeWrong) }
}
