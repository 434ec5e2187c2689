//! Who may do what with an exemption that they see. rules.md §4: "It counts only when approved by
//! someone other than the employee"; §9: "Nobody reviews their own purchase or exemption".

use super::access::Denial;
use super::calendar::ExemptionState;
use super::{EmployeeId, OfficeId, OfficeTree, Viewer};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Approving or refusing what was asked for.
    Decide,
    /// Ending what was approved for somebody else.
    Withdraw,
    /// Taking back what one has asked for.
    TakeBack,
}

/// What the decision depends on; the office is that of the owner today.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    pub owner: EmployeeId,
    pub office: Option<OfficeId>,
    pub state: ExemptionState,
}

impl Action {
    pub const ALL: [Self; 3] = [Self::Decide, Self::Withdraw, Self::TakeBack];

    /// How the viewer withdraws an exemption of this employee.
    pub fn withdrawal(viewer: &Viewer, owner: EmployeeId) -> Self {
        if viewer.employee == owner { Self::TakeBack } else { Self::Withdraw }
    }

    /// The state that allows it.
    pub fn state(self) -> ExemptionState {
        match self {
            Self::Decide | Self::TakeBack => ExemptionState::Requested,
            Self::Withdraw => ExemptionState::Approved,
        }
    }

    /// Whether the viewer may do it. Pages ask it before they offer it, workflows before they do it.
    ///
    /// # Errors
    /// Why not.
    pub fn check(
        self,
        tree: &OfficeTree,
        viewer: &Viewer,
        exemption: &Subject,
    ) -> Result<(), Denial> {
        let is_theirs = match self {
            Self::Decide => viewer.may_review(tree, exemption.owner, exemption.office),
            Self::Withdraw => {
                viewer.may_review(tree, exemption.owner, exemption.office)
                    || viewer.may_enter_leave(tree, exemption.owner, exemption.office)
            }
            Self::TakeBack => viewer.employee == exemption.owner,
        };
        if !is_theirs {
            return Err(Denial::NotTheirs);
        }
        if self.state() == exemption.state { Ok(()) } else { Err(Denial::Settled) }
    }
}

/// Whether the viewer reads the document of an exemption: it is their own, or theirs to decide on.
pub fn may_read_document(
    tree: &OfficeTree,
    viewer: &Viewer,
    owner: EmployeeId,
    office: Option<OfficeId>,
) -> bool {
    viewer.employee == owner || viewer.may_review(tree, owner, office)
}

/// Whether the viewer sees which kind of leave it is: it is their own, theirs to decide on, or theirs to
/// enter. To everybody else it is leave, and nothing more: the kind can tell of somebody's health.
pub fn may_see_kind(
    tree: &OfficeTree,
    viewer: &Viewer,
    owner: EmployeeId,
    office: Option<OfficeId>,
) -> bool {
    may_read_document(tree, viewer, owner, office) || viewer.may_enter_leave(tree, owner, office)
}
