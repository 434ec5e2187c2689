//! Working days, holidays, leave (rules.md §4).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{OfficeId, OfficeTree, Period, ProrationRule};

/// Why somebody is exempt: a kind of leave, never a diagnosis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExemptionReason {
    AnnualLeave,
    SickLeave,
    Maternity,
    ImportantReason,
    LongLeave,
    OfficialTravel,
    Study,
    UnpaidLeave,
    Other,
}

impl ExemptionReason {
    pub const ALL: [Self; 9] = [
        Self::AnnualLeave,
        Self::SickLeave,
        Self::Maternity,
        Self::ImportantReason,
        Self::LongLeave,
        Self::OfficialTravel,
        Self::Study,
        Self::UnpaidLeave,
        Self::Other,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::AnnualLeave => "annual_leave",
            Self::SickLeave => "sick_leave",
            Self::Maternity => "maternity",
            Self::ImportantReason => "important_reason",
            Self::LongLeave => "long_leave",
            Self::OfficialTravel => "official_travel",
            Self::Study => "study",
            Self::UnpaidLeave => "unpaid_leave",
            Self::Other => "other",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == text)
    }
}

/// What became of a request for exemption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExemptionState {
    Requested,
    Approved,
    Refused,
    Withdrawn,
}

impl ExemptionState {
    pub const ALL: [Self; 4] = [Self::Requested, Self::Approved, Self::Refused, Self::Withdrawn];

    pub fn name(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == text)
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

    /// The share of a minimum, in rupiah: `amount × N / W` up to the next whole Rp1.000, and the
    /// share of a count rounded up; both unchanged where `N = W`.
    pub fn share(&self, asked: u32, amount: i64, count: u32) -> (i64, u32) {
        if asked == self.weekdays {
            return (amount, count);
        }
        let thousands = i64::from(self.weekdays) * 1000;
        let amount = (amount * i64::from(asked) + thousands - 1).div_euclid(thousands) * 1000;
        (amount, (count * asked).div_ceil(self.weekdays))
    }
}
