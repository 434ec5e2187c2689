//! Signing in.

use serde::Serialize;

use super::View;
use super::form_values::FormValues;
use crate::demo::Login;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SignInPage {
    /// The path that is opened next.
    pub next: String,
    /// Whether it is shown on a telephone.
    pub phone: bool,
    /// The logins of a demonstration; none in a real installation.
    pub demo: Vec<Login>,
    pub form: FormValues,
}

impl View for SignInPage {
    const TEMPLATE: &'static str = "sessions/new.html";
}

/// The code of a second factor.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct CodePage {
    /// The path that is opened next.
    pub next: String,
    pub form: FormValues,
}

impl View for CodePage {
    const TEMPLATE: &'static str = "sessions/code.html";
}
