//! What people do with Pekan, one verb a file. Pages, API and command line call the same ones.
//!
//! A workflow asks first whether its caller may, then whether what was given can be, and changes
//! everything in one transaction with its line in the audit.

pub mod accounts;
pub mod closing;
pub mod employees;
mod error;
pub mod exemptions;
pub mod holidays;
pub mod imports;
pub mod mail;
pub mod offices;
pub mod policies;
pub mod purchases;
pub mod sellers;
pub mod settings;

pub use error::WorkflowError;

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
    pub fn must_administer(&self) -> Result<(), WorkflowError> {
        match self {
            Self::Person(viewer) if !viewer.is_administrator() => Err(WorkflowError::Forbidden),
            _ => Ok(()),
        }
    }
}
