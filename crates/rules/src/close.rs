//! When a period is closed, what is stored of it, and which policies come too late (rules.md §8).

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::calendar;
use super::names::named;
use super::policy::{DEFAULT_GRACE_DAYS, FullMinimum, governing};
use super::{
    Assessment, Mode, NotObliged, Office, OfficeId, Percent, Period, PeriodKind, Policy, PolicyId,
    Rulebook, Status, Tally, Zone,
};

/// After every deadline: in a closed period nothing is open any more.
pub const AFTERWARDS: DateTime<Utc> = DateTime::<Utc>::MAX_UTC;

/// The days of grace of a period: the most that any policy gives that governs it for some office.
/// `None` when none does: nobody owes anything in it, and nobody is appealed to.
pub fn grace(rulebook: &Rulebook, period: &Period) -> Option<u32> {
    let may = |policy: &Policy| policy.period == period.kind && policy.holds_throughout(period);
    if !rulebook.policies.iter().any(may) {
        return None;
    }
    let offices = rulebook.offices.iter();
    let policies = offices
        .filter_map(|office| governing(&rulebook.policies, &rulebook.offices, office.id, period));
    policies.map(|policy| policy.grace_days).max()
}

/// The last day on which recording is on time for anybody; it passes zone by zone.
pub fn last_day(rulebook: &Rulebook, period: &Period) -> NaiveDate {
    period.end + Days::new(grace(rulebook, period).unwrap_or(DEFAULT_GRACE_DAYS).into())
}

/// The zone with an office in which a day ends last; the west of Indonesia where there is none yet.
pub fn last_zone(rulebook: &Rulebook) -> Zone {
    // From west to east, and days end last in the west.
    let mut zones = Zone::ALL.into_iter();
    let has_office = |zone: &Zone| rulebook.offices.iter().any(|office| office.zone == *zone);
    zones.find(has_office).unwrap_or(Zone::Wib)
}

/// The instant from which a period may be closed, for all offices at once: "when the last deadline
/// that any of them has has passed in the last zone that has an office" (rules.md §8).
pub fn due(rulebook: &Rulebook, period: &Period) -> DateTime<Utc> {
    last_zone(rulebook).end_of(last_day(rulebook, period))
}

/// The weeks and months that were not over on a day and are over now, the oldest first.
pub fn over(from: NaiveDate, now: DateTime<Utc>) -> Vec<Period> {
    let today = Zone::Wit.date(now);
    let mut periods = Vec::new();
    for kind in [PeriodKind::Week, PeriodKind::Month] {
        let first = Period::of(kind, from);
        let all = std::iter::successors(Some(first), |period| Some(period.next()));
        periods.extend(all.take_while(|period| period.end < today));
    }
    periods.sort_by_key(|period| (period.end, period.kind));
    periods
}

/// The last period of a kind whose deadline has passed.
pub fn last_past(kind: PeriodKind, grace_days: u32, today: NaiveDate) -> Period {
    let mut period = Period::of(kind, today).previous();
    while period.end + Days::new(grace_days.into()) >= today {
        period = period.previous();
    }
    period
}

/// Whether the deadline of a period has not passed for the people of an office (rules.md §6).
pub fn is_running(
    rulebook: &Rulebook,
    office: &Office,
    period: &Period,
    now: DateTime<Utc>,
) -> bool {
    let policy = governing(&rulebook.policies, &rulebook.offices, office.id, period);
    let grace_days = policy.map_or(DEFAULT_GRACE_DAYS, |policy| policy.grace_days);
    now < office.zone.end_of(period.end + Days::new(grace_days.into()))
}

/// Those of the closed periods that a new policy would change for some office. Its `id` must be
/// above all others, as it will be.
pub fn touched(rulebook: &Rulebook, new: &Policy, closed: &BTreeSet<Period>) -> Vec<Period> {
    let mut with = rulebook.policies.clone();
    with.push(new.clone());
    let offices = rulebook.offices.subtree(new.office);
    let governs = |policies: &[Policy], office, period: &Period| -> Option<PolicyId> {
        governing(policies, &rulebook.offices, office, period).map(|policy| policy.id)
    };
    let changes = |period: &&Period| {
        new.holds_throughout(period)
            && offices.iter().any(|office| {
                governs(&with, *office, period) != governs(&rulebook.policies, *office, period)
            })
    };
    closed.iter().filter(changes).copied().collect()
}

