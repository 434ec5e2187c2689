//! A policy as it came in, and what it must be (rules.md §2).

use serde::de::value::{Error as Unknown, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::money::AmountInput;
use super::policy::{DEFAULT_GRACE_DAYS, DEFAULT_LATE_DAYS, DEFAULT_MAX_AMOUNT_PER_PURCHASE};
use super::problem::{self, Problem, Problems};
use super::reminder_times::RemindersDraft;
pub use super::tier_draft::TierDraft;
use super::tier_draft::{LARGEST_COUNT, amount, percent};
use super::{
    CountsOn, Mode, OfficeId, OfficeTree, PeriodKind, Policy, PolicyId, ProrationRule, Reminders,
    Tier, counts_on, seller_class,
};

/// Plain text, nothing believed yet. What is left out takes its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub title: String,
    pub legal_basis: String,
    pub mode: String,
    pub period: String,
    /// An office's code.
    pub office: String,
    pub effective_from: String,
    pub effective_until: Option<String>,
    /// May be left out of an appeal, and beside a percentage.
    pub minimum_amount: Option<AmountInput>,
    pub minimum_percent: Option<String>,
    pub minimum_count: Option<String>,
    pub counts_on: Vec<CountsOn>,
    pub seller_classes: Vec<String>,
    pub tiers: Vec<TierDraft>,
    pub holiday_rule: Option<String>,
    pub leave_rule: Option<String>,
    pub grace_days: Option<String>,
    pub late_days: Option<String>,
    pub max_amount_per_purchase: Option<AmountInput>,
    pub reminders: RemindersDraft,
    /// Whether it is meant that a duty ends by it (`policy_effects`).
    pub confirm: bool,
}

const LONGEST_TITLE: usize = 120;
const LONGEST_BASIS: usize = 200;
/// A week has no more days of grace, and a month none beyond the next.
pub const MOST_GRACE_DAYS_OF_WEEK: u32 = 14;
pub const MOST_GRACE_DAYS_OF_MONTH: u32 = 31;
pub const MOST_LATE_DAYS: u32 = 366;
pub const MOST_TIERS: usize = 20;

impl Draft {
    /// Every fault at once.
    pub fn check(&self, offices: &OfficeTree) -> Result<Policy, Vec<Problem>> {
        let mut problems = Problems::default();
        let mode = problems.take(word::<Mode>("mode", &self.mode));
        let (effective_from, effective_until) = self.dates(&mut problems);
        let minimum_percent =
            problems.take(percent("minimum_percent", self.minimum_percent.as_deref())).flatten();
        let minimum_amount = problems.take(match &self.minimum_amount {
            None if mode == Some(Mode::Appeal) || minimum_percent.is_some() => Ok(0),
            input => amount("minimum_amount", input.as_ref(), 0),
        });
        let office = problems.take(self.office(offices));
        let period = problems.take(word("period", &self.period)).unwrap_or(PeriodKind::Week);
        let policy = Policy {
            id: PolicyId::NONE,
            title: problems
                .take(problem::line("title", &self.title, LONGEST_TITLE))
                .unwrap_or_default(),
            legal_basis: problems
                .take(problem::optional_line("legal_basis", Some(&self.legal_basis), LONGEST_BASIS))
                .flatten()
                .unwrap_or_default(),
            mode: mode.unwrap_or(Mode::Appeal),
            period,
            office: office.unwrap_or(OfficeId::NONE),
            effective_from: effective_from.unwrap_or_default(),
            effective_until,
            minimum_amount: minimum_amount.unwrap_or_default(),
            minimum_percent,
            minimum_count: self.number(&mut problems, "minimum_count", LARGEST_COUNT),
            counts_on: all(&mut problems, counts_on::check(&self.counts_on)),
            seller_classes: all(
                &mut problems,
                seller_class::check_list("seller_classes", &self.seller_classes),
            ),
            tiers: self.tiers(&mut problems),
            holiday_rule: rule(&mut problems, "holiday_rule", self.holiday_rule.as_deref()),
            leave_rule: rule(&mut problems, "leave_rule", self.leave_rule.as_deref()),
            grace_days: self.number(&mut problems, "grace_days", most_grace_days(period)),
            late_days: self.number(&mut problems, "late_days", MOST_LATE_DAYS),
            max_amount_per_purchase: match &self.max_amount_per_purchase {
                None => DEFAULT_MAX_AMOUNT_PER_PURCHASE,
                input => problems
                    .take(amount("max_amount_per_purchase", input.as_ref(), 1))
                    .unwrap_or_default(),
            },
            reminders: self.reminders.check(&mut problems, Reminders::default()),
        };
        if problems.is_empty() { Ok(policy) } else { Err(problems.into_vec()) }
    }

