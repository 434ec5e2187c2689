//! Roles: who has which, over what.

use chrono::NaiveDate;
use serde::Serialize;

use super::form_values::FormValues;
use super::{OfficeChoice, Pager, View};
use crate::rules::RoleKind;

use crate::rules::RoleId;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RolesPage {
    pub roles: Vec<RoleRow>,
    pub offices: Vec<OfficeChoice>,
    pub pager: Pager,
    pub form: FormValues,
}

impl View for RolesPage {
    const TEMPLATE: &'static str = "admin/roles/index.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RoleRow {
    pub id: RoleId,
    /// The name of who has it.
    pub employee: Option<String>,
    pub role: RoleKind,
    /// The name of the office; a role without one is over everything.
    pub office: Option<String>,
    pub acting: bool,
    pub from: NaiveDate,
    /// The last day; it lasts without one.
    pub to: Option<NaiveDate>,
}
