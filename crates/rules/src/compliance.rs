//! Who owes what, and the status of an employee in a period (rules.md §§3, 4 and 6).

use std::collections::HashSet;

use chrono::{DateTime, Days as Span, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::calendar::{Days, Holidays};
use super::{
    Exemption, Mode, NotObliged, OfficeId, OfficeTree, Period, Placement, Policy, PolicyId, Status,
    Zone, placement, policy,
};

/// A purchase that counts and was recorded after its period had ended everywhere in Indonesia.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afterwards {
    pub recorded_at: DateTime<Utc>,
    /// Rupiah.
    pub amount: i64,
}

/// What somebody's purchases of a period come to. It follows from the purchases alone; which part
/// was on time is asked later, of the policy that governs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All that counts, rupiah.
    pub amount: i64,
    pub count: u32,
    /// The part that may turn out late, in the order of recording.
    pub afterwards: Vec<Afterwards>,
}

impl Tally {
    /// Adds a purchase that counts for the period (rules.md §5).
    pub fn add(&mut self, period: &Period, amount: i64, recorded_at: DateTime<Utc>) {
        self.amount += amount;
        self.count += 1;
        // The east ends first: before that a purchase is on time whatever zone and grace are.
        if recorded_at >= Zone::Wit.end_of(period.end) {
            self.afterwards.push(Afterwards { recorded_at, amount });
            self.afterwards.sort_by_key(|late| (late.recorded_at, late.amount));
        }
    }

    /// Amount in rupiah and count recorded before an instant.
    fn before(&self, end: DateTime<Utc>) -> (i64, u32) {
        self.afterwards
            .iter()
            .filter(|late| late.recorded_at >= end)
            .fold((self.amount, self.count), |(amount, count), late| {
                (amount - late.amount, count - 1)
            })
    }
}

/// What holds for everybody: offices, policies, holidays, and which periods are closed.
#[derive(Clone, Debug, Default)]
pub struct Rulebook {
    pub offices: OfficeTree,
    pub policies: Vec<Policy>,
    pub holidays: Holidays,
    /// The policies whose circular can be read as a PDF.
    pub documents: HashSet<PolicyId>,
    /// The periods that are closed (rules.md §8).
    pub closed: HashSet<Period>,
}

/// What is known of one employee.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub placements: &'a [Placement],
    pub exemptions: &'a [Exemption],
    pub tally: &'a Tally,
}

/// How a minimum came about (rules.md §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arithmetic {
    pub days: Days,
    /// `N`
    pub asked: u32,
    /// Which of the policy's tiers fitted; `None` for its own minimum.
    pub tier: Option<usize>,
    /// Before proration, rupiah.
    pub full_amount: i64,
    pub full_count: u32,
}

/// How an employee stands in a period. What does not apply is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment<'a> {
    pub status: Status,
    /// Why nothing is asked.
    pub not_obliged: Option<NotObliged>,
    /// The office of the last day.
    pub office: Option<OfficeId>,
    /// The zone of the office, in which the deadline passes.
    pub zone: Zone,
    pub policy: Option<&'a Policy>,
    /// Rupiah.
    pub minimum: Option<i64>,
    pub minimum_count: Option<u32>,
    /// Rupiah.
    pub counted: i64,
    pub count: u32,
    /// Rupiah, never below 0.
    pub shortfall: Option<i64>,
    /// The last day on which recording is on time, in the office's zone.
    pub deadline: Option<NaiveDate>,
    pub arithmetic: Option<Arithmetic>,
}