    fn dates(
        &self,
        problems: &mut Problems,
    ) -> (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>) {
        let from = problems.take(problem::date("effective_from", &self.effective_from));
        let until = match self.effective_until.as_deref().filter(|text| !text.trim().is_empty()) {
            None => None,
            Some(text) => {
                problems.take(problem::date("effective_until", text).and_then(|until| match from {
                    Some(from) if until < from => {
                        Err(Problem::new("effective_until", "ends-before-start"))
                    }
                    _ => Ok(until),
                }))
            }
        };
        (from, until)
    }

    fn office(&self, offices: &OfficeTree) -> Result<OfficeId, Problem> {
        let code = self.office.trim();
        if code.is_empty() {
            return Err(Problem::new("office", "missing"));
        }
        let found = offices.by_code(code).map(|office| office.id);
        found.ok_or_else(|| problem::problem_with_value("office", "office-unknown", code))
    }

    fn number(&self, problems: &mut Problems, field: &str, most: u32) -> u32 {
        let (text, default) = match field {
            "grace_days" => (&self.grace_days, DEFAULT_GRACE_DAYS),
            "late_days" => (&self.late_days, DEFAULT_LATE_DAYS),
            _ => (&self.minimum_count, 0),
        };
        problems.take(problem::whole(field, text.as_deref(), default, 0..=most)).unwrap_or(default)
    }

    fn tiers(&self, problems: &mut Problems) -> Vec<Tier> {
        if self.tiers.len() > MOST_TIERS {
            problems.add(Problem::new("tiers", "too-many").with("most", MOST_TIERS));
            return Vec::new();
        }
        let numbered = self.tiers.iter().enumerate();
        numbered.map(|(index, tier)| tier.check(problems, &format!("tiers.{index}"))).collect()
    }
}

/// rules.md §2: "at most 14 for a week, 31 for a month".
pub fn most_grace_days(kind: PeriodKind) -> u32 {
    match kind {
        PeriodKind::Week => MOST_GRACE_DAYS_OF_WEEK,
        PeriodKind::Month => MOST_GRACE_DAYS_OF_MONTH,
    }
}

/// A list, or nothing with its problems noted.
fn all<T>(problems: &mut Problems, found: Result<Vec<T>, Vec<Problem>>) -> Vec<T> {
    found.unwrap_or_else(|faults| {
        problems.add_all(faults);
        Vec::new()
    })
}

/// An enum of the rules by the name that serde gives it.
fn word<T: DeserializeOwned>(field: &str, text: &str) -> Result<T, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::new(field, "missing"));
    }
    let name: StrDeserializer<'_, Unknown> = text.into_deserializer();
    T::deserialize(name).map_err(|_| problem::problem_with_value(field, "unknown-choice", text))
}

