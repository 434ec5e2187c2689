//! Who accepts, refuses and takes back a proposed move.

use super::{DEEP, EAST, TOP, WEST, day, offices, placed};
use crate::transfer::{Action, Subject, TransferState, goes_on_from};
use crate::{EmployeeId, OfficeId, Placement, Role, RoleKind, Viewer};

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
