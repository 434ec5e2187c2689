//! What may be recorded (rules.md §5).

use super::{EAST, WEST, at, day, placed, policy, under};
use crate::channel::{BuiltIn, Channels};
use crate::language::Language;
use crate::money::AmountInput;
use crate::purchase::{Funding, earliest_changeable_day, earliest_day, first_deadline};
use crate::purchase_draft::{Draft, NewPurchase, SellerChoice, SellerInput};
use crate::{PeriodKind, Policy, PolicyId, Rulebook};

/// Lunch on Friday, 20 November 2026.
fn lunch() -> Draft {
    Draft {
        purchased_on: "2026-11-20".into(),
        amount: AmountInput::Written("35.000".into(), Language::Indonesian),
        seller: SellerInput::New { name: "Warung Bu Sri".into(), district: Some("Senduro".into()) },
        channel: "direct".into(),
        event: None,
        description: None,
        order_number: None,
        funding: None,
        no_receipt: false,
        receipts: 1,
    }
}

fn on(text: &str) -> Draft {
    Draft { purchased_on: text.into(), ..lunch() }
}

fn costing(amount: &str) -> Draft {
    Draft { amount: AmountInput::Written(amount.into(), Language::Indonesian), ..lunch() }
}

/// What becomes of a draft on a day: the purchase, or `field: code` of every fault.
fn judged(draft: &Draft, rulebook: &Rulebook, today: &str) -> Result<NewPurchase, Vec<String>> {
    draft.check((rulebook, &Channels::default()), &placed(WEST), day(today)).map_err(|problems| {
        problems.iter().map(|problem| format!("{}: {}", problem.field, problem.code)).collect()
    })
}

fn faults(draft: &Draft) -> Vec<String> {
    judged(draft, &under(policy()), "2026-11-20").err().unwrap_or_default()
}

#[test]
fn a_lunch_is_read_as_it_was_typed() {
    let read = judged(&lunch(), &under(policy()), "2026-11-20").unwrap();
    let seller =
        SellerChoice::New { name: "Warung Bu Sri".into(), district: Some("Senduro".into()) };
    assert_eq!((read.purchased_on, read.amount), (day("2026-11-20"), 35_000));
    assert_eq!((read.seller, read.channel), (seller, BuiltIn::Direct.into()));
    assert_eq!((read.funding, read.description), (Funding::Personal, None));
}

#[test]
fn every_fault_is_told_at_once() {
    let draft = Draft {
        purchased_on: "2026-11-21".into(),
        amount: AmountInput::Rupiah(0),
        seller: SellerInput::New { name: "\u{200D} ".into(), district: None },
        channel: "teleport".into(),
        event: Some("bazar".into()),
        description: Some("a\u{202E}b".into()),
        order_number: Some("x".repeat(61)),
        funding: Some("loan".into()),
        no_receipt: false,
        receipts: 6,
    };
    let mut described = faults(&draft);
    described.sort();
    assert_eq!(
        described,
        [
            "amount: amount-not-positive",
            "channel: unknown-choice",
            "description: unprintable",
            "event: unknown-choice",
            "funding: unknown-choice",
            "order_number: too-long",
            "purchased_on: date-in-future",
            "receipt: too-many-receipts",
            "seller.name: missing",
        ]
    );
}

#[test]
fn amounts_are_whole_rupiah_above_nothing_and_below_the_ceiling() {
    for (text, code) in [
        ("", "amount-missing"),
        ("0", "amount-not-positive"),
        ("-1", "amount-unreadable"),
        ("1e9", "amount-unreadable"),
        ("25.000,50", "amount-fraction"),
        ("٢٥", "amount-unreadable"),
        ("10.000.001", "amount-too-large"),
        ("9223372036854775808", "amount-too-large"),
    ] {
        assert_eq!(faults(&costing(text)), [format!("amount: {code}")], "{text}");
    }
    assert_eq!(faults(&costing("1")), [""; 0]);
    assert_eq!(faults(&costing("10.000.000")), [""; 0], "the ceiling itself");
    for rupiah in [i64::MIN, -1, 0, 10_000_001, i64::MAX] {
        assert_eq!(faults(&Draft { amount: AmountInput::Rupiah(rupiah), ..lunch() }).len(), 1);
    }
}

#[test]
fn the_ceiling_is_that_of_the_policy_that_governs_the_day() {
    let low = Policy {
        id: PolicyId(2),
        max_amount_per_purchase: 50_000,
        effective_from: day("2026-11-16"),
        ..policy()
    };
    let mut rulebook = under(policy());
    rulebook.policies.push(low);
    let draft = |text: &str| Draft { purchased_on: text.into(), ..costing("50.001") };
    let described = judged(&draft("2026-11-16"), &rulebook, "2026-11-20").unwrap_err();
    assert_eq!(described, ["amount: amount-too-large"]);
    assert!(judged(&draft("2026-11-15"), &rulebook, "2026-11-20").is_ok(), "the week before");
}

