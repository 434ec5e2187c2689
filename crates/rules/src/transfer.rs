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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{DEEP, EAST, TOP, WEST, day, offices, placed};
    use crate::{Role, RoleKind};

    const MOVED: EmployeeId = EmployeeId(10);
    const OTHER: EmployeeId = EmployeeId(20);

    fn operator(employee: EmployeeId, office: OfficeId) -> Viewer {
        let (kind, from) = (RoleKind::Operator, day("2024-01-01"));
        Viewer { employee, roles: vec![Role { kind, office, from, to: None, acting: false }] }
    }

    #[test]
    fn each_side_does_its_own_and_nobody_moves_themselves() {
        use Action::{Decide, Withdraw};
        let proposal = Subject {
            employee: MOVED,
            proposing: DEEP,
            deciding: EAST,
            state: TransferState::Proposed,
            is_void: false,
        };
        let tree = offices();
        let check = |action: Action, viewer: &Viewer| action.check(&tree, viewer, &proposal);
        for (viewer, decides, withdraws) in [
            (operator(OTHER, EAST), true, false),
            (operator(OTHER, WEST), false, true),
            (operator(OTHER, TOP), true, true),
            (operator(MOVED, TOP), false, false),
        ] {
            assert_eq!(check(Decide, &viewer).is_ok(), decides);
            assert_eq!(check(Withdraw, &viewer).is_ok(), withdraws);
        }
        assert!(proposal.is_shown_to(&tree, &operator(OTHER, DEEP)));
        assert!(!proposal.is_shown_to(&tree, &Viewer { employee: OTHER, roles: Vec::new() }));
    }

    #[test]
    fn what_is_settled_or_void_is_not_accepted() {
        let tree = offices();
        let both = operator(OTHER, TOP);
        for state in TransferState::ALL {
            for is_void in [false, true] {
                let (employee, proposing, deciding) = (MOVED, DEEP, EAST);
                let proposal = Subject { employee, proposing, deciding, state, is_void };
                let decides = state == TransferState::Proposed && !is_void;
                assert_eq!(Action::Decide.check(&tree, &both, &proposal).is_ok(), decides);
                let withdraws = state == TransferState::Proposed;
                assert_eq!(Action::Withdraw.check(&tree, &both, &proposal).is_ok(), withdraws);
            }
        }
    }

    #[test]
    fn a_career_goes_on_until_something_happens_in_it() {
        let career = placed(DEEP);
        let last = career.last().unwrap().clone();
        assert!(goes_on_from(&career, &last));
        let left = Placement { to: Some(day("2026-11-30")), ..last.clone() };
        assert!(!goes_on_from(&[left], &last));
    }
}
