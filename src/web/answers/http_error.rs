//! Why a request is not answered as it asks; `error_page` says it.

use std::sync::{Mutex, PoisonError};

use rocket::Request;
use rocket::http::Status;
use serde::Serialize;
use utoipa::ToSchema;

use crate::files::UploadError;
use crate::rules::Problem;
use crate::store;
use crate::text::{self, Language};
use crate::throttle::TooFast;
use crate::workflows::WorkflowError;
use crate::workflows::accounts::open_link::NotOpened;
use crate::workflows::accounts::passwords;
use crate::workflows::accounts::sign_in::NotSignedIn;

/// The code of what is wrong with a form whose token is of another session.
pub const FORM_EXPIRED: &str = "form-expired";
/// The code for whoever has to set up a second factor before anything else.
pub const SECOND_FACTOR_MISSING: &str = "second-factor-missing";

#[derive(Debug)]
pub struct HttpError {
    pub status: Status,
    pub problems: Vec<Problem>,
    /// Seconds.
    pub retry_after: Option<u64>,
    /// A form that was sent and not taken, and can be sent again as it is.
    pub resend: Option<Resend>,
}

/// What lets a form be sent again.
#[derive(Debug)]
pub struct Resend {
    /// The texts of its fields, by name, without token and passwords.
    pub fields: Vec<(String, String)>,
    /// Whether its route reads forms with files: these may be longer.
    pub with_files: bool,
    /// What its sender has to prove with it; none where it only was too old.
    pub proof: Option<Proof>,
}

/// By what somebody proves anew who they are.
#[derive(Clone, Copy, Debug)]
pub struct Proof {
    /// None who has no password, or for whom the identity provider has just vouched.
    pub password: bool,
    /// Whether it has vouched.
    pub is_vouched: bool,
    /// Of a second factor.
    pub code: bool,
}

impl HttpError {
    pub fn status(status: Status) -> Self {
        Self { status, problems: Vec::new(), retry_after: None, resend: None }
    }

    pub fn not_found() -> Self {
        Self::status(Status::NotFound)
    }

    pub fn forbidden() -> Self {
        Self::status(Status::Forbidden)
    }

    /// 403: a second factor has to be set up first; pages lead there.
    pub fn second_factor_missing() -> Self {
        Self::of(Status::Forbidden, Problem::new("", SECOND_FACTOR_MISSING))
    }

    /// 422: what is wrong with which field.
    pub fn invalid(problem: Problem) -> Self {
        Self::of(Status::UnprocessableEntity, problem)
    }

    pub fn of(status: Status, problem: Problem) -> Self {
        Self { problems: vec![problem], ..Self::status(status) }
    }

    /// 503: a file that we have a row of cannot be read. A fault of ours, not something that was never
    /// there.
    pub fn unreadable(what: &str, error: &std::io::Error) -> Self {
        tracing::error!(%error, what, "a kept file cannot be read");
        Self::status(Status::ServiceUnavailable)
    }

    /// A file of this field was not taken.
    pub fn upload(field: &str, refusal: &UploadError) -> Self {
        Self::upload_as(field, refusal, refusal.code())
    }

    /// The same, in words that suit what was expected.
    pub fn upload_as(field: &str, refusal: &UploadError, code: &'static str) -> Self {
        let (status, retry_after) = match refusal {
            UploadError::TooLarge => (Status::PayloadTooLarge, None),
            UploadError::Heic | UploadError::UnsupportedType => {
                (Status::UnsupportedMediaType, None)
            }
            UploadError::NoSpace => (Status::InsufficientStorage, Some(60)),
            UploadError::Busy => (Status::ServiceUnavailable, Some(5)),
            UploadError::Io(error) => {
                tracing::error!(%error, field, "an upload");
                (Status::ServiceUnavailable, Some(5))
            }
            _ => (Status::UnprocessableEntity, None),
        };
        Self { retry_after, ..Self::of(status, Problem::new(field, code)) }
    }

    fn too_fast(seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..Self::status(Status::TooManyRequests) }
    }

    fn busy() -> Self {
        Self { retry_after: Some(5), ..Self::status(Status::ServiceUnavailable) }
    }

    /// 507: a disk is full.
    fn full() -> Self {
        Self { retry_after: Some(60), ..Self::status(Status::InsufficientStorage) }
    }
}

