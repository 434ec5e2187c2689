//! The page that says what went wrong.

use serde::Serialize;

use super::View;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ErrorPage {
    /// The HTTP status.
    pub status: u16,
    /// What went wrong, where more is known than the status.
    pub detail: Option<String>,
    /// Seconds.
    pub retry_after: Option<u64>,
}

impl View for ErrorPage {
    const TEMPLATE: &'static str = "errors/error.html";
}
