//! Signing in.

use serde::Serialize;

use super::View;
use super::form_values::FormValues;
use crate::demo::Login;
use crate::rules::contact::Contact;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SignInPage {
    /// The path that is opened next.
    pub next: String,
    /// Whether it is shown on a telephone.
    pub phone: bool,
    /// Where people may sign in besides.
    pub provider: Option<ProviderLink>,
    /// The logins of a demonstration; none in a real installation.
    pub demo: Vec<Login>,
    pub form: FormValues,
}

/// The way to the identity provider.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ProviderLink {
    pub name: String,
    pub href: String,
}

/// What going to the identity provider has come to.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ProviderPage {
    pub outcome: ProviderOutcome,
    /// The number that the provider has said, where nobody here has it.
    pub number: Option<String>,
    /// Who helps.
    pub contact: Option<Contact>,
}

#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum ProviderOutcome {
    /// They have proved themselves anew, and go on in the other tab.
    Proved,
    /// It took too long, was done already, or began in another browser.
    Ended,
    /// The provider does not answer.
    Silent,
    /// They did not sign in there.
    Declined,
    /// What the provider says is not to be believed.
    Refused,
    /// The provider says no NIP.
    NoNumber,
    /// Nobody here has the NIP.
    Unknown,
    /// They have left, or their account was disabled.
    Closed,
    /// The provider has not asked them anew.
    NotAnew,
    /// They are not whose session it is.
    SomebodyElse,
}

impl View for ProviderPage {
    const TEMPLATE: &'static str = "sessions/provider.html";
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
