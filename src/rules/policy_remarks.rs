//! What an administrator should know of a policy before it is added (rules.md §2).

use chrono::Datelike;

use super::policy::governing;
use super::{OfficeTree, Period, PeriodKind, Policy, Problem};

/// `policies` are those before it. Remarks refuse nothing.
pub fn remarks(policy: &Policy, policies: &[Policy], offices: &OfficeTree) -> Vec<Problem> {
    let from = policy.effective_from;
    let period = Period::of(policy.period, from);
    let mut remarks = Vec::new();
    if period.start != from {
        let first = Problem::new("effective_from", "starts-inside-period");
        remarks.push(first.with_date(period.next().start));
    }
    let month = Period::month_of(from);
    let replaces_month = policy.period == PeriodKind::Week
        && from.day() != 1
        && governing(policies, offices, policy.office, &month).is_some();
    if replaces_month {
        let inside = Problem::new("effective_from", "replaces-monthly");
        remarks.push(inside.with_date(month.next().start));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::problem::Shown;
    use crate::rules::{Mode, Office, ProrationRule, Zone};

    fn offices() -> OfficeTree {
        let (code, name, kind) = ("LMJ".into(), "Kabupaten".into(), "pemda".into());
        OfficeTree::new(vec![Office { id: 7, code, name, kind, parent: None, zone: Zone::Wib }])
    }

    fn policy(period: PeriodKind, from: &str) -> Policy {
        Policy {
            id: 0,
            title: String::new(),
            legal_basis: String::new(),
            mode: Mode::Mandatory,
            period,
            office: 7,
            effective_from: from.parse().unwrap(),
            effective_until: None,
            minimum_amount: 100_000,
            minimum_count: 0,
            tiers: Vec::new(),
            holiday_rule: ProrationRule::Full,
            leave_rule: ProrationRule::Full,
            grace_days: 3,
            late_days: 30,
            max_amount_per_purchase: 10_000_000,
        }
    }

    #[test]
    fn a_start_inside_a_period_is_remarked() {
        let weekly = |from| policy(PeriodKind::Week, from);
        let monthly = [policy(PeriodKind::Month, "2026-01-01")];
        let codes = |policy: &Policy, before: &[Policy]| {
            let remarks = remarks(policy, before, &offices()).into_iter();
            remarks.map(|remark| (remark.code, remark.args[0].1.clone())).collect::<Vec<_>>()
        };
        assert_eq!(codes(&weekly("2026-11-23"), &[]), []);
        let day = |text: &str| Shown::Date(text.parse().unwrap());
        let inside = ("starts-inside-period", day("2026-11-23"));
        assert_eq!(codes(&weekly("2026-11-18"), &[]), [inside]);
        let replaces = ("replaces-monthly", day("2026-12-01"));
        assert_eq!(codes(&weekly("2026-11-23"), &monthly), [replaces]);
        // The first of June 2026 is a Monday: nothing overlaps.
        assert_eq!(codes(&weekly("2026-06-01"), &monthly), []);
    }
}
