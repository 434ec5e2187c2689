//! Why a workflow did nothing.

use crate::rules::Problem;
use crate::store;

#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// 422: every field that is wrong.
    #[error("invalid: {0:?}")]
    Invalid(Vec<Problem>),
    /// 404: it is not there, or out of the viewer's sight.
    #[error("not found")]
    NotFound,
    /// 403: seen, but not allowed.
    #[error("forbidden")]
    Forbidden,
    /// 409: it does not go with what is there.
    #[error("conflict: {0:?}")]
    Conflict(Problem),
    /// 412: somebody else has changed it meanwhile.
    #[error("stale")]
    Stale,
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Refused {
    pub fn invalid(problem: Problem) -> Self {
        Self::Invalid(vec![problem])
    }
}
