//! A move between offices that are looked after by different people: one side proposes it, the other
//! accepts or refuses it, and nobody's placement changes before.

use super::access::Denial;
use super::names::named;
use super::{EmployeeId, OfficeId, OfficeTree, Placement, Viewer};

named! {
    pub enum TransferState {
        Proposed = "proposed",
        Accepted = "accepted",
        Refused = "refused",
        Withdrawn = "withdrawn",
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Accepting or refusing.
    Decide,
    /// Taking back what was proposed.
    Withdraw,
}

/// What the decision depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Who is to move.
    pub employee: EmployeeId,
    /// The office whose side proposes.
    pub proposing: OfficeId,
    /// The office whose side decides.
    pub deciding: OfficeId,
    pub state: TransferState,
    /// Whether the person has moved since it was proposed.
    pub is_void: bool,
}

impl Subject {
    /// Whether the proposal is shown to the viewer: to both sides.
    pub fn is_shown_to(&self, tree: &OfficeTree, viewer: &Viewer) -> bool {
        let managed = viewer.managed_offices(tree);
        managed.holds(self.proposing) || managed.holds(self.deciding)
    }
}

impl Action {
    pub const ALL: [Self; 2] = [Self::Decide, Self::Withdraw];

    /// Whether the viewer may do it. Pages ask it before they offer it, workflows before they do it.
    ///
    /// # Errors
    /// Why not.
    pub fn check(
        self,
        tree: &OfficeTree,
        viewer: &Viewer,
        proposal: &Subject,
    ) -> Result<(), Denial> {
        let side = match self {
            Self::Decide => proposal.deciding,
            Self::Withdraw => proposal.proposing,
        };
        if viewer.employee == proposal.employee || !viewer.managed_offices(tree).holds(side) {
            return Err(Denial::NotTheirs);
        }
        if proposal.state != TransferState::Proposed {
            return Err(Denial::Settled);
        }
        if self == Self::Decide && proposal.is_void { Err(Denial::Locked) } else { Ok(()) }
    }
}

/// Whether a career goes on as it did when a transfer was proposed: from the same last placement.
pub fn goes_on_from(career: &[Placement], last: &Placement) -> bool {
    career.last() == Some(last)
}
