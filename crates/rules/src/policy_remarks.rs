//! What an administrator should know of a policy before it is added (rules.md §2).

use chrono::{Days, NaiveDate};

use super::policy::governing;
use super::{OfficeTree, Period, PeriodKind, Policy, PolicyId, Problem};

/// That a duty ends, as a remark names it (`policy_effects`).
pub const ENDS_DUTY: &str = "ends_duty";
/// That people lack the reference amount of which a share is asked.
pub const WITHOUT_REFERENCE: &str = "without_reference";

/// That a class which the policy counts has hardly any sellers: nobody may be led to one shop (rules.md §11).
pub const FEW_SELLERS: &str = "few-sellers";
/// Fewer sellers of a class are few.
const FEW: u64 = 3;

/// Each class that the policy counts with few sellers on its first day; `count` says how many a class has.
pub fn few_sellers(policy: &Policy, count: impl Fn(&str) -> u64) -> Vec<Problem> {
    let few = policy.seller_classes.iter().filter_map(|class| {
        let count = count(class);
        let few = Problem::new("seller_classes", FEW_SELLERS).with_class(class);
        (count < FEW).then(|| few.with("count", count))
    });
    few.collect()
}

/// Whether whoever adds the policy is asked once more.
pub fn asks_again(remark: &Problem) -> bool {
    proposes_day(remark) || [ENDS_DUTY, FEW_SELLERS].contains(&remark.code)
}

/// Whether the day that a remark names would be better: week and month would both hold.
pub fn proposes_day(remark: &Problem) -> bool {
    ["replaces-monthly", "gives-way-to-monthly"].contains(&remark.code)
}

/// `policies` are those before it. Remarks refuse nothing; each names a better day.
pub fn remarks(policy: &Policy, policies: &[Policy], offices: &OfficeTree) -> Vec<Problem> {
    let first = first_period(policy);
    let mut remarks = Vec::new();
    if first.start != policy.effective_from {
        let inside = Problem::new("effective_from", "starts-inside-period");
        remarks.push(inside.with_date(first.start));
    }
    if policy.effective_until.is_some_and(|until| until < first.end) {
        remarks.push(Problem::new("effective_until", "governs-nothing").with_date(first.end));
        return remarks;
    }
    // Of equals the later created wins: the new one.
    let mut after = policies.to_vec();
    after.push(Policy { id: PolicyId(i64::MAX), ..policy.clone() });
    let governed = |period: Period| governing(&after, offices, policy.office, &period).is_some();
    // A month that cuts a week takes nothing from it, and no first of the month would be better.
    if policy.period == PeriodKind::Week {
        weekly(policy, &first, governed, &mut remarks);
    }
    remarks
}

/// A month that begins before the weekly policy, or ends after it, keeps its monthly one.
fn weekly(
    policy: &Policy,
    first: &Period,
    governed: impl Fn(Period) -> bool,
    remarks: &mut Vec<Problem>,
) {
    let month = Period::month_of(first.start);
    if month.start < policy.effective_from && governed(month) {
        let inside = Problem::new("effective_from", "replaces-monthly");
        remarks.push(inside.with_date(month.next().start));
    }
    let Some(until) = policy.effective_until else { return };
    let month = Period::month_of(last_week_end(until));
    if until < month.end && policy.effective_from <= month.start && governed(month) {
        let inside = Problem::new("effective_until", "gives-way-to-monthly");
        remarks.push(inside.with_date(month.end));
    }
}

/// The first period that begins on or after the policy's start.
fn first_period(policy: &Policy) -> Period {
    let period = Period::of(policy.period, policy.effective_from);
    if period.start == policy.effective_from { period } else { period.next() }
}

/// The last Sunday up to a day.
fn last_week_end(until: NaiveDate) -> NaiveDate {
    let week = Period::week_of(until);
    if week.end == until { until } else { week.start - Days::new(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OfficeId;
    use crate::problem::ProblemArg;
    use crate::tests::{policy_from, two_offices as offices};

    fn weekly(from: &str) -> Policy {
        policy_from(0, 7, PeriodKind::Week, from)
    }

    fn monthly(from: &str) -> Policy {
        policy_from(0, 7, PeriodKind::Month, from)
    }

    fn codes(policy: &Policy, before: &[Policy]) -> Vec<String> {
        let remarks = remarks(policy, before, &offices()).into_iter();
        remarks
            .map(|remark| match remark.args[..] {
                [("date", ProblemArg::Date(date))] => format!("{} {date}", remark.code),
                _ => panic!("{remark:?}"),
            })
            .collect()
    }

    #[test]
    fn a_start_inside_a_period_is_remarked() {
        assert_eq!(codes(&weekly("2026-11-23"), &[]), [""; 0]);
        assert_eq!(codes(&weekly("2026-11-18"), &[]), ["starts-inside-period 2026-11-23"]);
        assert_eq!(codes(&monthly("2026-11-02"), &[]), ["starts-inside-period 2026-12-01"]);
    }

    #[test]
    fn a_week_inside_a_governed_month_is_remarked() {
        let before = [monthly("2026-01-01")];
        assert_eq!(codes(&weekly("2026-11-23"), &before), ["replaces-monthly 2026-12-01"]);
        let above = Policy { office: OfficeId(8), ..weekly("2026-11-23") };
        assert_eq!(codes(&above, &before), ["replaces-monthly 2026-12-01"]);
        // The first of June 2026 is a Monday: nothing overlaps.
        assert_eq!(codes(&weekly("2026-06-01"), &before), [""; 0]);
        // From the first of a month on, that month has no monthly policy any more.
        assert_eq!(codes(&weekly("2026-12-01"), &before), ["starts-inside-period 2026-12-07"]);
        // A policy elsewhere, or one that is over, does not matter.
        let below = [Policy { office: OfficeId(8), ..monthly("2026-01-01") }];
        assert_eq!(codes(&weekly("2026-11-23"), &below), [""; 0]);
        let over = [monthly("2026-01-01").ended("2026-10-31".parse().ok())];
        assert_eq!(codes(&weekly("2026-11-23"), &over), [""; 0]);
    }

    #[test]
    fn a_weekly_policy_that_ends_inside_a_month_leaves_it_to_the_monthly_one() {
        let before = [monthly("2026-01-01")];
        let until = |day: &str| weekly("2026-06-01").ended(day.parse().ok());
        assert_eq!(codes(&until("2026-12-20"), &before), ["gives-way-to-monthly 2026-12-31"]);
        assert_eq!(codes(&until("2026-12-31"), &before), [""; 0]);
        assert_eq!(codes(&until("2026-12-20"), &[]), [""; 0]);
    }

    #[test]
    fn a_class_of_two_sellers_is_remarked_and_one_of_three_is_not() {
        let classes = ["micro", "halal"].map(str::to_owned).to_vec();
        let policy = Policy { seller_classes: classes, ..weekly("2026-11-23") };
        let few =
            |halal: u64| few_sellers(&policy, |class| if class == "halal" { halal } else { 3 });
        assert_eq!(few(2).iter().map(|one| one.code).collect::<Vec<_>>(), [FEW_SELLERS]);
        assert!(few(3).is_empty());
    }

    #[test]
    fn a_policy_shorter_than_a_period_governs_nothing() {
        let short = monthly("2026-12-01").ended("2026-12-30".parse().ok());
        assert_eq!(codes(&short, &[]), ["governs-nothing 2026-12-31"]);
    }
}
