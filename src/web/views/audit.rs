//! Who did what.

use serde::Serialize;
use serde_json::{Map, Value};

use super::View;

use crate::rules::AuditId;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AuditPage {
    pub entries: Vec<AuditRow>,
    /// Where the older ones are.
    pub next_url: Option<String>,
}

impl View for AuditPage {
    const TEMPLATE: &'static str = "admin/audit/index.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AuditRow {
    pub id: AuditId,
    pub at: String,
    /// The name of who did it; none for the system.
    pub actor: Option<String>,
    pub action: String,
    /// The record, such as `purchases/12`.
    pub subject: String,
    /// The page of the record, where there is one.
    pub subject_url: Option<String>,
    /// As they were noted with the action; each has its own.
    pub details: Map<String, Value>,
}
