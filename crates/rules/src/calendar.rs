//! Working days, holidays, leave (rules.md §4).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::names::named;
use super::{OfficeId, OfficeTree, Period, ProrationRule};

named! {
    /// Why somebody is exempt: a kind of leave, never a diagnosis.
    pub enum ExemptionReason {
        AnnualLeave = "annual_leave",
        SickLeave = "sick_leave",
        Maternity = "maternity",
        ImportantReason = "important_reason",
        LongLeave = "long_leave",
        OfficialTravel = "official_travel",
        Study = "study",
        UnpaidLeave = "unpaid_leave",
        Other = "other",
    }
}

named! {
    /// What became of a request for exemption.
    pub enum ExemptionState {
        Requested = "requested",
        Approved = "approved",
        Refused = "refused",
        Withdrawn = "withdrawn",
    }
}

named! {
    pub enum HolidayKind {
        Public = "public",
        JointLeave = "joint_leave",
    }
}

/// Days on which nothing is asked of somebody; both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exemption {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// It counts only when approved by someone other than the employee.
    pub approved: bool,
}

/// Public holidays and joint leave days of everybody; and those of an office and all below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays {
    everybody: BTreeSet<NaiveDate>,
    offices: BTreeMap<NaiveDate, Vec<OfficeId>>,
}

impl Holidays {
    /// `None` for everybody.
    pub fn add(&mut self, day: NaiveDate, office: Option<OfficeId>) {
        match office {
            None => _ = self.everybody.insert(day),
            Some(office) => self.offices.entry(day).or_default().push(office),
        }
    }

    /// Whether it is one for the people of an office: everybody's, or one of the office or of an
    /// office above it.
    pub fn hold(&self, tree: &OfficeTree, office: OfficeId, day: NaiveDate) -> bool {
        let closed = self.offices.get(&day).into_iter().flatten();
        self.everybody.contains(&day)
            || closed.into_iter().any(|above| tree.depth_below(office, *above).is_some())
    }
}

impl FromIterator<NaiveDate> for Holidays {
    /// All of them everybody's.
    fn from_iter<T: IntoIterator<Item = NaiveDate>>(days: T) -> Self {
        Self { everybody: days.into_iter().collect(), offices: BTreeMap::new() }
    }
}

/// The days Monday to Friday of a period, by what they are for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// `W`
    pub weekdays: u32,
    /// `H`
    pub holidays: u32,
    /// `X`: covered by an approved exemption and not a holiday.
    pub leave: u32,
}

impl Days {
    pub fn count(
        period: &Period,
        is_holiday: impl Fn(NaiveDate) -> bool,
        exemptions: &[Exemption],
    ) -> Self {
        let mut days = Self { weekdays: 0, holidays: 0, leave: 0 };
        for day in period.weekdays() {
            days.weekdays += 1;
            if is_holiday(day) {
                days.holidays += 1;
            } else if exemptions.iter().any(|e| e.approved && e.from <= day && day <= e.to) {
                days.leave += 1;
            }
        }
        days
    }

    /// As they were counted once.
    pub fn of(period: &Period, holidays: u32, leave: u32) -> Self {
        let weekdays = period.weekdays().map(|_| 1).sum();
        Self { weekdays, holidays, leave }
    }

    /// Nothing is left of the period: nobody can owe anything.
    pub fn exempt(&self) -> bool {
        self.weekdays == self.holidays + self.leave
    }

    /// `N`: the days for which the minimum is asked.
    pub fn asked(&self, holiday_rule: ProrationRule, leave_rule: ProrationRule) -> u32 {
        let less = |rule, days| if rule == ProrationRule::Prorated { days } else { 0 };
        self.weekdays - less(holiday_rule, self.holidays) - less(leave_rule, self.leave)
    }

    /// The share of a minimum, in rupiah: `amount × N / W` up to the next whole Rp1.000, never above the
    /// full minimum, and the share of a count rounded up; both unchanged where `N = W`.
    pub fn share(&self, asked: u32, amount: i64, count: u32) -> (i64, u32) {
        if asked == self.weekdays {
            return (amount, count);
        }
        let thousands = i64::from(self.weekdays) * 1000;
        let share = (amount * i64::from(asked) + thousands - 1).div_euclid(thousands) * 1000;
        (share.min(amount), (count * asked).div_ceil(self.weekdays))
    }
}