impl From<store::Error> for HttpError {
    fn from(error: store::Error) -> Self {
        tracing::error!(%error, "database");
        match error {
            store::Error::Busy(_) | store::Error::Crossed(_) | store::Error::Stopped => {
                Self::busy()
            }
            store::Error::Full(_) => Self::full(),
            store::Error::Unique(_)
            | store::Error::Referenced(_)
            | store::Error::Corrupt(_)
            | store::Error::Other(_) => Self::status(Status::InternalServerError),
        }
    }
}

impl From<WorkflowError> for HttpError {
    fn from(refused: WorkflowError) -> Self {
        match refused {
            WorkflowError::Invalid(problems) => {
                Self { problems, ..Self::status(Status::UnprocessableEntity) }
            }
            WorkflowError::NotFound => Self::not_found(),
            WorkflowError::SignedOut => Self::status(Status::Unauthorized),
            WorkflowError::Forbidden => Self::forbidden(),
            WorkflowError::Conflict(problem) => Self::of(Status::Conflict, problem),
            WorkflowError::Stale => {
                Self::of(Status::PreconditionFailed, Problem::new("version", "changed-meanwhile"))
            }
            WorkflowError::Unseen => {
                Self::of(Status::PreconditionRequired, Problem::new("If-Match", "missing"))
            }
            WorkflowError::Store(error) => error.into(),
        }
    }
}

impl From<TooFast> for HttpError {
    fn from(wait: TooFast) -> Self {
        Self::too_fast(wait.seconds)
    }
}

/// What a form is shown again with; whatever no form can mend is a failure.
pub fn mendable(refused: impl Into<HttpError>) -> Result<(Status, Vec<Problem>), HttpError> {
    let mut failure = refused.into();
    let gone = [Status::NotFound, Status::PreconditionFailed].contains(&failure.status);
    if failure.problems.is_empty() || gone {
        return Err(failure);
    }
    if failure.status == Status::Conflict {
        // No field of a form is the state of a record.
        let states = failure.problems.iter_mut().filter(|problem| problem.field == "state");
        states.for_each(|problem| problem.field.clear());
    }
    Ok((failure.status, failure.problems))
}

impl From<NotSignedIn> for HttpError {
    fn from(refused: NotSignedIn) -> Self {
        match refused {
            NotSignedIn::Wrong { by_address } => {
                Self::of(Status::Unauthorized, NotSignedIn::problem(by_address))
            }
            NotSignedIn::CodeNeeded => {
                Self::of(Status::Unauthorized, Problem::new("code", "second-factor-needed"))
            }
            NotSignedIn::CodeWrong => {
                Self::of(Status::Unauthorized, Problem::new("code", "second-factor-wrong"))
            }
            NotSignedIn::TooFast(seconds) => Self::too_fast(seconds),
            NotSignedIn::Ended => Self::status(Status::Unauthorized),
            NotSignedIn::Store(error) => error.into(),
        }
    }
}

/// The pool of password workers is full: in some seconds it is not.
impl From<passwords::Busy> for HttpError {
    fn from(_: passwords::Busy) -> Self {
        Self::busy()
    }
}

impl From<NotOpened> for HttpError {
    fn from(refused: NotOpened) -> Self {
        match refused {
            NotOpened::Wrong(problems) => {
                Self { problems, ..Self::status(Status::UnprocessableEntity) }
            }
            NotOpened::TooFast(seconds) => Self::too_fast(seconds),
            NotOpened::Store(error) => error.into(),
        }
    }
}

impl From<text::RenderError> for HttpError {
    fn from(error: text::RenderError) -> Self {
        tracing::error!(%error, cause = ?std::error::Error::source(&error), "page");
        Self::status(Status::InternalServerError)
    }
}

/// A problem with its message in words.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemView {
    /// As forms and JSON name it.
    pub field: String,
    pub code: String,
    pub message: String,
}

/// Says problems in a language.
pub fn describe(language: Language, problems: &[Problem]) -> Vec<ProblemView> {
    let described = problems.iter().map(|problem| ProblemView {
        field: problem.field.clone(),
        code: problem.code.into(),
        message: text::problem(language, problem),
    });
    described.collect()
}

/// Where a guard leaves its reasons: Rocket hands only the status on to the catcher.
struct Rejection(Mutex<Option<HttpError>>);

pub(super) fn rejection<'r>(
    request: &'r Request<'_>,
) -> std::sync::MutexGuard<'r, Option<HttpError>> {
    let slot = request.local_cache(|| Rejection(Mutex::new(None)));
    slot.0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How a guard refuses: keeps the reasons for the catcher and gives Rocket the status.
pub fn reject(request: &Request<'_>, failure: HttpError) -> (Status, ()) {
    let status = failure.status;
    *rejection(request) = Some(failure);
    (status, ())
}