impl Assessment<'_> {
    /// Purchases still missing from the minimum count.
    pub fn missing_count(&self) -> u32 {
        self.minimum_count.unwrap_or(0).saturating_sub(self.count)
    }

    /// The instant at which the deadline passes.
    pub fn deadline_instant(&self) -> Option<DateTime<Utc>> {
        Some(self.zone.end_of(self.deadline?))
    }

    /// Somebody whom no report of a closed period counts.
    pub fn uncounted(self) -> Self {
        Self {
            status: Status::NotObliged,
            not_obliged: Some(NotObliged::NotPlaced),
            office: None,
            policy: None,
            minimum: None,
            minimum_count: None,
            shortfall: None,
            deadline: None,
            arithmetic: None,
            ..self
        }
    }

    /// The same with the minimum that a mandatory policy asks of these days (rules.md §4).
    pub(super) fn with_minimum(self, policy: &Policy, days: Days, tier: Option<usize>) -> Self {
        let (full_amount, full_count) = policy.minimum_of(tier);
        let asked =
            if days.exempt() { 0 } else { days.asked(policy.holiday_rule, policy.leave_rule) };
        let (minimum, minimum_count) = match asked {
            0 => (0, 0),
            asked => days.share(asked, full_amount, full_count),
        };
        Self {
            minimum: Some(minimum),
            minimum_count: Some(minimum_count),
            arithmetic: Some(Arithmetic { days, asked, tier, full_amount, full_count }),
            ..self
        }
    }

    /// The same duty with what was bought.
    pub fn with_tally(self, tally: &Tally, now: DateTime<Utc>) -> Self {
        Self {
            status: self.status_with(tally, now),
            counted: tally.amount,
            count: tally.count,
            shortfall: self.minimum.map(|minimum| (minimum - tally.amount).max(0)),
            ..self
        }
    }

    fn status_with(&self, tally: &Tally, now: DateTime<Utc>) -> Status {
        let (Some(policy), Some(closes)) = (self.policy, self.deadline_instant()) else {
            return Status::NotObliged;
        };
        let reached = |(amount, count)| {
            amount >= self.minimum.unwrap_or(0) && count >= self.minimum_count.unwrap_or(0)
        };
        match policy.mode {
            Mode::Appeal if tally.count > 0 => Status::Participating,
            Mode::Appeal => Status::NotParticipating,
            Mode::Mandatory if self.arithmetic.is_some_and(|sum| sum.days.exempt()) => {
                Status::Exempt
            }
            Mode::Mandatory if reached(tally.before(closes)) => Status::Met,
            Mode::Mandatory if reached((tally.amount, tally.count)) => Status::MetLate,
            Mode::Mandatory if now < closes => Status::Open,
            Mode::Mandatory => Status::Short,
        }
    }
}

impl Rulebook {
    /// The policy that governs the period for somebody placed like this, and the placement of the
    /// period's last day, which decides it.
    pub fn governing<'a, 'p>(
        &'a self,
        placements: &'p [Placement],
        period: &Period,
    ) -> Option<(&'a Policy, &'p Placement)> {
        let last_day = placement::on(placements, period.end)?;
        let policy = policy::governing(&self.policies, &self.offices, last_day.office, period)?;
        Some((policy, last_day))
    }

    /// The zone of an office; one that is not known is in the west, like the capital.
    pub fn zone(&self, office: OfficeId) -> Zone {
        self.offices.get(office).map_or(Zone::Wib, |office| office.zone)
    }

    pub fn is_closed(&self, period: &Period) -> bool {
        self.closed.contains(period)
    }

    /// Whether the day is a holiday for the people of an office.
    pub fn is_holiday(&self, office: OfficeId, day: NaiveDate) -> bool {
        self.holidays.hold(&self.offices, office, day)
    }

    /// Whether the people of an office work on the day: Monday to Friday and no holiday.
    pub fn is_working_day(&self, office: OfficeId, day: NaiveDate) -> bool {
        Period { kind: super::PeriodKind::Week, start: day, end: day }.weekdays().next().is_some()
            && !self.is_holiday(office, day)
    }

    /// The status of an employee in a period at an instant (rules.md §6).
    pub fn assess(&self, period: &Period, facts: Facts<'_>, now: DateTime<Utc>) -> Assessment<'_> {
        let last_day = placement::on(facts.placements, period.end);
        let office = last_day.map(|placement| placement.office);
        let unobliged = Assessment {
            status: Status::NotObliged,
            not_obliged: Some(match office {
                Some(_) => NotObliged::NoPolicy,
                None => NotObliged::NotPlaced,
            }),
            office,
            zone: office.map_or(Zone::Wib, |office| self.zone(office)),
            policy: None,
            minimum: None,
            minimum_count: None,
            counted: facts.tally.amount,
            count: facts.tally.count,
            shortfall: None,
            deadline: None,
            arithmetic: None,
        };
        let Some((policy, placement)) = self.governing(facts.placements, period) else {
            return unobliged;
        };
        if !placement::throughout(facts.placements, period) {
            return Assessment { not_obliged: Some(NotObliged::NotPlaced), ..unobliged };
        }
        let governed = Assessment {
            not_obliged: None,
            policy: Some(policy),
            deadline: Some(period.end + Span::new(policy.grace_days.into())),
            ..unobliged
        };
        let asked = match policy.mode {
            Mode::Appeal => governed,
            Mode::Mandatory => {
                // Of all days the office is that of the last one (rules.md §3).
                let is_holiday = |day| self.is_holiday(placement.office, day);
                let days = Days::count(period, is_holiday, facts.exemptions);
                governed.with_minimum(policy, days, policy.tier_of(placement))
            }
        };
        asked.with_tally(facts.tally, now)
    }

    /// Today, for somebody: the date in the zone of the office where they belong.
    pub fn today(&self, placements: &[Placement], now: DateTime<Utc>) -> NaiveDate {
        let near = Zone::Wib.date(now);
        let office = placement::current(placements, near).map(|placement| placement.office);
        office.map_or(near, |office| self.zone(office).date(now))
    }

    /// The instant of a local time at an office.
    pub fn at_office(&self, office: OfficeId, date: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
        self.zone(office).instant(date.and_time(time))
    }
}
