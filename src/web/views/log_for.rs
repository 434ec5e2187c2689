//! Whom to record a purchase for.

use serde::Serialize;

use super::View;
use super::people::PersonChoice;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct LogForPage {
    pub query: String,
    /// The first by name whom the query may mean.
    pub people: Vec<PersonChoice>,
}

impl View for LogForPage {
    const TEMPLATE: &'static str = "purchases/for.html";

    fn nav() -> Option<&'static str> {
        Some("log")
    }
}
