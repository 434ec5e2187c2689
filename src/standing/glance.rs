//! The people of a page over some periods: of closed ones no more is read than a table shows.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::assess::{Person, join_facts, span};
use crate::rules::declaration::Reason;
use crate::rules::{EmployeeId, Glance, Period, Rulebook};
use crate::store::rosters::{self, Name, PageRoster};
use crate::store::{self, ConnectionTrait, totals};

pub struct Glances<'a> {
    rulebook: &'a Rulebook,
    now: DateTime<Utc>,
    people: HashMap<EmployeeId, Person>,
    stored: HashMap<(EmployeeId, NaiveDate), Glance>,
    names: HashMap<EmployeeId, Name>,
    declared: HashMap<(EmployeeId, NaiveDate), Reason>,
}

/// Somebody of the page.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    of: &'a Glances<'a>,
    person: &'a Person,
    pub name: &'a Name,
}

impl<'a> Glances<'a> {
    /// The periods are of one kind, in order, and not none.
    pub async fn of_people(
        db: &impl ConnectionTrait,
        rulebook: &'a Rulebook,
        ids: &[EmployeeId],
        periods: &[Period],
        now: DateTime<Utc>,
    ) -> store::Result<Self> {
        let (kind, from, to) = span(periods);
        let closed = periods.iter().take_while(|period| rulebook.is_closed(period)).count();
        let (closed, open) = periods.split_at(closed);
        let open_from = open.first().map(|period| period.start);
        let page = rosters::of_people(db, ids, kind, (from, to), open_from).await?;
        let PageRoster { roster, stored, names, declared } = page;
        let people = join_facts(roster).into_iter().map(|person| (person.id, person));
        let mut people: HashMap<EmployeeId, Person> = people.collect();
        let lacks =
            |id: &EmployeeId| closed.iter().any(|one| !stored.contains_key(&(*id, one.start)));
        // Whom no report of a closed period counts may have bought in it all the same.
        let uncounted: Vec<EmployeeId> = people.keys().copied().filter(lacks).collect();
        if let (Some(last), false) = (closed.last(), uncounted.is_empty()) {
            let bought = totals::of_many(db, &uncounted, kind, from, last.start).await?;
            for (id, tallies) in bought {
                if let Some(person) = people.get_mut(&id) {
                    person.tallies.extend(tallies);
                }
            }
        }
        Ok(Self { rulebook, now, people, stored, names, declared })
    }

    pub fn of(&'a self, id: EmployeeId) -> Option<Seen<'a>> {
        Some(Seen { of: self, person: self.people.get(&id)?, name: self.names.get(&id)? })
    }
}

impl Seen<'_> {
    /// As [`Person::assess`] has it.
    pub fn in_period(self, period: &Period) -> Glance {
        let Glances { rulebook, now, stored, .. } = self.of;
        if !rulebook.is_closed(period) {
            return self.person.assess_now(rulebook, period, *now).glance();
        }
        let uncounted = || self.person.assess_now(rulebook, period, *now).uncounted().glance();
        stored.get(&(self.person.id, period.start)).copied().unwrap_or_else(uncounted)
    }

    /// Why they buy nothing, where they have declared it.
    pub fn declared(self, period: &Period) -> Option<Reason> {
        self.of.declared.get(&(self.person.id, period.start)).copied()
    }
}
