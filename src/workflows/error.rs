//! Why a workflow did nothing.

use crate::rules::Problem;
use crate::store;

#[derive(Debug, thiserror::Error)]
pub enum WorkflowError {
    /// 422: every field that is wrong.
    #[error("invalid: {0:?}")]
    Invalid(Vec<Problem>),
    /// 404: it is not there, or out of the viewer's sight.
    #[error("not found")]
    NotFound,
    /// 401: the session or the key with which it came has ended meanwhile.
    #[error("signed out")]
    SignedOut,
    /// 403: seen, but not allowed.
    #[error("forbidden")]
    Forbidden,
    /// 409: it does not go with what is there.
    #[error("conflict: {0:?}")]
    Conflict(Problem),
    /// 412: somebody else has changed it meanwhile.
    #[error("stale")]
    Stale,
    /// 428: it has to say which version it is about.
    #[error("unseen")]
    Unseen,
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl store::Refusal for WorkflowError {
    fn database(&self) -> Option<&store::Error> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}

impl WorkflowError {
    pub fn invalid(problem: Problem) -> Self {
        Self::Invalid(vec![problem])
    }

    /// What is told first: that it is not the caller's to do, then what is wrong with what they wrote,
    /// then that the record does not allow it any more.
    pub fn in_order<T>(allowed: Result<(), Self>, written: Result<T, Problem>) -> Result<T, Self> {
        if matches!(allowed, Err(Self::Forbidden)) {
            return Err(Self::Forbidden);
        }
        let written = written.map_err(Self::invalid)?;
        allowed.map(|()| written)
    }
}
