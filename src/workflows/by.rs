//! Who asks, and what they may do whatever the record.

use super::WorkflowError;
use crate::rules::access::Offices;
use crate::rules::problem::problem_with_value;
use crate::rules::{EmployeeId, OfficeId, OfficeTree, Viewer};

/// Who asks for a change.
#[derive(Clone, Debug)]
pub enum By {
    /// The command line, or the schedule: whoever has the machine may everything.
    System,
    /// Somebody who has not signed in.
    Stranger,
    Person(Viewer),
}

/// What a change demands of whoever makes it, before its record is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Nothing: the record decides, or it is their own.
    None,
    Administer,
    /// To look after the people of some office.
    ManagePeople,
    KeepSellers,
}

impl By {
    /// The author for the audit.
    pub fn author(&self) -> Option<EmployeeId> {
        match self {
            Self::System | Self::Stranger => None,
            Self::Person(viewer) => Some(viewer.employee),
        }
    }

    /// # Errors
    /// `Forbidden` where it is no person.
    pub fn viewer(&self) -> Result<&Viewer, WorkflowError> {
        match self {
            Self::Person(viewer) => Ok(viewer),
            Self::System | Self::Stranger => Err(WorkflowError::Forbidden),
        }
    }

    /// # Errors
    /// `Forbidden` for whoever lacks the right.
    pub fn must(&self, right: Right) -> Result<(), WorkflowError> {
        let has = match (self, right) {
            (Self::System, _) | (_, Right::None) => true,
            (Self::Stranger, _) => false,
            (Self::Person(viewer), Right::Administer) => viewer.is_administrator(),
            (Self::Person(viewer), Right::ManagePeople) => viewer.manages_people(),
            (Self::Person(viewer), Right::KeepSellers) => viewer.may_keep_sellers(),
        };
        if has { Ok(()) } else { Err(WorkflowError::Forbidden) }
    }

    /// The offices whose people the caller manages.
    pub fn managed_offices(&self, tree: &OfficeTree) -> Offices {
        match self {
            Self::System => Offices::All,
            Self::Stranger => Offices::These(std::collections::HashSet::new()),
            Self::Person(viewer) => viewer.managed_offices(tree),
        }
    }

    /// Refuses an office whose people are managed by others.
    pub fn must_manage_office(
        &self,
        tree: &OfficeTree,
        office: OfficeId,
    ) -> Result<(), WorkflowError> {
        self.must(Right::ManagePeople)?;
        if self.managed_offices(tree).holds(office) {
            return Ok(());
        }
        let code = tree.get(office).map(|office| office.code.as_str()).unwrap_or_default();
        Err(WorkflowError::invalid(problem_with_value("office", "office-outside", code)))
    }
}
