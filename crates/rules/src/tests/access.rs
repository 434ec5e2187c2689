//! Who sees whom, and who may decide about whom (rules.md §9).

use super::{DEEP, EAST, TOP, WEST, day, offices};
use crate::{EmployeeId, OfficeId, Role, RoleKind, Scope, Viewer};

const ME: EmployeeId = EmployeeId(10);
const OTHER: EmployeeId = EmployeeId(20);

fn holding(roles: &[(RoleKind, OfficeId)]) -> Viewer {
    let roles = roles.iter().map(|(kind, office)| Role {
        kind: *kind,
        office: *office,
        from: day("2024-01-01"),
        to: None,
        acting: false,
    });
    Viewer { employee: ME, roles: roles.collect() }
}

#[test]
fn without_a_role_one_sees_oneself() {
    let scope = holding(&[]).scope(&offices());
    assert!(scope.holds(ME, Some(WEST)));
    assert!(!scope.holds(OTHER, Some(WEST)), "a colleague");
    assert!(!scope.holds_office(WEST), "not even the figures of one's own office");
}

#[test]
fn a_role_over_an_office_shows_it_and_all_below() {
    for kind in RoleKind::ALL.into_iter().filter(|kind| kind.may_have_office()) {
        let scope = holding(&[(kind, WEST)]).scope(&offices());
        for (office, seen) in [(WEST, true), (DEEP, true), (TOP, false), (EAST, false)] {
            assert_eq!(scope.holds_office(office), seen, "{kind:?} {office}");
            assert_eq!(scope.holds(OTHER, Some(office)), seen, "{kind:?} {office}");
        }
        assert!(scope.holds(ME, Some(EAST)), "oneself, wherever one is placed");
        assert!(!scope.holds(OTHER, None), "who is placed nowhere belongs to nobody's office");
    }
}

#[test]
fn several_roles_add_up() {
    let scope = holding(&[(RoleKind::Head, DEEP), (RoleKind::Head, EAST)]).scope(&offices());
    for (office, seen) in [(DEEP, true), (EAST, true), (WEST, false), (TOP, false)] {
        assert_eq!(scope.holds_office(office), seen, "{office}");
    }
}

#[test]
fn a_role_over_an_office_that_is_gone_opens_nothing() {
    let gone = OfficeId(99);
    let scope = holding(&[(RoleKind::Head, gone)]).scope(&offices());
    assert!(!scope.holds_office(gone) && !scope.holds(OTHER, Some(gone)));
}

#[test]
fn auditors_and_administrators_see_everybody_and_seller_officers_nobody() {
    let everybody = |kind| holding(&[(kind, OfficeId::NONE)]).scope(&offices()) == Scope::Everyone;
    assert!(everybody(RoleKind::Auditor) && everybody(RoleKind::Administrator));
    let officer = holding(&[(RoleKind::SellerOfficer, TOP)]).scope(&offices());
    assert!(!officer.holds_office(TOP) && !officer.holds(OTHER, Some(TOP)));
}

#[test]
fn who_reviews_others_and_who_logs_for_them() {
    for (kind, office, reviews, logs) in [
        (RoleKind::Reviewer, WEST, true, true),
        (RoleKind::Reviewer, EAST, false, false),
        (RoleKind::Operator, WEST, false, true),
        (RoleKind::Operator, EAST, false, false),
        (RoleKind::Administrator, OfficeId::NONE, true, true),
        (RoleKind::Head, WEST, false, false),
        (RoleKind::Auditor, OfficeId::NONE, false, false),
        (RoleKind::SellerOfficer, OfficeId::NONE, false, false),
    ] {
        let (viewer, tree) = (holding(&[(kind, office)]), offices());
        assert_eq!(viewer.may_review(&tree, OTHER, Some(DEEP)), reviews, "{kind:?}");
        assert_eq!(viewer.may_log_for(&tree, OTHER, Some(DEEP)), logs, "{kind:?}");
    }
}

#[test]
fn an_auditor_of_an_office_reads_no_other() {
    assert!(!holding(&[(RoleKind::Auditor, WEST)]).may_audit());
    assert!(holding(&[(RoleKind::Auditor, OfficeId::NONE)]).may_audit());
}

#[test]
fn operators_manage_the_people_of_their_offices() {
    let tree = offices();
    let operator = holding(&[(RoleKind::Operator, WEST)]);
    for (office, may) in [(WEST, true), (DEEP, true), (TOP, false), (EAST, false)] {
        assert_eq!(operator.may_manage(&tree, OTHER, Some(office), &[]), may, "{office}");
        assert_eq!(operator.may_enter_leave(&tree, OTHER, Some(office)), may, "{office}");
        assert_eq!(operator.managed_offices(&tree).holds(office), may, "{office}");
    }
    assert!(!operator.may_manage(&tree, OTHER, None, &[]), "who is placed nowhere");
    assert!(!operator.may_manage(&tree, ME, Some(WEST), &[]), "themselves");
    assert!(!operator.may_enter_leave(&tree, ME, Some(WEST)), "their own leave");
    for kind in [RoleKind::Head, RoleKind::Reviewer, RoleKind::Auditor] {
        let viewer = holding(&[(kind, WEST)]);
        assert!(!viewer.may_manage(&tree, OTHER, Some(WEST), &[]), "{kind:?}");
        assert!(!viewer.may_enter_leave(&tree, OTHER, Some(WEST)), "{kind:?}");
    }
    assert!(operator.sees_reference_amount(&tree, OTHER, Some(DEEP)));
    assert!(!operator.sees_reference_amount(&tree, OTHER, Some(EAST)));
    assert!(operator.sees_reference_amount(&tree, ME, Some(EAST)), "their own");
    let administrator = holding(&[(RoleKind::Administrator, OfficeId::NONE)]);
    assert!(administrator.may_manage(&tree, OTHER, None, &[]));
    assert!(administrator.may_enter_leave(&tree, OTHER, None));
}

#[test]
fn operators_leave_accounts_alone_that_open_more_than_their_own() {
    let tree = offices();
    let operator = holding(&[(RoleKind::Operator, WEST)]);
    for (kind, office, may) in [
        (RoleKind::Head, WEST, true),
        (RoleKind::Operator, DEEP, true),
        (RoleKind::Head, TOP, false),
        (RoleKind::Reviewer, EAST, false),
        (RoleKind::Auditor, OfficeId::NONE, false),
        (RoleKind::Administrator, OfficeId::NONE, false),
    ] {
        let theirs = holding(&[(kind, office)]).roles;
        assert_eq!(operator.may_manage(&tree, OTHER, Some(DEEP), &theirs), may, "{kind:?}");
    }
}

#[test]
fn nobody_reviews_their_own_and_everybody_logs_it() {
    for kind in RoleKind::ALL {
        let (viewer, tree) = (holding(&[(kind, TOP)]), offices());
        assert!(!viewer.may_review(&tree, ME, Some(DEEP)), "{kind:?}");
        assert!(viewer.may_log_for(&tree, ME, Some(DEEP)), "{kind:?}");
    }
}

#[test]
fn a_role_holds_on_its_first_and_its_last_day() {
    let (from, to) = (day("2026-11-01"), Some(day("2026-11-30")));
    let role = Role { kind: RoleKind::Head, office: WEST, from, to, acting: true };
    for (text, holds) in
        [("2026-10-31", false), ("2026-11-01", true), ("2026-11-30", true), ("2026-12-01", false)]
    {
        assert_eq!(role.holds_on(day(text)), holds, "{text}");
    }
    assert!(Role { to: None, ..role }.holds_on(day("2099-01-01")));
}
