//! What is told after a close: to heads the recap of their offices, to leaders a summary of all (decision 130).

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::access::{Role, RoleKind};
use super::close::due;
use super::reminder::{Timing, duty};
use super::reminder_times::OFFICE_HOURS;
use super::{OfficeId, OfficeTree, Period, PeriodKind, Rulebook, Summary};

/// Which of them go out, as administrators have chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CloseMails {
    pub heads: bool,
    pub leaders: bool,
}

impl Default for CloseMails {
    fn default() -> Self {
        Self { heads: true, leaders: true }
    }
}

/// What somebody is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addressed {
    /// The offices whose recap they get, in the order of their ids.
    pub offices: Vec<OfficeId>,
    /// Whether they get the summary of all offices,
    pub leads: bool,
    /// and sign the recap of all of them.
    pub signs_all: bool,
}

impl CloseMails {
    /// What somebody with these roles is told. Leaders are heads of a topmost office and auditors of one; they get the
    /// summary in the place of its recap.
    pub fn addressed(self, tree: &OfficeTree, roles: &[Role]) -> Addressed {
        let is_top =
            |office: OfficeId| tree.get(office).is_some_and(|office| office.parent.is_none());
        let heads = roles.iter().filter(|role| role.kind == RoleKind::Head);
        let mut offices: Vec<OfficeId> =
            heads.map(|role| role.office).filter(|office| tree.get(*office).is_some()).collect();
        offices.sort_unstable();
        offices.dedup();
        let audits = roles.iter().any(|role| {
            role.kind == RoleKind::Auditor && (role.office == OfficeId::NONE || is_top(role.office))
        });
        let heads_all = offices.iter().any(|office| is_top(*office));
        let leads = self.leaders && (audits || heads_all);
        if leads {
            offices.retain(|office| !is_top(*office));
        }
        if !self.heads {
            offices.clear();
        }
        Addressed { offices, leads, signs_all: leads && heads_all }
    }
}

/// Of a period whose last deadline passed longer ago nobody is told any more.
const FRESH: TimeDelta = TimeDelta::days(14);

/// The periods whose close is told now: of each kind the newest that is closed. After a pause in which nothing was
/// closed those before it are told to nobody.
pub fn told(rulebook: &Rulebook, now: DateTime<Utc>) -> Vec<Period> {
    let newest = [PeriodKind::Week, PeriodKind::Month].into_iter().filter_map(|kind| {
        let closed = rulebook.closed.iter().filter(|period| period.kind == kind);
        closed.max_by_key(|period| period.start).copied()
    });
    newest.filter(|period| now < due(rulebook, period) + FRESH).collect()
}

/// Whether it may go now to whoever is told of an office: on its working days, from the hour of its policy's digest to
/// the end of office hours.
pub fn timing(
    rulebook: &Rulebook,
    office: OfficeId,
    period: &Period,
    now: DateTime<Utc>,
) -> Timing {
    if !told(rulebook, now).contains(period) {
        return Timing::TooLate;
    }
    let times = duty(rulebook, office, period).map(|policy| policy.reminders).unwrap_or_default();
    let hour = |hour: u8| NaiveTime::from_hms_opt(hour.into(), 0, 0).unwrap_or_default();
    let (morning, evening) = (hour(times.head_digest.hour), hour(OFFICE_HOURS.end() + 1));
    let last = rulebook.zone(office).date(now + FRESH);
    let days = rulebook.zone(office).date(now).iter_days().take_while(|day| *day <= last);
    let at = days.filter(|day| rulebook.is_working_day(office, *day)).find_map(|day| {
        let [from, to] = [morning, evening].map(|time| rulebook.at_office(office, day, time));
        (now < to).then(|| now.max(from))
    });
    match at {
        Some(at) if at == now => Timing::Now,
        Some(at) if at < due(rulebook, period) + FRESH => Timing::After(at),
        _ => Timing::TooLate,
    }
}

/// As many offices as a leader is pointed to.
pub const MOST_POINTED_OUT: usize = 5;

/// Those of some offices that have not come to a share of people, from 0 to 1, the furthest from it first.
pub fn below<T>(mut offices: Vec<(T, Summary)>, share: f64) -> Vec<(T, Summary)> {
    offices.retain(|(_, sum)| sum.rate().is_some_and(|rate| rate < share));
    offices.sort_by(|(_, one), (_, other)| {
        let rate = |sum: &Summary| sum.rate().unwrap_or(1.0);
        rate(one).total_cmp(&rate(other)).then(other.lacking().cmp(&one.lacking()))
    });
    offices
}