fn rule(problems: &mut Problems, field: &str, text: Option<&str>) -> ProrationRule {
    match text.filter(|text| !text.trim().is_empty()) {
        None => ProrationRule::Full,
        Some(text) => problems.take(word(field, text)).unwrap_or(ProrationRule::Full),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::{Office, Zone};

    fn offices() -> OfficeTree {
        let name = "Kabupaten".to_owned();
        let (code, kind) = ("LMJ".into(), "pemda".into());
        OfficeTree::new(vec![Office {
            id: OfficeId(7),
            code,
            name,
            kind,
            parent: None,
            zone: Zone::Wib,
        }])
    }

    fn draft() -> Draft {
        Draft {
            title: "Belanja pekanan".into(),
            mode: "mandatory".into(),
            period: "week".into(),
            office: "LMJ".into(),
            effective_from: "2026-11-23".into(),
            minimum_amount: Some(AmountInput::Written("100rb".into(), Language::Indonesian)),
            ..Draft::default()
        }
    }

    fn faults(draft: &Draft) -> Vec<(String, &'static str)> {
        let faults = draft.check(&offices()).unwrap_err();
        faults.into_iter().map(|fault| (fault.field, fault.code)).collect()
    }

    #[test]
    fn what_is_left_out_takes_its_default() {
        let policy = draft().check(&offices()).unwrap();
        assert_eq!(
            (policy.office, policy.minimum_amount, policy.minimum_count),
            (OfficeId(7), 100_000, 0)
        );
        assert_eq!((policy.grace_days, policy.late_days), (3, 30));
        assert_eq!(policy.max_amount_per_purchase, 10_000_000);
        assert_eq!(policy.holiday_rule, ProrationRule::Full);
        let appeal = Draft { mode: "appeal".into(), minimum_amount: None, ..draft() };
        assert_eq!(appeal.check(&offices()).unwrap().minimum_amount, 0);
        let share = Draft { minimum_percent: Some("2,5".into()), minimum_amount: None, ..draft() };
        let share = share.check(&offices()).unwrap();
        assert_eq!(
            share.minimum_percent.map(super::super::percent::Percent::hundredths),
            Some(250)
        );
        let month = Draft { period: "month".into(), grace_days: Some("31".into()), ..draft() };
        assert_eq!(month.check(&offices()).unwrap().grace_days, 31);
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let tier = TierDraft {
            position_levels: vec!["raja kecil".into()],
            employment_types: vec!["PNS".into(), "relawan".into()],
            minimum_amount: Some(AmountInput::Rupiah(-1)),
            ..TierDraft::default()
        };
        let broken = Draft {
            title: " ".into(),
            mode: "forced".into(),
            office: "X".into(),
            effective_until: Some("2026-11-22".into()),
            minimum_amount: Some(AmountInput::Written("1e9".into(), Language::Indonesian)),
            minimum_count: Some("-1".into()),
            tiers: vec![tier],
            leave_rule: Some("half".into()),
            minimum_percent: Some("0".into()),
            counts_on: vec![CountsOn::Weekdays(vec![8])],
            seller_classes: vec!["a/b".into()],
            grace_days: Some("15".into()),
            late_days: Some("367".into()),
            max_amount_per_purchase: Some(AmountInput::Rupiah(0)),
            ..draft()
        };
        let mut found = faults(&broken);
        found.sort();
        let expected = [
            ("counts_on.0", "counts-on-unclear"),
            ("effective_until", "ends-before-start"),
            ("grace_days", "not-in-range"),
            ("late_days", "not-in-range"),
            ("leave_rule", "unknown-choice"),
            ("max_amount_per_purchase", "amount-below"),
            ("minimum_amount", "amount-unreadable"),
            ("minimum_count", "not-in-range"),
            ("minimum_percent", "percent-unclear"),
            ("mode", "unknown-choice"),
            ("office", "office-unknown"),
            ("seller_classes", "unknown-choice"),
            ("tiers.0.employment_types", "unknown-choice"),
            ("tiers.0.minimum_amount", "amount-below"),
            ("tiers.0.position_levels", "unknown-choice"),
            ("title", "missing"),
        ];
        assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code)));
    }
}
