//! By which clock the deadlines of closed periods passed: an office may have another zone since.

use std::collections::{HashMap, HashSet};

use super::assess::Person;
use crate::rules::{EmployeeId, Period, PeriodKind, Rulebook, Zone};
use crate::store::purchases::Purchase;
use crate::store::{self, ConnectionTrait, closed_results};

/// The zones of one employee's closed periods, as they are stored with their figures.
#[derive(Clone, Debug, Default)]
pub struct ClosedZones(HashMap<Period, Zone>);

impl ClosedZones {
    /// Those of the periods in which some purchases lie. Nothing is asked where all of them are open, nor of
    /// a kind of which `known` has them.
    pub async fn of(
        db: &impl ConnectionTrait,
        rulebook: &Rulebook,
        employee: EmployeeId,
        purchases: &[Purchase],
        known: Option<(&Person, PeriodKind)>,
    ) -> store::Result<Self> {
        let has_policies =
            |kind: &PeriodKind| rulebook.policies.iter().any(|policy| policy.period == *kind);
        let kinds: Vec<_> = PeriodKind::ALL.into_iter().filter(has_policies).collect();
        let days = purchases.iter().map(|purchase| purchase.row.purchased_on);
        let periods = days.flat_map(|day| kinds.iter().map(move |kind| Period::of(*kind, day)));
        let closed: HashSet<_> = periods.filter(|period| rulebook.is_closed(period)).collect();
        if let Some((person, kind)) = known {
            let (there, missing): (Vec<_>, Vec<_>) =
                closed.into_iter().partition(|period| period.kind == kind);
            let stored = |period: Period| Some((period, person.stored(&period)?.figures.zone));
            let mut zones: HashMap<_, _> = there.into_iter().filter_map(stored).collect();
            zones.extend(asked(db, employee, missing).await?);
            return Ok(Self(zones));
        }
        Ok(Self(asked(db, employee, closed.into_iter().collect()).await?.into_iter().collect()))
    }

    pub fn zone(&self, period: &Period) -> Option<Zone> {
        self.0.get(period).copied()
    }
}

async fn asked(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    periods: Vec<Period>,
) -> store::Result<Vec<(Period, Zone)>> {
    let starts: Vec<_> = periods.iter().map(|period| period.start).collect();
    let (Some(first), Some(last)) = (starts.iter().min(), starts.iter().max()) else {
        return Ok(Vec::new());
    };
    closed_results::zones(db, employee, *first, *last).await
}
