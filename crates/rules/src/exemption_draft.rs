//! An exemption as it came in (rules.md §4: "An exemption has a reason code … and never a diagnosis").

use chrono::NaiveDate;

use super::ExemptionReason;
use super::problem::{self, Problem, Problems};

/// Plain text, nothing believed yet. There is no field for words: nobody writes about their health.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub from: String,
    pub to: String,
    pub reason: String,
}

/// The longest study leave, and a year of grace.
const LONGEST_DAYS: i64 = 5 * 366;

/// The first and the last day, and the kind.
pub type Checked = ((NaiveDate, NaiveDate), ExemptionReason);

impl Draft {
    /// # Errors
    /// Every fault at once.
    pub fn check(&self) -> Result<Checked, Vec<Problem>> {
        let mut problems = Problems::default();
        let from = problems.take(problem::date("from", &self.from));
        let to = problems.take(problem::date("to", &self.to));
        if let (Some(from), Some(to)) = (from, to) {
            if to < from {
                problems.add(Problem::new("to", "ends-before-start"));
            } else if (to - from).num_days() > LONGEST_DAYS {
                problems.add(Problem::new("to", "too-many-days").with("most", LONGEST_DAYS));
            }
        }
        let reason = problems.take(match self.reason.trim() {
            "" => Err(Problem::new("reason", "missing")),
            reason => ExemptionReason::from_name(reason)
                .ok_or_else(|| problem::problem_with_value("reason", "unknown-choice", reason)),
        });
        match (from, to, reason) {
            (Some(from), Some(to), Some(reason)) if problems.is_empty() => Ok(((from, to), reason)),
            _ => Err(problems.into_vec()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str, reason: &str) -> Result<Checked, Vec<(String, &'static str)>> {
        let draft = Draft { from: from.into(), to: to.into(), reason: reason.into() };
        let named = |problems: Vec<Problem>| {
            problems.into_iter().map(|problem| (problem.field, problem.code)).collect()
        };
        draft.check().map_err(named)
    }

    #[test]
    fn both_days_count_and_the_reason_is_a_choice() {
        let ((from, to), reason) = check("2026-11-20", "2026-11-20", " maternity ").unwrap();
        assert_eq!((from, reason), (to, ExemptionReason::Maternity));
        let fault = |field: &str, code| vec![(field.to_owned(), code)];
        for (from, to, reason, expected) in [
            ("2026-11-20", "2026-11-19", "other", fault("to", "ends-before-start")),
            ("2026-11-20", "2036-11-19", "other", fault("to", "too-many-days")),
            ("2026-11-20", "2026-11-20", "demam", fault("reason", "unknown-choice")),
            (
                "besok",
                "2026-11-20",
                "",
                [fault("from", "not-a-date"), fault("reason", "missing")].concat(),
            ),
        ] {
            assert_eq!(check(from, to, reason).unwrap_err(), expected);
        }
    }
}
