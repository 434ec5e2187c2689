//! "Tidak belanja pekan ini": said with a reason, it changes no status, and separates who *did not*
//! buy from who forgot (rules.md §6).

use chrono::{Days, NaiveDate};

use super::names::named;
use super::problem::{self, Problem};
use super::{Period, Placement, Rulebook};

named! {
    /// Why somebody buys nothing. A choice and no text, so that nobody writes about health or money.
    pub enum Reason {
        NothingNeeded = "nothing_needed",
        NoSeller = "no_seller",
        NoTime = "no_time",
        Away = "away",
        Other = "other",
    }
}

impl Reason {
    pub fn parse(field: &str, text: &str) -> Result<Self, Problem> {
        let known = Self::from_name(text.trim());
        match text.trim() {
            "" => Err(Problem::new(field, "missing")),
            text => known.ok_or_else(|| problem::problem_with_value(field, "unknown-choice", text)),
        }
    }
}

/// Whether somebody may declare for a period: once it has begun, for as long as a purchase would
/// still be recorded, and where a policy asks something of them.
pub fn check(
    rulebook: &Rulebook,
    placements: &[Placement],
    period: &Period,
    today: NaiveDate,
) -> Result<(), Problem> {
    if today < period.start {
        return Err(Problem::new("period", "period-not-begun"));
    }
    let Some((policy, _)) = rulebook.governing(placements, period) else {
        return Err(Problem::new("period", "nothing-asked"));
    };
    let late_days = policy.late_days.max(policy.grace_days);
    if period.end + Days::new(late_days.into()) < today {
        return Err(Problem::new("period", "date-too-old").with("days", late_days));
    }
    Ok(())
}
