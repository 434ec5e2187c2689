//! My second factor.

use serde::Serialize;

use super::View;
use super::form_values::FormValues;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SecondFactorPage {
    pub state: SecondFactorState,
    /// Whether nothing else can be done without one.
    pub required: bool,
    pub to_scan: Option<ToScan>,
    /// Recovery codes that still work.
    pub codes_left: u64,
    /// Those that were just made, to be shown once.
    pub codes: Vec<String>,
    pub number: String,
    pub form: FormValues,
}

#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum SecondFactorState {
    None,
    /// A secret is there, and no code of it was tried.
    Begun,
    Set,
}

/// What an app reads.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ToScan {
    /// The path of an SVG, and how many modules a side has.
    pub qr_path: String,
    pub qr_modules: f32,
    /// To be typed where nothing can be scanned, in groups of four.
    pub secret: String,
    /// Opens an app on the same telephone.
    pub url: String,
}

impl View for SecondFactorPage {
    const TEMPLATE: &'static str = "account/second_factor.html";

    fn nav() -> Option<&'static str> {
        Some("account")
    }
}