#[test]
fn a_day_is_accepted_until_late_days_after_its_period() {
    // Week 42 ends on 18 October; 30 days later is 17 November.
    let week = under(policy());
    assert!(judged(&on("2026-10-12"), &week, "2026-11-17").is_ok());
    let described = judged(&on("2026-10-18"), &week, "2026-11-18").unwrap_err();
    assert_eq!(described, ["purchased_on: date-too-old"]);
    // October ends on the 31st; 30 days later is 30 November.
    let monthly =
        Policy { period: PeriodKind::Month, effective_from: day("2026-01-01"), ..policy() };
    let month = under(monthly);
    assert!(judged(&on("2026-10-01"), &month, "2026-11-30").is_ok());
    assert!(judged(&on("2026-10-31"), &month, "2026-12-01").is_err());
}

/// From Monday, 23 November 2026 on a week replaces the month, which runs to its end.
fn week_beside_month() -> Rulebook {
    let monthly = Policy {
        period: PeriodKind::Month,
        effective_from: day("2026-01-01"),
        late_days: 10,
        max_amount_per_purchase: 200_000,
        ..policy()
    };
    let weekly = Policy {
        id: PolicyId(2),
        effective_from: day("2026-11-23"),
        late_days: 2,
        max_amount_per_purchase: 50_000,
        ..policy()
    };
    Rulebook { policies: vec![monthly, weekly], ..under(policy()) }
}

#[test]
fn where_a_week_and_a_month_govern_a_day_either_accepts_it_and_the_higher_ceiling_holds() {
    let both = week_beside_month();
    // Week 48 ends on the 29th, November on the 30th; its ten days end on 10 December.
    assert!(judged(&on("2026-11-25"), &both, "2026-12-10").is_ok());
    let described = judged(&on("2026-11-25"), &both, "2026-12-11").unwrap_err();
    assert_eq!(described, ["purchased_on: date-too-old"]);
    let of = |amount: &str, day: &str| Draft { purchased_on: day.into(), ..costing(amount) };
    assert!(judged(&of("200.000", "2026-11-25"), &both, "2026-11-25").is_ok());
    assert!(judged(&of("200.001", "2026-11-25"), &both, "2026-11-25").is_err());
    assert!(judged(&of("50.001", "2026-11-30"), &both, "2026-11-30").is_ok());
    assert!(judged(&of("50.001", "2026-12-01"), &both, "2026-12-01").is_err(), "the week alone");
}

#[test]
fn a_day_without_a_placement_is_refused() {
    let [first] = placed(WEST);
    let gap = [
        crate::Placement { to: Some(day("2026-11-15")), ..first.clone() },
        crate::Placement { from: day("2026-11-18"), ..first },
    ];
    let rulebook = under(policy());
    let code = |text: &str| {
        let found = on(text).check((&rulebook, &Channels::default()), &gap, day("2026-11-20"));
        found.map_err(|problems| (problems[0].field.clone(), problems[0].code)).err()
    };
    assert_eq!(code("2026-11-17"), Some(("purchased_on".into(), "not-placed-that-day")));
    assert_eq!((code("2026-11-15"), code("2026-11-18")), (None, None));
    assert_eq!(earliest_day(&rulebook, &gap, day("2026-11-20")), day("2026-10-19"));
}

#[test]
fn what_is_still_on_time_is_never_too_late() {
    let strict = under(Policy { grace_days: 5, late_days: 2, ..policy() });
    // Week 46 ends on the 15th, and its deadline is the 20th.
    assert!(judged(&on("2026-11-09"), &strict, "2026-11-20").is_ok());
    assert!(judged(&on("2026-11-15"), &strict, "2026-11-21").is_err());
    let none = under(Policy { grace_days: 0, late_days: 0, ..policy() });
    assert!(judged(&on("2026-11-09"), &none, "2026-11-15").is_ok());
    assert!(judged(&on("2026-11-15"), &none, "2026-11-16").is_err());
}

#[test]
fn without_a_policy_the_defaults_hold() {
    let free = Rulebook { policies: Vec::new(), ..under(policy()) };
    assert!(judged(&on("2026-10-12"), &free, "2026-11-17").is_ok());
    assert!(judged(&on("2026-10-12"), &free, "2026-11-18").is_err());
    assert!(judged(&costing("10.000.001"), &free, "2026-11-20").is_err());
}

#[test]
fn days_that_cannot_be_are_no_dates() {
    for text in ["", "2026-02-30", "1899-01-01", "20-11-2026", "kemarin"] {
        let described = faults(&on(text));
        assert!(
            described.len() == 1 && described[0].starts_with("purchased_on: "),
            "{text}: {described:?}"
        );
    }
    assert_eq!(faults(&on("2026-11-21")), ["purchased_on: date-in-future"]);
    assert_eq!(faults(&on(" 2026-11-20 ")), [""; 0]);
}

