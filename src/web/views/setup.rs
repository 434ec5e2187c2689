//! The first run.

use serde::Serialize;

use super::View;
use super::form_values::FormValues;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct SetupPage {
    pub form: FormValues,
    /// An empty installation can be filled with a demonstration.
    pub empty: bool,
}

impl View for SetupPage {
    const TEMPLATE: &'static str = "setup/new.html";
}