named! {
    /// How far the close of a period is.
    pub enum ClosingState {
        Closing = "closing",
        Closed = "closed",
    }
}

/// What is stored of somebody in a closed period; all of its reports follow from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The office of the last day.
    pub office: OfficeId,
    /// The zone that the office had.
    pub zone: Zone,
    pub policy: Option<PolicyId>,
    pub status: Status,
    /// Why nothing was asked.
    pub not_obliged: Option<NotObliged>,
    /// Rupiah.
    pub minimum: Option<i64>,
    pub minimum_count: Option<u32>,
    /// Rupiah.
    pub counted: i64,
    pub count: u32,
    /// Rupiah, never below 0.
    pub shortfall: Option<i64>,
    /// What the minimum follows from, beside the policy.
    pub basis: Option<Basis>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// `H` and `X` of rules.md §4.
    pub holidays: u32,
    pub leave: u32,
    pub tier: Option<usize>,
    /// Before proration, rupiah.
    pub full_amount: Option<i64>,
    /// The share of the reference amount that it is.
    pub percent: Option<Percent>,
}

impl Figures {
    /// `None` for somebody who is in no office on the last day: no report counts them.
    pub fn of(assessment: &Assessment<'_>) -> Option<Self> {
        Some(Self {
            office: assessment.office?,
            zone: assessment.zone,
            policy: assessment.policy.map(|policy| policy.id),
            status: assessment.status,
            not_obliged: assessment.not_obliged,
            minimum: assessment.minimum,
            minimum_count: assessment.minimum_count,
            counted: assessment.counted,
            count: assessment.count,
            shortfall: assessment.shortfall,
            basis: assessment.arithmetic.map(|sum| Basis {
                holidays: sum.days.holidays,
                leave: sum.days.leave,
                tier: sum.tier,
                full_amount: Some(sum.full_amount),
                percent: sum.percent,
            }),
        })
    }

    /// As it was assessed, for reports and explanations.
    pub fn assessment<'a>(&self, rulebook: &'a Rulebook, period: &Period) -> Assessment<'a> {
        let policy = rulebook.policies.iter().find(|policy| Some(policy.id) == self.policy);
        let bare = Assessment {
            status: self.status,
            not_obliged: self.not_obliged,
            office: Some(self.office),
            zone: self.zone,
            policy,
            minimum: None,
            minimum_count: None,
            counted: self.counted,
            count: self.count,
            shortfall: None,
            deadline: policy.map(|policy| period.end + Days::new(policy.grace_days.into())),
            arithmetic: None,
        };
        let explained = match (policy, self.basis) {
            (Some(policy), Some(basis)) if policy.mode == Mode::Mandatory => {
                let days = calendar::Days::of(period, basis.holidays, basis.leave);
                let (amount, _, count) = policy.asked_by(basis.tier);
                let full = FullMinimum {
                    tier: basis.tier,
                    amount: basis.full_amount.unwrap_or(amount),
                    percent: basis.percent,
                    count,
                };
                bare.with_minimum(policy, days, full)
            }
            _ => bare,
        };
        // What was stored is what holds.
        Assessment {
            minimum: self.minimum,
            minimum_count: self.minimum_count,
            shortfall: self.shortfall,
            ..explained
        }
    }

    /// The same duty after a change of purchases alone.
    pub fn recounted(&self, rulebook: &Rulebook, period: &Period, tally: &Tally) -> Self {
        let again = self.assessment(rulebook, period).with_tally(tally, AFTERWARDS);
        Self {
            status: again.status,
            counted: again.counted,
            count: again.count,
            shortfall: again.shortfall,
            ..self.clone()
        }
    }

    /// Whether the same was asked, whatever was bought.
    pub fn asks_as(&self, other: &Self) -> bool {
        let asked = |figures: &Self| {
            let exempt = figures.status == Status::Exempt;
            (figures.office, figures.policy, figures.minimum, figures.minimum_count, exempt)
        };
        asked(self) == asked(other)
    }

    /// Whether the same was asked for the same reasons.
    pub fn explains_as(&self, other: &Self) -> bool {
        self.asks_as(other) && (self.not_obliged, self.basis) == (other.not_obliged, other.basis)
    }
}
