//! What pages offer and workflows do, for every state and everybody (rules.md §§8 and 9).

use chrono::{DateTime, TimeDelta, Utc};

use super::{DEEP, EAST, WEST, at, day, placed, policy, under};
use crate::access::Denial::{self, Locked, NotTheirs, Settled};
use crate::calendar::ExemptionState;
use crate::purchase::State;
use crate::{
    EmployeeId, OfficeId, Role, RoleKind, Viewer, amendment, exemption_access, purchase_access,
};

const OWNER: EmployeeId = EmployeeId(10);
const OTHER: EmployeeId = EmployeeId(20);

/// Somebody with a role over `WEST`, which is above the owner's office `DEEP`.
fn person(employee: EmployeeId, kind: Option<RoleKind>, office: OfficeId) -> Viewer {
    let role = |kind| Role { kind, office, from: day("2024-01-01"), to: None, acting: false };
    Viewer { employee, roles: kind.map(role).into_iter().collect() }
}

/// The owner, and others by what they are; and whether they review the owner.
fn people() -> [(&'static str, Viewer, bool); 8] {
    use RoleKind::{Administrator, Auditor, Head, Reviewer};
    [
        ("owner", person(OWNER, None, WEST), false),
        ("owner who reviews", person(OWNER, Some(Reviewer), WEST), false),
        ("owner who administers", person(OWNER, Some(Administrator), WEST), false),
        ("colleague", person(OTHER, None, WEST), false),
        ("head", person(OTHER, Some(Head), WEST), false),
        ("auditor", person(OTHER, Some(Auditor), WEST), false),
        ("reviewer elsewhere", person(OTHER, Some(Reviewer), EAST), false),
        ("reviewer", person(OTHER, Some(Reviewer), WEST), true),
    ]
}

/// The week of the purchase ends on 22 November; its deadline passes three days later.
const IN_TIME: &str = "2026-11-25T16:59:59Z";
const LATE: &str = "2026-11-25T17:00:00Z";

fn purchase(
    action: purchase_access::Action,
    viewer: &Viewer,
    state: State,
    now: DateTime<Utc>,
) -> Result<(), Denial> {
    let placements = placed(DEEP);
    let purchased_on = day("2026-11-20");
    let subject = purchase_access::Subject {
        owner: OWNER,
        recorded_by: OWNER,
        sharers: &[],
        placements: &placements,
        purchased_on,
        state,
        decided: None,
    };
    action.check(&under(policy()), viewer, &subject, now)
}

#[test]
fn purchases_are_changed_by_whom_and_until_when_the_rules_say() {
    use purchase_access::Action::{AddReceipt, Edit, Reject, UndoReview, Verify, Void};
    for (name, viewer, reviews) in people() {
        let owns = viewer.employee == OWNER;
        for state in State::ALL {
            for (now, in_time) in [(at(IN_TIME), true), (at(LATE), false)] {
                let settled = |states: &[State]| !states.contains(&state);
                let open = settled(&[State::Recorded]);
                let voided = state == State::Voided;
                let expected = |action| match action {
                    Edit if !owns => Err(NotTheirs),
                    AddReceipt | Void if !owns && !reviews => Err(NotTheirs),
                    Verify | Reject if !reviews => Err(NotTheirs),
                    // Nobody has decided.
                    UndoReview => Err(NotTheirs),
                    Edit | AddReceipt if open => Err(Settled),
                    Void if voided => Err(Settled),
                    Verify if settled(&[State::Recorded, State::Rejected]) => Err(Settled),
                    Reject if settled(&[State::Recorded, State::Verified]) => Err(Settled),
                    Edit | AddReceipt if !in_time => Err(Locked),
                    Void if !in_time && !reviews => Err(Locked),
                    _ => Ok(()),
                };
                for action in purchase_access::Action::ALL {
                    let found = purchase(action, &viewer, state, now);
                    assert_eq!(found, expected(action), "{action:?} {state:?} {name} {now}");
                }
            }
        }
    }
    let operator = person(OTHER, Some(RoleKind::Operator), WEST);
    for action in purchase_access::Action::ALL {
        let expected = if action == AddReceipt { Ok(()) } else { Err(NotTheirs) };
        assert_eq!(purchase(action, &operator, State::Recorded, at(IN_TIME)), expected);
    }
    let administrator = person(OTHER, Some(RoleKind::Administrator), OfficeId::NONE);
    assert_eq!(purchase(Void, &administrator, State::Verified, at(LATE)), Ok(()));
}

#[test]
fn whoever_recorded_for_somebody_does_not_review_it_and_may_void_it() {
    use purchase_access::Action::{AddReceipt, Reject, Verify, Void};
    let reviewer = person(OTHER, Some(RoleKind::Reviewer), WEST);
    let placements = placed(DEEP);
    let subject = purchase_access::Subject {
        owner: OWNER,
        recorded_by: OTHER,
        sharers: &[],
        placements: &placements,
        purchased_on: day("2026-11-20"),
        state: State::Recorded,
        decided: None,
    };
    for (action, expected) in
        [(Verify, Err(NotTheirs)), (Reject, Err(NotTheirs)), (AddReceipt, Ok(())), (Void, Ok(()))]
    {
        let found = action.check(&under(policy()), &reviewer, &subject, at(IN_TIME));
        assert_eq!(found, expected, "{action:?}");
    }
}

#[test]
fn who_has_decided_takes_it_back_for_ten_minutes_and_nobody_else_does() {
    use purchase_access::Action::UndoReview;
    let decider = person(OTHER, Some(RoleKind::Reviewer), WEST);
    let another = person(EmployeeId(30), Some(RoleKind::Reviewer), WEST);
    let placements = placed(DEEP);
    let at_noon = at("2026-11-24T05:00:00Z");
    for (state, viewer, minutes, expected) in [
        (State::Verified, &decider, 9, Ok(())),
        (State::Rejected, &decider, 9, Ok(())),
        (State::Rejected, &decider, 10, Err(Locked)),
        (State::Recorded, &decider, 1, Err(Settled)),
        (State::Voided, &decider, 1, Err(Settled)),
        (State::Verified, &another, 1, Err(NotTheirs)),
    ] {
        let subject = purchase_access::Subject {
            owner: OWNER,
            recorded_by: OWNER,
            sharers: &[],
            placements: &placements,
            purchased_on: day("2026-11-20"),
            state,
            decided: Some((OTHER, at_noon)),
        };
        let now = at_noon + TimeDelta::minutes(minutes);
        let found = UndoReview.check(&under(policy()), viewer, &subject, now);
        assert_eq!(found, expected, "{state:?} after {minutes}");
    }
}

#[test]
fn whoever_has_a_part_of_a_receipt_decides_nothing_about_it() {
    use purchase_access::Action::{AddReceipt, Edit, Reject, Verify, Void};
    let reviewer = person(OTHER, Some(RoleKind::Reviewer), WEST);
    let placements = placed(DEEP);
    let subject = purchase_access::Subject {
        owner: OWNER,
        recorded_by: OWNER,
        sharers: &[OTHER],
        placements: &placements,
        purchased_on: day("2026-11-20"),
        state: State::Recorded,
        decided: None,
    };
    for action in [Verify, Reject, Void, Edit] {
        let found = action.check(&under(policy()), &reviewer, &subject, at(IN_TIME));
        assert_eq!(found, Err(NotTheirs), "{action:?}");
    }
    let elsewhere = purchase_access::Subject { sharers: &[], ..subject };
    for action in [Verify, Reject, Void, AddReceipt] {
        assert_eq!(action.check(&under(policy()), &reviewer, &elsewhere, at(IN_TIME)), Ok(()));
    }
}

#[test]
fn exemptions_are_decided_and_withdrawn_by_others_and_taken_back_by_their_owner() {
    use exemption_access::Action::{Decide, TakeBack, Withdraw};
    for (name, viewer, reviews) in people() {
        let owns = viewer.employee == OWNER;
        for state in ExemptionState::ALL {
            let subject = exemption_access::Subject { owner: OWNER, office: Some(DEEP), state };
            let expected = |action| match action {
                Decide | Withdraw if !reviews => Err(NotTheirs),
                TakeBack if !owns => Err(NotTheirs),
                Decide | TakeBack if state != ExemptionState::Requested => Err(Settled),
                Withdraw if state != ExemptionState::Approved => Err(Settled),
                _ => Ok(()),
            };
            for action in exemption_access::Action::ALL {
                let found = action.check(&super::offices(), &viewer, &subject);
                assert_eq!(found, expected(action), "{action:?} {state:?} {name}");
            }
        }
        let withdrawal = exemption_access::Action::withdrawal(&viewer, OWNER);
        assert_eq!(withdrawal, if owns { TakeBack } else { Withdraw }, "{name}");
        let tree = super::offices();
        let reads = exemption_access::may_read_document(&tree, &viewer, OWNER, Some(DEEP));
        assert_eq!(reads, owns || reviews, "{name}");
    }
    // An operator ends the leave that they may enter, and decides on none that is asked for.
    let operator = person(OTHER, Some(RoleKind::Operator), WEST);
    let state = ExemptionState::Approved;
    let subject = exemption_access::Subject { owner: OWNER, office: Some(DEEP), state };
    assert_eq!(Withdraw.check(&super::offices(), &operator, &subject), Ok(()));
    let asked = exemption_access::Subject { state: ExemptionState::Requested, ..subject };
    assert_eq!(Decide.check(&super::offices(), &operator, &asked), Err(NotTheirs));
}

#[test]
fn proposals_are_decided_by_administrators_and_never_about_themselves() {
    let administrator = person(OTHER, Some(RoleKind::Administrator), WEST);
    for state in amendment::State::ALL {
        let expected =
            if state == amendment::State::Proposed { Ok(()) } else { Err(Denial::Settled) };
        assert_eq!(amendment::check_decision(&administrator, OWNER, state), expected, "{state:?}");
        for (name, viewer, _) in people() {
            let found = amendment::check_decision(&viewer, OWNER, state);
            assert_eq!(found, Err(NotTheirs), "{name} {state:?}");
        }
    }
}
