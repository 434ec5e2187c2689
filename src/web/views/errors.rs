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
    /// By which the request is found in the log.
    pub request_id: String,
    /// The page with the form that was too old: there it can be sent anew.
    pub reload: Option<String>,
}

/// A form that was not taken, to be sent again as it is.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ResendPage {
    /// Where it goes.
    pub action: String,
    pub fields: Vec<ResentField>,
    /// Whether it goes as a form with files does.
    pub multipart: bool,
    /// What its sender has to prove; else the page with the form was too old.
    pub proof: Option<ResendProof>,
    /// The number of whose password it is, for password managers.
    pub login: Option<String>,
}

/// By what somebody proves anew who they are.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ResendProof {
    pub password: bool,
    /// Whether the identity provider has just vouched for them.
    pub vouched: bool,
    /// What the identity provider is called, where there is one to vouch for them.
    pub provider: Option<String>,
    /// Of a second factor.
    pub code: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ResentField {
    pub name: String,
    pub value: String,
}

impl View for ResendPage {
    const TEMPLATE: &'static str = "errors/resend.html";
}

impl View for ErrorPage {
    const TEMPLATE: &'static str = "errors/error.html";
}
