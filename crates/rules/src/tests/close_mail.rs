//! What is told after a close, to whom, and when (decision 130).

use super::{DEEP, EAST, TOP, WEST, at, day, offices, policy, under};
use crate::access::{Role, RoleKind};
use crate::close_mail::{Addressed, CloseMails, below, timing, told};
use crate::reminder::Timing;
use crate::{OfficeId, Period, Policy, Rulebook, Summary};

fn closed(rulebook: Rulebook, periods: &[&str]) -> Rulebook {
    let periods = periods.iter().map(|text| Period::parse(text).unwrap());
    Rulebook { closed: periods.collect(), ..rulebook }
}

fn told_at(rulebook: &Rulebook, now: &str) -> Vec<String> {
    told(rulebook, at(now)).iter().map(Period::label).collect()
}

#[test]
fn the_newest_of_each_kind_is_told_for_two_weeks() {
    // The deadline of W47 passes with Wednesday, 25 November, in the west.
    let rulebook = closed(under(policy()), &["2026-W45", "2026-W46", "2026-W47", "2026-10"]);
    assert_eq!(told_at(&rulebook, "2026-11-25T17:00:00Z"), ["2026-W47"]);
    assert_eq!(told_at(&rulebook, "2026-12-09T16:59:59Z"), ["2026-W47"]);
    assert_eq!(told_at(&rulebook, "2026-12-09T17:00:00Z"), [""; 0]);
    let old = closed(under(policy()), &["2026-W20"]);
    assert_eq!(told_at(&old, "2026-11-25T17:00:00Z"), [""; 0], "closed by hand, long after");
    assert_eq!(told_at(&under(policy()), "2026-11-25T17:00:00Z"), [""; 0]);
}

#[test]
fn it_goes_by_day_from_the_hour_of_the_digest() {
    let week = Period::parse("2026-W47").unwrap();
    let rulebook = closed(under(policy()), &["2026-W47"]);
    let of = |rulebook: &Rulebook, office, now| timing(rulebook, office, &week, at(now));
    // Thursday, 08.00 in the west; in the east that was two hours ago.
    let morning = at("2026-11-26T01:00:00Z");
    assert_eq!(of(&rulebook, WEST, "2026-11-25T17:00:00Z"), Timing::After(morning));
    assert_eq!(of(&rulebook, WEST, "2026-11-26T00:59:59Z"), Timing::After(morning));
    assert_eq!(of(&rulebook, EAST, "2026-11-26T00:59:59Z"), Timing::Now);
    assert_eq!(of(&rulebook, WEST, "2026-11-26T12:59:59Z"), Timing::Now);
    // Friday, and after Friday's office hours Monday.
    let friday = at("2026-11-27T01:00:00Z");
    assert_eq!(of(&rulebook, WEST, "2026-11-26T13:00:00Z"), Timing::After(friday));
    let monday = at("2026-11-30T01:00:00Z");
    assert_eq!(of(&rulebook, WEST, "2026-11-27T13:00:00Z"), Timing::After(monday));
    let holidays = ["2026-11-26", "2026-11-27"].iter().map(|text| day(text)).collect();
    let resting = Rulebook { holidays, ..rulebook.clone() };
    assert_eq!(of(&resting, WEST, "2026-11-26T03:00:00Z"), Timing::After(monday));
    let mut late: Policy = policy();
    late.reminders.head_digest.hour = 15;
    late.reminders.head_digest.on = false;
    let late = closed(under(late), &["2026-W47"]);
    assert_eq!(
        of(&late, DEEP, "2026-11-26T03:00:00Z"),
        Timing::After(at("2026-11-26T08:00:00Z")),
        "its hour, whether or not there is a digest"
    );
    assert_eq!(of(&rulebook, WEST, "2026-12-10T03:00:00Z"), Timing::TooLate);
    let next = closed(under(policy()), &["2026-W47", "2026-W48"]);
    assert_eq!(of(&next, WEST, "2026-12-03T03:00:00Z"), Timing::TooLate, "a newer one is told");
    let always = (26..=30).map(|date| format!("2026-11-{date}"));
    let always = always.chain((1..=31).map(|date| format!("2026-12-{date:02}")));
    let never = Rulebook { holidays: always.map(|text| day(&text)).collect(), ..rulebook };
    assert_eq!(of(&never, WEST, "2026-11-26T03:00:00Z"), Timing::TooLate);
}

fn role(kind: RoleKind, office: OfficeId) -> Role {
    Role { kind, office, from: day("2020-01-01"), to: None, acting: false }
}

#[test]
fn heads_are_told_of_their_offices_and_leaders_of_all() {
    use RoleKind::{Administrator, Auditor, Head, Operator, Reviewer};
    let (all, tree) = (CloseMails::default(), offices());
    let of = |mails: CloseMails, roles: &[(RoleKind, OfficeId)]| {
        let roles: Vec<Role> = roles.iter().map(|(kind, office)| role(*kind, *office)).collect();
        mails.addressed(&tree, &roles)
    };
    let recaps =
        |offices: &[OfficeId]| Addressed { offices: offices.into(), ..Addressed::default() };
    assert_eq!(of(all, &[(Head, WEST)]), recaps(&[WEST]));
    let deputy = [(Head, DEEP), (Head, WEST), (Head, DEEP)];
    assert_eq!(of(all, &deputy), recaps(&[WEST, DEEP]), "each of them is signed");
    for kind in [Reviewer, Operator] {
        assert_eq!(of(all, &[(kind, TOP)]), recaps(&[]), "{kind:?}");
    }
    assert_eq!(of(all, &[(Administrator, OfficeId::NONE), (Auditor, WEST)]), recaps(&[]));
    let leads = Addressed { leads: true, ..Addressed::default() };
    assert_eq!(of(all, &[(Auditor, OfficeId::NONE)]), leads);
    assert_eq!(of(all, &[(Auditor, TOP)]), leads);
    let regent = Addressed { offices: vec![EAST], leads: true, signs_all: true };
    assert_eq!(of(all, &[(Head, TOP), (Head, EAST)]), regent);
    let no_leaders = CloseMails { leaders: false, ..all };
    assert_eq!(of(no_leaders, &[(Head, TOP), (Auditor, OfficeId::NONE)]), recaps(&[TOP]));
    let no_heads = CloseMails { heads: false, ..all };
    assert_eq!(
        of(no_heads, &[(Head, TOP), (Head, EAST)]),
        Addressed { offices: Vec::new(), ..regent }
    );
    let gone = OfficeId(99);
    assert_eq!(of(all, &[(Head, gone)]), recaps(&[]));
}

#[test]
fn the_furthest_from_what_is_aimed_at_comes_first() {
    let sum = |obliged, met| Summary { obliged, met, short: obliged - met, ..Summary::default() };
    let offices = vec![
        ("met", sum(10, 9)),
        ("large", sum(10, 5)),
        ("small", sum(2, 1)),
        ("nobody", sum(0, 0)),
        ("worst", sum(100, 10)),
    ];
    let names = |share| below(offices.clone(), share).into_iter().map(|(name, _)| name);
    assert_eq!(names(0.9).collect::<Vec<_>>(), ["worst", "large", "small"]);
    assert_eq!(names(1.0).count(), 4);
    assert_eq!(names(0.05).count(), 0);
}
