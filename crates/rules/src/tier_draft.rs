//! A tier of a policy as it came in (rules.md §2), and the amounts that policies may ask.

use super::money::{self, AmountInput};
use super::problem::{self, Problem, Problems};
use super::{EmploymentType, Percent, Tier, place_draft};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TierDraft {
    pub position_levels: Vec<String>,
    pub grades: Vec<String>,
    pub employment_types: Vec<String>,
    /// What is left out of a tier is not asked.
    pub minimum_amount: Option<AmountInput>,
    pub minimum_percent: Option<String>,
    pub minimum_count: Option<String>,
}

const LONGEST_GRADE: usize = 20;
/// Rupiah.
const LARGEST_AMOUNT: i64 = 1_000_000_000;
pub(super) const LARGEST_COUNT: u32 = 1000;
const MOST_MATCHERS: usize = 50;

impl TierDraft {
    pub(super) fn check(&self, problems: &mut Problems, at: &str) -> Tier {
        let matchers = [&self.position_levels, &self.grades, &self.employment_types];
        if matchers.iter().any(|matcher| matcher.len() > MOST_MATCHERS) {
            problems.add(Problem::new(at, "too-many").with("most", MOST_MATCHERS));
            return Tier::default();
        }
        let field = |name: &str| format!("{at}.{name}");
        let levels = self.position_levels.iter();
        let levels =
            levels.map(|text| place_draft::position_level(&field("position_levels"), text));
        let grades = self.grades.iter();
        let grades = grades.map(|text| problem::line(&field("grades"), text, LONGEST_GRADE));
        let types = self.employment_types.iter().map(|text| {
            let unknown = || {
                problem::problem_with_value(
                    &field("employment_types"),
                    "unknown-choice",
                    text.trim(),
                )
            };
            EmploymentType::parse(text).ok_or_else(unknown)
        });
        Tier {
            position_levels: levels.filter_map(|level| problems.take(level)).collect(),
            grades: grades.filter_map(|grade| problems.take(grade)).collect(),
            employment_types: types.filter_map(|kind| problems.take(kind)).collect(),
            minimum_amount: match &self.minimum_amount {
                None => 0,
                given => problems
                    .take(amount(&field("minimum_amount"), given.as_ref(), 0))
                    .unwrap_or_default(),
            },
            minimum_percent: problems
                .take(percent(&field("minimum_percent"), self.minimum_percent.as_deref()))
                .flatten(),
            minimum_count: problems
                .take(problem::whole(
                    &field("minimum_count"),
                    self.minimum_count.as_deref(),
                    0,
                    0..=LARGEST_COUNT,
                ))
                .unwrap_or_default(),
        }
    }
}

/// A percentage, or none where nothing is written.
pub(super) fn percent(field: &str, text: Option<&str>) -> Result<Option<Percent>, Problem> {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    let found = Percent::parse(text).map(Some);
    found.ok_or_else(|| problem::problem_with_value(field, "percent-unclear", text))
}

/// Rupiah from `least` to a billion.
pub(super) fn amount(field: &str, input: Option<&AmountInput>, least: i64) -> Result<i64, Problem> {
    let too_large = || Problem::new(field, "amount-above").with_rupiah("most", LARGEST_AMOUNT);
    let amount = match input {
        None => return Err(Problem::new(field, "missing")),
        Some(input) => input.read().map_err(|why| match why {
            money::NotRupiah::Empty => Problem::new(field, "missing"),
            money::NotRupiah::Fraction => Problem::new(field, "amount-fraction"),
            money::NotRupiah::Unreadable => Problem::new(field, "amount-unreadable"),
            money::NotRupiah::CommaGroups(meant) => {
                Problem::new(field, "amount-comma").with_rupiah("meant", meant)
            }
            money::NotRupiah::TooLarge => too_large(),
        })?,
    };
    match amount {
        amount if amount < least => {
            Err(Problem::new(field, "amount-below").with_rupiah("least", least))
        }
        amount if amount > LARGEST_AMOUNT => Err(too_large()),
        amount => Ok(amount),
    }
}
