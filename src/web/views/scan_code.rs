//! The page that takes a photo of the code on a seller's counter.

use serde::Serialize;

use super::View;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ScanCodePage {
    /// The key of the form to go back to; none for a new one.
    pub form_key: Option<String>,
    /// The address of that form.
    pub back: String,
}

impl View for ScanCodePage {
    const TEMPLATE: &'static str = "purchases/scan.html";

    fn nav() -> Option<&'static str> {
        Some("log")
    }
}
