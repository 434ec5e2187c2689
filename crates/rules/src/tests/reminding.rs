//! Who reminds an office by hand, when, and whom (rules.md §10, decision 120).

use super::{DEEP, EAST, WEST, at, day, placed, policy, under};
use crate::ReminderKind::{Grace, LastCall};
use crate::reminder::Timing;
use crate::reminding::{Refusal, for_person, kind, refusal};
use crate::{
    EmployeeId, Facts, Mode, OfficeId, Period, Policy, Role, RoleKind, Rulebook, Tally, Viewer,
};

fn week() -> Period {
    Period::parse("2026-W47").unwrap()
}

/// When the last call of that week is of use at `WEST`: Monday 16 to Sunday 22 November, and to record
/// until Wednesday.
const FRIDAY: &str = "2026-11-20T02:00:00Z";

fn viewer(role: RoleKind, office: OfficeId) -> Viewer {
    let role = Role { kind: role, office, from: day("2024-01-01"), to: None, acting: false };
    Viewer { employee: EmployeeId(20), roles: vec![role] }
}

#[test]
fn heads_and_operators_remind_their_office_and_those_below_and_nobody_else_does() {
    use RoleKind::{Administrator, Auditor, Head, Operator, Reviewer, SellerOfficer};
    let rulebook = under(policy());
    let tree = &rulebook.offices;
    for (role, may) in [
        (Head, true),
        (Operator, true),
        (Administrator, true),
        (Reviewer, false),
        (Auditor, false),
        (SellerOfficer, false),
    ] {
        assert_eq!(viewer(role, WEST).may_remind(tree, WEST), may, "{role:?}");
        assert_eq!(viewer(role, WEST).may_remind(tree, DEEP), may, "{role:?} of the office above");
        let everywhere = role == Administrator;
        assert_eq!(viewer(role, WEST).may_remind(tree, EAST), everywhere, "{role:?} elsewhere");
        assert_eq!(viewer(role, DEEP).may_remind(tree, WEST), everywhere, "{role:?} from below");
    }
    assert!(viewer(Head, WEST).heads(tree, DEEP) && !viewer(Operator, WEST).heads(tree, DEEP));
}

#[test]
fn it_goes_out_by_day_on_no_holiday_until_the_last_deadline() {
    let plain = under(policy());
    let holidays =
        Rulebook { holidays: [day("2026-11-20")].into_iter().collect(), ..under(policy()) };
    let appeal = under(Policy { mode: Mode::Appeal, ..policy() });
    for (rulebook, now, expected) in [
        (&plain, FRIDAY, None),
        (&plain, "2026-11-19T22:59:59Z", Some(Refusal::Night)),
        (&plain, "2026-11-19T23:00:00Z", None),
        (&plain, "2026-11-20T12:59:59Z", None),
        (&plain, "2026-11-20T13:00:00Z", Some(Refusal::Night)),
        (&plain, "2026-11-25T12:59:59Z", None),
        (&plain, "2026-11-25T17:00:00Z", Some(Refusal::Over)),
        (&holidays, FRIDAY, Some(Refusal::Holiday)),
        (&appeal, FRIDAY, Some(Refusal::NoDuty)),
    ] {
        assert_eq!(refusal(rulebook, WEST, &week(), at(now)), expected, "{now}");
    }
}

#[test]
fn it_is_the_last_call_while_one_can_buy_and_that_of_the_grace_after() {
    let rulebook = under(policy());
    for (now, expected) in [
        (FRIDAY, LastCall),
        ("2026-11-22T16:59:59Z", LastCall),
        ("2026-11-22T17:00:00Z", Grace),
        ("2026-11-25T12:00:00Z", Grace),
    ] {
        assert_eq!(kind(&rulebook, WEST, &week(), at(now)), expected, "{now}");
    }
}

#[test]
fn it_goes_to_those_short_whatever_day_the_policy_names_and_waits_for_the_morning() {
    let rulebook = under(policy());
    let timing = |bought: i64, kind, now: &str| {
        let placements = placed(WEST);
        let mut tally = Tally::default();
        tally.add(&week(), super::bought("2026-11-17", bought, at("2026-11-17T01:00:00Z")));
        let facts = Facts { placements: &placements, exemptions: &[], tally: &tally };
        let assessment = rulebook.assess(&week(), facts, at(now));
        for_person(&rulebook, kind, &week(), &assessment, at(now))
    };
    assert_eq!(timing(40_000, LastCall, "2026-11-17T02:00:00Z"), Timing::Now, "a Tuesday");
    assert_eq!(timing(100_000, LastCall, FRIDAY), Timing::NotDue);
    let morning = Timing::After(at("2026-11-20T23:00:00Z"));
    assert_eq!(timing(0, LastCall, "2026-11-20T14:00:00Z"), morning);
    assert_eq!(timing(0, LastCall, "2026-11-22T14:00:00Z"), Timing::TooLate);
    assert_eq!(timing(0, Grace, "2026-11-24T02:00:00Z"), Timing::Now);
    assert_eq!(timing(0, Grace, "2026-11-25T14:00:00Z"), Timing::TooLate);
    assert_eq!(timing(0, Grace, "2026-11-25T17:00:00Z"), Timing::NotDue, "the deadline has passed");
}
