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
pub mod transfers;

pub use error::WorkflowError;

use crate::rules::access::Offices;
use crate::rules::problem::problem_with_value;
use crate::rules::{EmployeeId, OfficeId, OfficeTree, Viewer};

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

    /// Refuses everybody but administrators and operators.
    pub fn must_manage_people(&self) -> Result<(), WorkflowError> {
        match self {
            Self::Person(viewer) if !viewer.manages_people() => Err(WorkflowError::Forbidden),
            _ => Ok(()),
        }
    }

    /// The offices whose people the caller manages.
    pub fn managed_offices(&self, tree: &OfficeTree) -> Offices {
        match self {
            Self::System => Offices::All,
            Self::Person(viewer) => viewer.managed_offices(tree),
        }
    }

    /// Refuses an office whose people are managed by others.
    pub fn must_manage_office(
        &self,
        tree: &OfficeTree,
        office: OfficeId,
    ) -> Result<(), WorkflowError> {
        self.must_manage_people()?;
        if self.managed_offices(tree).holds(office) {
            return Ok(());
        }
        let code = tree.get(office).map(|office| office.code.as_str()).unwrap_or_default();
        Err(WorkflowError::invalid(problem_with_value("office", "office-outside", code)))
    }
}
