//! Closing (rules.md §8).

use crate::close::{AFTERWARDS, Figures, due, grace, last_zone, touched};
use crate::{
    EmploymentType, Exemption, Facts, Mode, NotObliged, Office, OfficeId, OfficeTree, Period,
    PeriodKind, Placement, Policy, PolicyId, ProrationRule, Rulebook, Status, Tally, Tier, Zone,
};

fn rulebook() -> Rulebook {
    let office = |id, parent: Option<i64>, zone| {
        let (code, name, kind) = (format!("O{id}"), format!("Kantor {id}"), "dinas".into());
        let (id, parent) = (OfficeId(id), parent.map(OfficeId));
        Office { id, code, name, kind, parent, zone }
    };
    let offices = vec![
        office(1, None, Zone::Wib),
        office(2, Some(1), Zone::Wit),
        office(3, Some(1), Zone::Wib),
    ];
    let policies = vec![policy(1, 1, "2026-01-05")];
    Rulebook { offices: OfficeTree::new(offices), policies, ..Rulebook::default() }
}

fn policy(id: i64, office: i64, from: &str) -> Policy {
    Policy {
        id: PolicyId(id),
        title: String::new(),
        legal_basis: String::new(),
        mode: Mode::Mandatory,
        period: PeriodKind::Week,
        office: OfficeId(office),
        effective_from: from.parse().unwrap(),
        effective_until: None,
        minimum_amount: 100_000,
        minimum_percent: None,
        minimum_count: 2,
        counts_on: Vec::new(),
        seller_classes: Vec::new(),
        tiers: vec![Tier {
            position_levels: vec!["camat".into()],
            minimum_amount: 150_000,
            minimum_count: 3,
            ..Tier::default()
        }],
        holiday_rule: ProrationRule::Full,
        leave_rule: ProrationRule::Prorated,
        grace_days: 3,
        late_days: 30,
        max_amount_per_purchase: 10_000_000,
        reminders: crate::Reminders::default(),
    }
}

fn week(label: &str) -> Period {
    Period::parse(label).unwrap()
}

fn placement(office: i64, level: &str) -> Placement {
    Placement {
        office: OfficeId(office),
        position_level: level.into(),
        position_title: None,
        grade: None,
        employment_type: EmploymentType::Pns,
        reference_amount: None,
        from: "2020-01-01".parse().unwrap(),
        to: None,
    }
}

#[test]
fn a_period_is_due_when_its_last_deadline_has_passed_in_the_last_zone_with_an_office() {
    let mut rules = rulebook();
    let w47 = week("2026-W47");
    assert_eq!(due(&rules, &w47).to_rfc3339(), "2026-11-25T17:00:00+00:00");
    let east = rules.offices.iter().map(|one| Office { zone: Zone::Wit, ..one.clone() }).collect();
    let east = Rulebook { offices: OfficeTree::new(east), ..rules.clone() };
    assert_eq!((last_zone(&east), last_zone(&rules)), (Zone::Wit, Zone::Wib));
    assert_eq!(due(&east, &w47).to_rfc3339(), "2026-11-25T15:00:00+00:00");
    assert_eq!(last_zone(&Rulebook::default()), Zone::Wib);
    // One office has longer; a policy that another has replaced counts no more.
    rules.policies.push(Policy { grace_days: 10, ..policy(2, 2, "2026-02-02") });
    assert_eq!(grace(&rules, &w47), Some(10));
    rules.policies.push(policy(3, 2, "2026-03-02"));
    assert_eq!(grace(&rules, &w47), Some(3));
    assert_eq!(grace(&rules, &week("2026-11")), None, "nobody is measured by the month");
    assert_eq!(grace(&rules, &week("2026-W01")), None, "before the first policy");
}

#[test]
fn a_policy_touches_the_periods_that_it_would_govern() {
    let rules = rulebook();
    let closed = ["2026-W45", "2026-W46", "2026-11"].map(week).into();
    let labels = |policy: &Policy| {
        let found = touched(&rules, policy, &closed);
        found.iter().map(Period::label).collect::<Vec<_>>()
    };
    assert_eq!(labels(&policy(9, 3, "2026-11-02")), ["2026-W45", "2026-W46"]);
    assert_eq!(labels(&policy(9, 3, "2026-11-03")), ["2026-W46"], "not from the first day on");
    assert_eq!(labels(&policy(9, 3, "2026-11-16")), [""; 0]);
    assert_eq!(labels(&policy(9, 1, "2025-12-29")), [""; 0], "the later start wins already");
    // A monthly one takes the weeks away.
    let monthly = Policy { period: PeriodKind::Month, ..policy(9, 3, "2026-11-01") };
    assert_eq!(labels(&monthly), ["2026-W45", "2026-W46", "2026-11"]);
    let ended = Policy { effective_until: Some("2026-11-08".parse().unwrap()), ..monthly };
    assert_eq!(labels(&ended), ["2026-W45"]);
}

