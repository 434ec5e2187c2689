//! Who owes what, and the status of an employee in a period (rules.md §§3, 4 and 6).

use std::collections::HashSet;

use chrono::{DateTime, Days as Span, NaiveDate, NaiveTime, Utc};

use super::calendar::{Days, Holidays};
use super::policy::FullMinimum;
use super::{
    Exemption, Mode, NotObliged, OfficeId, OfficeTree, Percent, Period, PeriodKind, Placement,
    Policy, PolicyId, Status, Tally, Zone, counts_on, placement, policy,
};

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

/// What a policy asks of somebody in a period, or that it appeals to them.
#[derive(Clone, Copy, Debug)]
pub struct Duty<'a, 'p> {
    pub policy: &'a Policy,
    /// That of the last day.
    pub placement: &'p Placement,
    pub full: FullMinimum,
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
    /// The share of the reference amount that the full amount is.
    pub percent: Option<Percent>,
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

/// No more of it than a table of people and periods shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glance {
    pub status: Status,
    /// Rupiah.
    pub counted: i64,
    pub minimum: Option<i64>,
}

impl Assessment<'_> {
    pub fn glance(&self) -> Glance {
        Glance { status: self.status, counted: self.counted, minimum: self.minimum }
    }

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
    pub(super) fn with_minimum(self, policy: &Policy, days: Days, full: FullMinimum) -> Self {
        let FullMinimum { tier, amount: full_amount, percent, count: full_count } = full;
        let asked =
            if days.exempt() { 0 } else { days.asked(policy.holiday_rule, policy.leave_rule) };
        let (minimum, minimum_count) = match asked {
            0 => (0, 0),
            asked => days.share(asked, full_amount, full_count),
        };
        Self {
            minimum: Some(minimum),
            minimum_count: Some(minimum_count),
            arithmetic: Some(Arithmetic { days, asked, tier, full_amount, percent, full_count }),
            ..self
        }
    }

    /// The same duty with what was bought.
    pub fn with_tally(self, tally: &Tally, now: DateTime<Utc>) -> Self {
        let (counted, count) = tally.sum(self.policy);
        Self {
            status: self.status_with(tally, now),
            counted,
            count,
            shortfall: self.minimum.map(|minimum| (minimum - counted).max(0)),
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
            Mode::Appeal if tally.sum(self.policy).1 > 0 => Status::Participating,
            Mode::Appeal => Status::NotParticipating,
            Mode::Mandatory if self.arithmetic.is_some_and(|sum| sum.days.exempt()) => {
                Status::Exempt
            }
            Mode::Mandatory if reached(tally.sum_before(self.policy, closes)) => Status::Met,
            Mode::Mandatory if reached(tally.sum(self.policy)) => Status::MetLate,
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

    /// What is asked of somebody placed like this, or appealed to them; else why not (rules.md §2:
    /// "Nothing asked", and a period "in which no day fits").
    ///
    /// # Errors
    /// Why nothing is.
    pub fn duty<'a, 'p>(
        &'a self,
        placements: &'p [Placement],
        period: &Period,
    ) -> Result<Duty<'a, 'p>, NotObliged> {
        if placement::on(placements, period.end).is_none() {
            return Err(NotObliged::NotPlaced);
        }
        let (policy, placement) = self.governing(placements, period).ok_or(NotObliged::NoPolicy)?;
        if !placement::throughout(placements, period) {
            return Err(NotObliged::NotPlaced);
        }
        if !counts_on::any(&policy.counts_on, period) {
            return Err(NotObliged::NoDayCounts);
        }
        let full = policy.full_minimum(placement);
        if policy.mode == Mode::Mandatory && full.is_nothing() {
            return Err(NotObliged::NothingAsked);
        }
        Ok(Duty { policy, placement, full })
    }

    /// The zone of an office; one that is not known is in the west, like the capital.
    pub fn zone(&self, office: OfficeId) -> Zone {
        self.offices.get(office).map_or(Zone::Wib, |office| office.zone)
    }

    pub fn is_closed(&self, period: &Period) -> bool {
        self.closed.contains(period)
    }

    /// The first day after all weeks that are closed, or all months where no week is; none while nothing is.
    pub fn open_from(&self) -> Option<NaiveDate> {
        let last = |kind: PeriodKind| {
            self.closed.iter().filter(|period| period.kind == kind).map(|period| period.end).max()
        };
        let end = last(PeriodKind::Week).or_else(|| last(PeriodKind::Month))?;
        end.succ_opt()
    }

    /// Whether the day is a holiday for the people of an office.
    pub fn is_holiday(&self, office: OfficeId, day: NaiveDate) -> bool {
        self.holidays.hold(&self.offices, office, day)
    }

    /// Whether the people of an office work on the day: Monday to Friday and no holiday.
    pub fn is_working_day(&self, office: OfficeId, day: NaiveDate) -> bool {
        Period { kind: PeriodKind::Week, start: day, end: day }.weekdays().next().is_some()
            && !self.is_holiday(office, day)
    }

    /// The status of an employee in a period at an instant (rules.md §6).
    pub fn assess(&self, period: &Period, facts: Facts<'_>, now: DateTime<Utc>) -> Assessment<'_> {
        let (counted, count) = facts.tally.sum(None);
        let last_day = placement::on(facts.placements, period.end);
        let office = last_day.map(|placement| placement.office);
        let unobliged = Assessment {
            status: Status::NotObliged,
            not_obliged: None,
            office,
            zone: office.map_or(Zone::Wib, |office| self.zone(office)),
            policy: None,
            minimum: None,
            minimum_count: None,
            counted,
            count,
            shortfall: None,
            deadline: None,
            arithmetic: None,
        };
        let Duty { policy, placement, full } = match self.duty(facts.placements, period) {
            Ok(duty) => duty,
            Err(why) => return Assessment { not_obliged: Some(why), ..unobliged },
        };
        let governed = Assessment {
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
                governed.with_minimum(policy, days, full)
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
