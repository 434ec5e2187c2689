//! A small district for what is tried across the files of this folder: an office `TOP` in the west,
//! `WEST` below it, `DEEP` below that, and `EAST` beside it where the day ends two hours earlier.

mod access;
mod backup;
mod bounce;
mod close;
mod close_mail;
mod declaration;
mod disclosure;
mod holidays;
mod may;
mod measured;
mod office;
mod outage;
mod purchase;
mod qris;
mod reminder;
mod reminder_plan;
mod reminding;
mod transfer;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    Bought, EmploymentType, Mode, Office, OfficeId, OfficeTree, PeriodKind, Placement, Policy,
    PolicyId, ProrationRule, Rulebook, Zone,
};

const TOP: OfficeId = OfficeId(1);
const WEST: OfficeId = OfficeId(2);
const DEEP: OfficeId = OfficeId(3);
const EAST: OfficeId = OfficeId(4);

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn offices() -> OfficeTree {
    let office = |id, parent, zone| Office {
        id,
        code: format!("O{id}"),
        name: format!("Kantor {id}"),
        kind: "dinas".into(),
        parent,
        zone,
    };
    OfficeTree::new(vec![
        office(TOP, None, Zone::Wib),
        office(WEST, Some(TOP), Zone::Wib),
        office(DEEP, Some(WEST), Zone::Wib),
        office(EAST, Some(TOP), Zone::Wit),
    ])
}

/// Rp100.000 a week of everybody, with the defaults of rules.md §2.
fn policy() -> Policy {
    Policy {
        id: PolicyId(1),
        title: "Gerakan belanja UMKM".into(),
        legal_basis: "SE 500/1/2026".into(),
        mode: Mode::Mandatory,
        period: PeriodKind::Week,
        office: TOP,
        effective_from: day("2025-12-29"),
        effective_until: None,
        minimum_amount: 100_000,
        minimum_percent: None,
        minimum_count: 0,
        counts_on: Vec::new(),
        seller_classes: Vec::new(),
        tiers: Vec::new(),
        holiday_rule: ProrationRule::Full,
        leave_rule: ProrationRule::Full,
        grace_days: 3,
        late_days: 30,
        max_amount_per_purchase: 10_000_000,
        reminders: crate::Reminders::default(),
    }
}

/// The district under one policy.
fn under(policy: Policy) -> Rulebook {
    Rulebook { offices: offices(), policies: vec![policy], ..Rulebook::default() }
}

/// In an office since 2020.
fn placed(office: OfficeId) -> [Placement; 1] {
    [Placement {
        office,
        position_level: "staff".into(),
        position_title: None,
        grade: None,
        employment_type: EmploymentType::Pns,
        reference_amount: None,
        from: day("2020-01-01"),
        to: None,
    }]
}

/// A purchase at a seller that carries no class.
fn bought(on: &str, amount: i64, recorded_at: DateTime<Utc>) -> Bought {
    Bought { on: day(on), amount, recorded_at, classes: Vec::new() }
}

/// An office 7 `LMJ`, and 8 `DKP` below it.
pub(super) fn two_offices() -> OfficeTree {
    let office = |id, code: &str, parent: Option<i64>| {
        let (id, parent) = (OfficeId(id), parent.map(OfficeId));
        let (code, name, kind) = (code.into(), code.into(), "pemda".into());
        Office { id, code, name, kind, parent, zone: Zone::Wib }
    };
    OfficeTree::new(vec![office(7, "LMJ", None), office(8, "DKP", Some(7))])
}

/// The same policy for a period, of an office, from a day on.
pub(super) fn policy_from(id: i64, office: i64, period: PeriodKind, from: &str) -> Policy {
    let (id, office) = (PolicyId(id), OfficeId(office));
    Policy { id, office, period, effective_from: day(from), ..policy() }
}
