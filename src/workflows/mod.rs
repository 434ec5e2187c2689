//! What people do with Pekan, one verb a file. Pages, API and command line call the same ones.
//!
//! A workflow asks first whether its caller may, then whether what was given can be, and changes
//! everything in one transaction with its line in the audit.

pub mod add_employee;
pub mod add_office;
pub mod add_policy;
pub mod amend;
pub mod assess;
pub mod attach_document;
pub mod attach_receipts;
pub mod change_account;
pub mod change_purchase;
pub mod change_settings;
pub mod choose_logo;
pub mod choose_password;
pub mod close_due;
pub mod close_period;
pub mod decide_amendment;
pub mod decide_exemption;
pub mod declare_no_purchase;
pub mod deliver_mail;
pub mod depart_employee;
pub mod edit_employee;
pub mod edit_office;
pub mod end_policy;
pub mod exempt_office;
pub mod forgot_password;
pub mod give_up_old;
pub mod grant_role;
pub mod hide_first_steps;
pub mod import;
mod import_batch;
mod import_employees;
mod import_exemptions;
pub mod import_holidays;
mod import_known;
mod import_offices;
pub mod import_report;
pub mod invite;
pub mod log_purchase;
pub mod passwords;
pub mod people;
pub mod place_employee;
pub mod preview_policy;
pub mod propose_amendments;
pub mod put_holiday;
pub mod queue_reminders;
mod refused;
pub mod remove_holiday;
pub mod report;
pub mod request_exemption;
pub mod retry_mail;
pub mod revoke_role;
pub mod set_up;
pub mod sign_in;
pub mod table_template;
pub mod take_back_placement;
pub mod test_mail;
mod transfer_employees;
pub mod undo_import;
pub mod withdraw_exemption;
mod write_letter;

pub use refused::Refused;

use crate::rules::{EmployeeId, Viewer};

/// Who asks for a change.
#[derive(Clone, Debug)]
pub enum By {
    /// The command line, or the schedule: whoever has the machine may everything.
    System,
    Person(Viewer),
}

impl By {
    /// The author for the audit.
    pub fn author(&self) -> Option<EmployeeId> {
        match self {
            Self::System => None,
            Self::Person(viewer) => Some(viewer.employee),
        }
    }

    /// Refuses everybody but administrators.
    pub fn must_administer(&self) -> Result<(), Refused> {
        match self {
            Self::Person(viewer) if !viewer.is_administrator() => Err(Refused::Forbidden),
            _ => Ok(()),
        }
    }
}