#[test]
fn a_seller_is_known_by_a_number_or_new_by_a_name() {
    let sold_by = |seller| faults(&Draft { seller, ..lunch() });
    let new = |name: &str, district: &str| SellerInput::New {
        name: name.into(),
        district: Some(district.into()),
    };
    assert_eq!(sold_by(SellerInput::Known("7".into())), [""; 0]);
    assert_eq!(sold_by(SellerInput::Known("Bu Sri".into())), ["seller: unknown-choice"]);
    assert_eq!(sold_by(SellerInput::Missing), ["seller: seller-missing"]);
    assert_eq!(sold_by(new(&"x".repeat(81), "")), ["seller.name: too-long"]);
    assert_eq!(sold_by(new("x", &"x".repeat(81))), ["seller.district: too-long"]);
    assert_eq!(sold_by(new("x", " ")), [""; 0], "the sub-district may be left out");
}

#[test]
fn evidence_is_a_receipt_an_order_or_the_statement_that_there_is_none() {
    let without = Draft { receipts: 0, ..lunch() };
    let ordered = |number: &str| Draft { order_number: Some(number.into()), ..without.clone() };
    assert!(lunch().check_evidence().is_ok() && ordered("INV/2026/11").check_evidence().is_ok());
    assert!(Draft { no_receipt: true, ..without.clone() }.check_evidence().is_ok());
    for none in [without.clone(), ordered(" ")] {
        assert_eq!(none.check_evidence().unwrap_err().code, "receipt-missing");
    }
    assert_eq!(faults(&Draft { receipts: 5, ..lunch() }), [""; 0]);
}

#[test]
fn the_first_day_that_is_offered_is_the_first_that_is_accepted() {
    let soon = Policy { late_days: 2, ..policy() };
    let later = Policy { effective_from: day("2026-11-16"), ..policy() };
    let short = Policy { id: PolicyId(2), late_days: 3, ..later };
    let changed = Rulebook { policies: vec![policy(), short], ..under(policy()) };
    for (rulebook, today, first) in [
        (under(policy()), "2026-11-20", "2026-10-19"),
        (under(soon), "2026-11-18", "2026-11-09"),
        (changed, "2026-11-27", "2026-11-23"),
        (Rulebook { policies: Vec::new(), ..under(policy()) }, "2026-11-20", "2026-10-19"),
    ] {
        let offered = earliest_day(&rulebook, &placed(WEST), day(today));
        assert_eq!(offered, day(first), "{today}");
        assert!(judged(&on(first), &rulebook, today).is_ok(), "{today}");
        let before = (offered - chrono::Days::new(1)).to_string();
        assert!(judged(&on(&before), &rulebook, today).is_err(), "{today}");
    }
}

/// A monthly policy until a weekly one replaces it in the middle of a week that both hold.
fn month_then_week(grace_of_month: u32) -> Rulebook {
    let monthly = Policy {
        period: PeriodKind::Month,
        effective_from: day("2026-01-01"),
        grace_days: grace_of_month,
        ..policy()
    };
    let weekly = Policy { id: PolicyId(2), effective_from: day("2026-11-30"), ..policy() };
    Rulebook { policies: vec![monthly, weekly], ..under(policy()) }
}

#[test]
fn a_purchase_is_changed_until_the_first_deadline_of_any_period_that_holds_its_day() {
    let deadline =
        |rulebook: &Rulebook, office, on| first_deadline(rulebook, &placed(office), day(on));
    let weekly = under(policy());
    assert_eq!(deadline(&weekly, WEST, "2026-11-20"), at("2026-11-25T17:00:00Z"));
    assert_eq!(deadline(&weekly, EAST, "2026-11-20"), at("2026-11-25T15:00:00Z"));
    // 30 November lies in November, whose deadline is 3 December, and in week 49: 9 December.
    let both = month_then_week(3);
    assert_eq!(deadline(&both, WEST, "2026-11-29"), at("2026-12-03T17:00:00Z"));
    assert_eq!(deadline(&both, WEST, "2026-11-30"), at("2026-12-03T17:00:00Z"));
    assert_eq!(deadline(&both, WEST, "2026-12-01"), at("2026-12-09T17:00:00Z"));
    // And where the week ends sooner, the week decides.
    let both = month_then_week(20);
    assert_eq!(deadline(&both, WEST, "2026-11-30"), at("2026-12-09T17:00:00Z"));
    let free = Rulebook { policies: Vec::new(), ..under(policy()) };
    assert_eq!(deadline(&free, WEST, "2026-11-20"), at("2026-11-25T17:00:00Z"));
}

#[test]
fn a_purchase_is_moved_to_no_day_whose_deadline_has_passed() {
    let weekly = under(policy());
    for (now, first) in [
        ("2026-11-20T02:00:00Z", "2026-11-16"),
        ("2026-11-18T16:59:59Z", "2026-11-09"),
        ("2026-11-18T17:00:00Z", "2026-11-16"),
    ] {
        assert_eq!(earliest_changeable_day(&weekly, &placed(WEST), at(now)), day(first), "{now}");
    }
    let both = month_then_week(3);
    let first = earliest_changeable_day(&both, &placed(WEST), at("2026-12-08T02:00:00Z"));
    assert_eq!(first, day("2026-12-01"));
}
