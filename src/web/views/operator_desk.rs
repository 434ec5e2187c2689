//! The first page of an operator.

use serde::Serialize;

use super::View;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct OperatorDeskPage {
    /// The names of the offices that the viewer's roles are over.
    pub offices: Vec<String>,
    /// The code of the first of them.
    pub home: Option<String>,
    pub employees: u64,
    /// No mail server is set: invitations and reminders reach nobody.
    pub without_server: bool,
    /// Whether closed periods are handed over to the system that reckons allowances.
    pub allowances: bool,
    /// Moves that wait for the viewer's side.
    pub transfers_waiting: u64,
    /// Leave that somebody has asked for and nobody has decided on.
    pub exemptions_pending: u64,
    /// What their people say is wrong about them.
    pub corrections_waiting: u64,
}

impl View for OperatorDeskPage {
    const TEMPLATE: &'static str = "admin/operator.html";
}
