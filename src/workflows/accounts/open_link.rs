//! Who may choose a password now: whoever has a link from a mail, or number and code of a slip.

use std::net::IpAddr;

use chrono::{DateTime, Utc};

use super::closed;
use super::passwords::{Busy, Passwords};
use crate::rules::activation::typed_code;
use crate::rules::mail::LinkPurpose;
use crate::rules::security_event::SecurityEvent;
use crate::rules::{EmployeeId, EmployeeRef, Problem, keys};
use crate::secret;
use crate::security_log::{self, Subject};
use crate::store::employees::{self, Employee, LoginOwner};
use crate::store::links::{self, Link};
use crate::store::{self, Store};
use crate::throttle::{Throttle, TooFast};
use crate::workflows::WorkflowError;

/// Whose password a link or a code sets.
#[derive(Clone, Debug)]
pub struct Opened {
    pub employee: Employee,
    pub(super) link: Link,
}

impl Opened {
    pub fn purpose(&self) -> LinkPurpose {
        self.link.purpose
    }
}

/// Looks at a link without using it up.
///
/// # Errors
/// `NotFound` when it was used, has run out or never was.
pub async fn open_link(
    store: &Store,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Opened, WorkflowError> {
    let link = links::find(store.reader(), &secret::hash(token), now).await?;
    let link = link.ok_or(WorkflowError::NotFound)?;
    let employee = employees::by_id(store.reader(), link.employee_id).await?;
    let employee = employee.ok_or(WorkflowError::NotFound)?;
    if !closed::is_open(store, &employee, now).await? {
        return Err(WorkflowError::NotFound);
    }
    Ok(Opened { employee, link })
}

/// Number and code as somebody typed them, or as the QR code of a slip has them.
#[derive(Clone, Debug)]
pub struct TypedCode {
    pub whose: EmployeeRef,
    pub code: String,
    pub address: Option<IpAddr>,
}

#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// By their fields.
    #[error("wrong: {0:?}")]
    Wrong(Vec<Problem>),
    #[error("too many tries; again in {0} seconds")]
    TooFast(u64),
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl store::Refusal for NotOpened {
    fn database(&self) -> Option<&store::Error> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}

impl From<TooFast> for NotOpened {
    fn from(wait: TooFast) -> Self {
        Self::TooFast(wait.seconds)
    }
}

impl From<Busy> for NotOpened {
    fn from(_: Busy) -> Self {
        Self::TooFast(5)
    }
}

/// Looks at the code of a slip without using it up; slow for whoever guesses, by number and by address.
pub async fn open_code(
    store: &Store,
    passwords: &Passwords,
    throttle: &Throttle,
    typed: TypedCode,
    now: DateTime<Utc>,
) -> Result<Opened, NotOpened> {
    throttle.address(typed.address)?;
    let number = keys::number(&typed.whose.to_string());
    let mut problems = Vec::new();
    if number.is_empty() || number.len() > 40 || number.contains('\0') {
        problems.push(Problem::new("number", "missing"));
    }
    let code = typed_code(&typed.code);
    if code.is_none() {
        problems.push(Problem::new("code", "code-malformed"));
    }
    let (Some(code), true) = (code, problems.is_empty()) else {
        return Err(NotOpened::Wrong(problems));
    };
    let employee = match typed.whose {
        EmployeeRef::Id(id) => employees::by_id(store.reader(), id).await?,
        EmployeeRef::Number(_) => match employees::by_login(store.reader(), &number).await? {
            LoginOwner::One(employee) => Some(*employee),
            LoginOwner::Nobody | LoginOwner::Several => None,
        },
    };
    throttle.code_name(&number)?;
    // One account has several names; each person is one account, and nobody is told so.
    let is_counted_out =
        employee.as_ref().is_some_and(|one| throttle.code_account(one.id).is_err());
    // Nobody's code takes as long as somebody's.
    let owner = employee.as_ref().map_or(EmployeeId::NONE, |employee| employee.id);
    let hash = passwords.hash_code(&number, owner, code).await?;
    let link = links::find(store.reader(), &hash, now).await?;
    match (employee, link) {
        (Some(employee), Some(link))
            if link.employee_id == employee.id
                && !is_counted_out
                && closed::is_open(store, &employee, now).await? =>
        {
            Ok(Opened { employee, link })
        }
        (employee, _) => {
            let known = employee.map(|employee| Subject::Person(employee.id));
            let subject = known.unwrap_or(Subject::Typed(&number));
            security_log::say(SecurityEvent::CodeFailed, subject);
            Err(NotOpened::Wrong(vec![Problem::new("code", "code-wrong")]))
        }
    }
}
