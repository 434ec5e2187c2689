//! By which kind of period somebody, an office, or everybody is measured. rules.md §2: "A policy's
//! period is `week` or `month`"; "If the winner measures by the other kind of period, no policy governs
//! this one". It is the week unless only the month is governed.

use chrono::{DateTime, NaiveDate, Utc};

use super::policy::governing;
use super::{Office, Period, PeriodKind, Placement, Rulebook, close};

/// Of somebody placed like this.
pub fn of_employee(rulebook: &Rulebook, placements: &[Placement], today: NaiveDate) -> PeriodKind {
    usual(today, |period| rulebook.governing(placements, period).is_some())
}

/// Of the people of an office.
pub fn of_office(rulebook: &Rulebook, office: &Office, now: DateTime<Utc>) -> PeriodKind {
    usual(office.zone.date(now), |period| {
        governing(&rulebook.policies, &rulebook.offices, office.id, period).is_some()
    })
}

/// Of anybody at all.
pub fn of_anybody(rulebook: &Rulebook, today: NaiveDate) -> PeriodKind {
    usual(today, |period| close::grace(rulebook, period).is_some())
}

/// Whether nothing governs the one period for somebody, and something the other.
pub fn is_other(
    rulebook: &Rulebook,
    placements: &[Placement],
    one: &Period,
    other: &Period,
) -> bool {
    rulebook.governing(placements, one).is_none() && rulebook.governing(placements, other).is_some()
}

fn usual(today: NaiveDate, is_governed: impl Fn(&Period) -> bool) -> PeriodKind {
    let monthly = !is_governed(&Period::week_of(today)) && is_governed(&Period::month_of(today));
    if monthly { PeriodKind::Month } else { PeriodKind::Week }
}
