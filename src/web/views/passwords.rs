//! Forgotten passwords, passwords that are chosen, and the codes of slips.

use serde::Serialize;

use super::View;
use super::form_values::FormValues;
use crate::rules::mail::LinkPurpose;

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

/// The form behind a link from a mail, and behind the code of a slip.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ChoosePage {
    pub purpose: Purpose,
    /// Where the form goes.
    pub action: String,
    pub name: String,
    /// What they sign in with.
    pub login: String,
    /// The code of a slip, which the form carries on; none behind a link.
    pub code: Option<String>,
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

impl Purpose {
    pub fn of(purpose: LinkPurpose) -> Self {
        match purpose {
            LinkPurpose::Activation => Self::Activate,
            LinkPurpose::PasswordReset => Self::Reset,
        }
    }
}

/// Number and code of a slip are asked for.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct CodePage {
    pub form: FormValues,
}

impl View for CodePage {
    const TEMPLATE: &'static str = "passwords/code.html";
}
