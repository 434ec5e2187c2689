//! People, as administrators look after them.

use chrono::NaiveDate;
use serde::Serialize;

use super::account::{KeyRow, SessionRow};
use super::form_values::FormValues;
use super::placements::PlacementRow;
use super::roles::RoleRow;
use super::{OfficeChoice, Pager, View};
use crate::rules::activation::Channel;
use crate::rules::mail::MailState;
use crate::rules::{AccountState, EmploymentType, RoleKind, Zone};
use crate::store::mails::Mail;
use crate::web::input::person_segment::PersonSegment;
use crate::web::request::local;

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct EmployeesPage {
    /// What the list is narrowed to and how it is sorted, by the fields of the address.
    pub form: FormValues,
    /// Whether it is narrowed at all.
    pub narrowed: bool,
    /// The same list as files.
    pub csv_url: String,
    pub xlsx_url: String,
    pub offices: Vec<OfficeChoice>,
    pub employees: Vec<EmployeeRow>,
    pub total: u64,
    pub pager: Pager,
}

impl View for EmployeesPage {
    const TEMPLATE: &'static str = "admin/employees/index.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct EmployeeRow {
    /// In the addresses of their pages.
    pub segment: PersonSegment,
    pub number: String,
    pub name: String,
    pub office: Option<String>,
    pub position_level: Option<String>,
    pub employment_type: Option<EmploymentType>,
    pub account: AccountState,
    /// The last day of who has left.
    pub left: Option<NaiveDate>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct NewEmployeePage {
    /// Those that are known everywhere, then those of the district's own.
    pub levels: Vec<String>,
    pub offices: Vec<OfficeChoice>,
    /// Asks whether a number is meant that is no NIP.
    pub warning: Option<String>,
    pub form: FormValues,
}

impl View for NewEmployeePage {
    const TEMPLATE: &'static str = "admin/employees/new.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct EditEmployeePage {
    /// Those that are known everywhere, then those of the district's own.
    pub levels: Vec<String>,
    pub employee: EmployeeDetails,
    pub access: AccountAccess,
    pub placements: Vec<PlacementRow>,
    pub mistake: Option<UndoableChange>,
    /// Those that hold today or will.
    pub roles: Vec<RoleRow>,
    /// The kinds of roles that the viewer gives at a touch; none for operators.
    pub roles_to_give: Vec<RoleKind>,
    /// The browsers in which they are signed in, for those who may end these.
    pub sessions: Vec<SessionRow>,
    /// Their keys to the API.
    pub keys: Vec<KeyRow>,
    /// The label of the zone in which instants are shown.
    pub zone: String,
    /// The newest invitation to activate the account.
    pub invitation: Option<Invitation>,
    /// Those whose people the viewer manages.
    pub offices: Vec<OfficeChoice>,
    /// Where a transfer may lead; out of those that the viewer manages it is proposed.
    pub all_offices: Vec<OfficeChoice>,
    /// Asks whether a number is meant that is no NIP.
    pub warning: Option<String>,
    pub form: FormValues,
}

impl View for EditEmployeePage {
    const TEMPLATE: &'static str = "admin/employees/edit.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct EmployeeDetails {
    /// In the addresses of their pages.
    pub segment: PersonSegment,
    pub number: String,
    pub name: String,
    pub account: AccountState,
    /// The last day of who has left.
    pub left: Option<NaiveDate>,
    /// The version that the form edits.
    pub version: String,
    /// The code of the office where they work today.
    pub home: Option<String>,
    /// Since when nothing here says who they were.
    pub erased: Option<String>,
}

/// How somebody comes into their account.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct AccountAccess {
    /// Whether a mail with a link can be sent.
    pub can_mail: bool,
    /// Whether a message can be sent to their telephone.
    pub can_message: bool,
    /// Whether they have a second factor.
    pub second_factor: bool,
    /// What was last handed to them and still works.
    pub handed: Option<HandedAccess>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct HandedAccess {
    pub channel: Channel,
    pub until: String,
}

/// A mail with the link that activates an account.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Invitation {
    pub state: MailState,
    /// Into a folder, for there is no mail server: nobody has received it.
    pub written: bool,
    /// When it was sent or, until then, asked for.
    pub at: String,
}

impl Invitation {
    pub fn of(mail: &Mail, zone: Zone) -> Self {
        Self {
            state: mail.state,
            written: mail.state == MailState::Sent && mail.sent_at.is_none(),
            at: local(mail.sent_at.unwrap_or(mail.created_at), zone),
        }
    }
}

/// The last change of a career, which can be taken back.
#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct UndoableChange {
    pub kind: ChangeKind,
    pub on: Option<NaiveDate>,
    /// The end of its form's address.
    pub path: String,
}

#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    Placement,
    Departure,
}
