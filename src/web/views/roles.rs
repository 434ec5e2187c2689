//! Roles: who has which, over what.

use chrono::NaiveDate;
use serde::Serialize;

use super::form_values::FormValues;
use super::people::PersonChoice;
use super::{OfficeChoice, Pager, View};
use crate::rules::{OfficeTree, RoleId, RoleKind};
use crate::store::employees::Employee;
use crate::store::roles;
use crate::web::input::person_segment::PersonSegment;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RolesPage {
    /// The kind that the list is narrowed to.
    pub kind: Option<RoleKind>,
    /// By office, from the top of the tree; before them those over everything.
    pub groups: Vec<RoleGroup>,
    /// The kinds that the form offers.
    pub kinds: Vec<RoleKind>,
    pub offices: Vec<OfficeChoice>,
    /// Those whom the name in the form may mean.
    pub people: Vec<PersonChoice>,
    pub pager: Pager,
    pub form: FormValues,
}

impl View for RolesPage {
    const TEMPLATE: &'static str = "admin/roles/index.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RoleGroup {
    /// The name of the office; none over everything.
    pub office: Option<String>,
    pub roles: Vec<RoleRow>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct RoleRow {
    pub id: RoleId,
    /// In the addresses of their pages.
    pub segment: PersonSegment,
    /// The name of who has it.
    pub employee: String,
    pub role: RoleKind,
    /// The name of the office; a role without one is over everything.
    pub office: Option<String>,
    pub acting: bool,
    pub from: NaiveDate,
    /// The last day; it lasts without one.
    pub to: Option<NaiveDate>,
}

impl RoleRow {
    pub fn of(role: roles::RoleRow, employee: Employee, tree: &OfficeTree) -> Self {
        let office = role.office_id.and_then(|id| tree.get(id));
        Self {
            id: role.id,
            segment: PersonSegment(employee.id),
            employee: employee.name,
            role: role.kind,
            office: office.map(|office| office.name.clone()),
            acting: role.acting,
            from: role.from_on,
            to: role.to_on,
        }
    }
}