fn tally(period: &Period, purchases: &[(i64, &str)]) -> Tally {
    let mut tally = Tally::default();
    for (amount, at) in purchases {
        tally.add(period, super::bought("2026-11-18", *amount, at.parse().unwrap()));
    }
    tally
}

#[test]
fn what_is_stored_says_all_that_was_assessed() {
    let (rules, period) = (rulebook(), week("2026-W47"));
    let leave = |from: &str, to: &str| Exemption {
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        approved: true,
    };
    let bought = tally(&period, &[(70_000, "2026-11-20T02:00:00Z")]);
    for (level, exemptions) in [
        ("staff", vec![]),
        ("camat", vec![leave("2026-11-18", "2026-11-19")]),
        ("staff", vec![leave("2026-11-01", "2026-11-30")]),
    ] {
        let placements = [placement(2, level)];
        let facts = Facts { placements: &placements, exemptions: &exemptions, tally: &bought };
        let assessed = rules.assess(&period, facts, AFTERWARDS);
        let stored = Figures::of(&assessed).unwrap();
        assert_eq!(stored.assessment(&rules, &period), assessed);
        let json = serde_json::to_string(&stored).unwrap();
        assert_eq!(serde_json::from_str::<Figures>(&json).unwrap(), stored);
        // The office has moved to another zone since.
        let mut changed = rules.clone();
        let office = changed.offices.get(OfficeId(2)).unwrap().clone();
        changed.offices.put(Office { zone: Zone::Wib, parent: Some(OfficeId(3)), ..office });
        let again = stored.assessment(&changed, &period);
        assert_eq!(
            (again.zone, again.deadline_instant()),
            (Zone::Wit, assessed.deadline_instant())
        );
    }
}

#[test]
fn what_is_stored_says_why_nothing_was_asked() {
    let (rules, period, none) = (rulebook(), week("2026-W47"), Tally::default());
    let without = Rulebook { policies: Vec::new(), ..rules.clone() };
    let late = Placement { from: "2026-11-18".parse().unwrap(), ..placement(2, "staff") };
    for (rules, placement, why) in [
        (&without, placement(2, "staff"), NotObliged::NoPolicy),
        (&rules, late, NotObliged::NotPlaced),
    ] {
        let placements = [placement];
        let facts = Facts { placements: &placements, exemptions: &[], tally: &none };
        let assessed = rules.assess(&period, facts, AFTERWARDS);
        assert_eq!((assessed.status, assessed.not_obliged), (Status::NotObliged, Some(why)));
        let stored = Figures::of(&assessed).unwrap();
        assert_eq!(stored.assessment(rules, &period), assessed);
        assert_eq!(stored.recounted(rules, &period, &none), stored);
    }
}

#[test]
fn later_purchases_change_what_was_bought_and_nothing_that_was_asked() {
    let (rules, period) = (rulebook(), week("2026-W47"));
    let placements = [placement(2, "camat")];
    let none = Tally::default();
    let facts = Facts { placements: &placements, exemptions: &[], tally: &none };
    let short = Figures::of(&rules.assess(&period, facts, AFTERWARDS)).unwrap();
    assert_eq!((short.status, short.shortfall), (Status::Short, Some(150_000)));
    let third = |at| {
        let early = "2026-11-20T02:00:00Z";
        tally(&period, &[(50_000, early), (50_000, early), (50_000, at)])
    };
    // In the zone of the office the deadline passes at 15.00 UTC.
    for (at, status) in
        [("2026-11-25T14:59:59Z", Status::Met), ("2026-11-25T15:00:00Z", Status::MetLate)]
    {
        let after = short.recounted(&rules, &period, &third(at));
        assert_eq!((after.status, after.counted, after.shortfall), (status, 150_000, Some(0)));
        assert!(after.asks_as(&short));
        assert_eq!(after.recounted(&rules, &period, &none), short);
    }
}
