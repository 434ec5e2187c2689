//! Forgotten passwords, and passwords that are chosen.

use serde::Serialize;

use super::View;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ForgotPage {}

impl View for ForgotPage {
    const TEMPLATE: &'static str = "passwords/forgot.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SentPage {}

impl View for SentPage {
    const TEMPLATE: &'static str = "passwords/sent.html";
}

/// The form behind a link from a mail.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ChoosePage {
    pub purpose: Purpose,
    /// Where the form goes.
    pub action: String,
    pub name: String,
    /// What they sign in with.
    pub login: String,
}

impl View for ChoosePage {
    const TEMPLATE: &'static str = "passwords/new.html";
}

#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The first password of an account.
    Activate,
    Reset,
}
