//! What somebody's purchases of a period come to (rules.md §§5 and 6): what any policy may ask of them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Period, Policy, Zone};

/// A purchase that counts, whatever a policy asks of its day and seller.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Counted {
    pub on: NaiveDate,
    /// Rupiah.
    pub amount: i64,
    /// When it was recorded, if its period had ended everywhere in Indonesia by then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<DateTime<Utc>>,
    /// The classes of its seller on that day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
}

/// A purchase that is to be added to a tally.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bought {
    pub on: NaiveDate,
    /// Rupiah.
    pub amount: i64,
    pub recorded_at: DateTime<Utc>,
    pub classes: Vec<String>,
}

/// It follows from the purchases alone; which of them count for a policy, and which were on time, is
/// asked later, of the policy that governs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(Vec<Counted>);

/// Rupiah, and how many purchases.
pub type Sum = (i64, u32);

impl Tally {
    pub fn of(mut purchases: Vec<Counted>) -> Self {
        purchases.sort_unstable();
        Self(purchases)
    }

    pub fn purchases(&self) -> &[Counted] {
        &self.0
    }

    /// Adds a purchase that counts for the period (rules.md §5).
    pub fn add(&mut self, period: &Period, bought: Bought) {
        let Bought { on, amount, recorded_at, classes } = bought;
        // The east ends first: before that a purchase is on time whatever zone and grace are.
        let late = (recorded_at >= Zone::Wit.end_of(period.end)).then_some(recorded_at);
        self.0.push(Counted { on, amount, late, classes });
        self.0.sort_unstable();
    }

    /// What counts for a policy; without one, all of it.
    pub fn sum(&self, policy: Option<&Policy>) -> Sum {
        self.sum_of(policy, |_| true)
    }

    /// The part that was recorded before an instant.
    pub(super) fn sum_before(&self, policy: Option<&Policy>, end: DateTime<Utc>) -> Sum {
        self.sum_of(policy, |one| one.late.is_none_or(|recorded_at| recorded_at < end))
    }

    fn sum_of(&self, policy: Option<&Policy>, is_meant: impl Fn(&Counted) -> bool) -> Sum {
        let counts = |one: &&Counted| {
            policy.is_none_or(|policy| policy.keeps_from_counting(one.on, &one.classes).is_none())
        };
        let found = self.0.iter().filter(counts).filter(|one| is_meant(one));
        found.fold((0, 0), |(amount, count), one| (amount + one.amount, count + 1))
    }
}
