//! Many receipts at once: photos that wait, each for a purchase of its own.

use serde::Serialize;

use super::View;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SeveralPage {
    /// Forms that were begun, the first one first.
    pub waiting: Vec<WaitingForm>,
    /// Photos at once.
    pub most: usize,
    /// `WIB`, `WITA` or `WIT`.
    pub zone: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct WaitingForm {
    pub key: String,
    pub thumbnail_url: Option<String>,
    /// It is kept as it came, and nobody can open it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undrawn: bool,
    /// As it was typed, if it was.
    pub amount: Option<String>,
    /// In the zone of the viewer's office.
    pub since: String,
}

impl View for SeveralPage {
    const TEMPLATE: &'static str = "purchases/several.html";

    fn nav() -> Option<&'static str> {
        Some("log")
    }
}
