//! Signing in at the identity provider, and proving there anew who one is. Nobody is made by it: the provider
//! says a number, and the account is there or is not.

use chrono::{DateTime, TimeDelta, Utc};

use super::closed;
use crate::oidc::Vouched;
use crate::rules::security_event::SecurityEvent;
use crate::rules::{EmployeeId, OfficeId};
use crate::security_log::{self, Subject};
use crate::store::provider_visits::{self, Visit};
use crate::store::{self, Store, employees, placements, sessions};
use crate::workflows::{Right, Warrant, WorkflowError};
use crate::{secret, txn_job};

/// How long somebody may be away.
pub const LASTS: TimeDelta = TimeDelta::minutes(10);
/// How much earlier than ours the clock of the provider may be.
const SKEW: TimeDelta = TimeDelta::minutes(1);

/// What somebody goes to the provider for.
#[derive(Clone, Debug)]
pub enum Errand {
    SignIn {
        /// The path that is opened next.
        next: String,
    },
    /// To prove themselves anew, for the session of this hash.
    Confirm { session_hash: String },
}

/// Notes that the browser with this token goes to the provider.
pub async fn leave(
    store: &Store,
    warrant: &Warrant,
    token: &str,
    errand: Errand,
) -> Result<(), WorkflowError> {
    let token_hash = secret::hash(token);
    let (session_hash, next) = match errand {
        Errand::SignIn { next } => (None, next),
        Errand::Confirm { session_hash } => (Some(session_hash), String::new()),
    };
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let (created_at, expires_at) = (acting.now(), acting.now() + LASTS);
            let visit = Visit { token_hash, session_hash, next, created_at, expires_at };
            Ok(provider_visits::insert(acting.txn(), visit).await?)
        }))
        .await
}

/// Somebody who has come back.
#[derive(Clone, Debug)]
pub struct Returned {
    pub errand: Errand,
    pub left_at: DateTime<Utc>,
}

/// Ends the visit of the browser with this token; none where there is none to end, or it took too long.
pub async fn come_back(
    store: &Store,
    warrant: &Warrant,
    token: &str,
) -> Result<Option<Returned>, WorkflowError> {
    let token_hash = secret::hash(token);
    let visit = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            Ok(provider_visits::take(acting.txn(), &token_hash, acting.now()).await?)
        }))
        .await?;
    Ok(visit.map(|visit| Returned {
        left_at: visit.created_at,
        errand: match visit.session_hash {
            Some(session_hash) => Errand::Confirm { session_hash },
            None => Errand::SignIn { next: visit.next },
        },
    }))
}

/// Whose number the provider has said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Open(EmployeeId),
    /// Somebody who has left or whose account was disabled, with the office where they were last.
    Closed(Option<OfficeId>),
    Unknown,
}

/// Finds whose number it is. What leads nowhere is a failed sign-in in the log.
pub async fn owner(store: &Store, warrant: &Warrant, vouched: &Vouched) -> store::Result<Owner> {
    let failed = |subject| security_log::say(SecurityEvent::SignInFailed, subject);
    let db = store.reader();
    let Some(owner) = employees::by_number(db, &vouched.number).await? else {
        failed(Subject::Typed(&vouched.number));
        return Ok(Owner::Unknown);
    };
    if closed::is_open(store, &owner, warrant.now()).await? {
        return Ok(Owner::Open(owner.id));
    }
    failed(Subject::Person(owner.id));
    let places = placements::of(db, owner.id).await?;
    Ok(Owner::Closed(places.last().map(|last| last.office)))
}

/// What proving oneself anew has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anew {
    Proved,
    /// The provider does not say that they have just proved it, and may know them since the morning.
    NotAnew,
    /// They are not whose session it is.
    SomebodyElse,
}

/// Notes that the owner of a session has proved themselves at the provider since they left for it.
pub async fn vouch(
    store: &Store,
    warrant: &Warrant,
    session_hash: String,
    left_at: DateTime<Utc>,
    vouched: Vouched,
) -> Result<Anew, WorkflowError> {
    let is_anew = vouched.authenticated_at.is_some_and(|at| at >= left_at - SKEW);
    if !is_anew {
        return Ok(Anew::NotAnew);
    }
    let found = employees::by_number(store.reader(), &vouched.number).await?;
    let anew = warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let owner = acting.viewer()?.employee;
            if found.is_none_or(|found| found.id != owner) {
                return Ok(Anew::SomebodyElse);
            }
            sessions::vouch(acting.txn(), &session_hash, acting.now()).await?;
            Ok(Anew::Proved)
        }))
        .await?;
    if anew == Anew::SomebodyElse {
        security_log::say(SecurityEvent::ConfirmationFailed, warrant.author().into());
    }
    Ok(anew)
}
