//! How people stand: reads the rollups and rosters and asks the rules, or reads what was stored
//! when the period was closed. Never reads purchases, so its cost grows with the people, not with
//! the years.

use std::collections::{HashMap, HashSet};
use std::mem;

use chrono::{DateTime, NaiveDate, Utc};

use crate::rules::summary::own_figures;
use crate::rules::{
    Assessment, EmployeeId, Exemption, Facts, OfficeId, Period, PeriodKind, Placement, Rulebook,
    Summary, Tally,
};
use crate::store::closed_results::{self, Outcome};
use crate::store::records::{self, Question, Records};
use crate::store::rosters::{self, Roster};
use crate::store::totals::{self, Tallies};
use crate::store::{self, ConnectionTrait, exemptions, placements};

/// What is known of one employee over some periods of one kind.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: EmployeeId,
    pub placements: Vec<Placement>,
    pub exemptions: Vec<Exemption>,
    pub tallies: Tallies,
    /// What is stored of those that are closed, by their first day.
    results: HashMap<NaiveDate, Outcome>,
}

impl Person {
    /// How they stand, for reports: as it was stored in a closed period, else as it is now.
    pub fn assess<'a>(
        &self,
        rulebook: &'a Rulebook,
        period: &Period,
        now: DateTime<Utc>,
    ) -> Assessment<'a> {
        let assessed_now = || self.assess_now(rulebook, period, now);
        if !rulebook.is_closed(period) {
            return assessed_now();
        }
        match self.stored(period) {
            Some(stored) => stored.figures.assessment(rulebook, period),
            None => assessed_now().uncounted(),
        }
    }

    /// Of a closed period the number of its last amendment that changed them, if any did.
    pub fn closed(&self, rulebook: &Rulebook, period: &Period) -> Option<Option<u32>> {
        let amendment = || self.stored(period).and_then(|stored| stored.amendment);
        rulebook.is_closed(period).then(amendment)
    }

    /// What the facts of today come to, closed or not.
    pub fn assess_now<'a>(
        &self,
        rulebook: &'a Rulebook,
        period: &Period,
        now: DateTime<Utc>,
    ) -> Assessment<'a> {
        let nothing = Tally::default();
        let facts = Facts {
            placements: &self.placements,
            exemptions: &self.exemptions,
            tally: self.tallies.get(&period.start).unwrap_or(&nothing),
        };
        rulebook.assess(period, facts, now)
    }

    /// What is stored of them, if the period is closed.
    pub fn stored(&self, period: &Period) -> Option<&Outcome> {
        self.results.get(&period.start)
    }
}

/// One employee, with what is stored. The periods are of one kind, in order, and not none.
pub async fn person(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    id: EmployeeId,
    placements: Vec<Placement>,
    periods: &[Period],
) -> store::Result<Person> {
    let question = Question::of(id, periods);
    Ok(person_with_records(db, rulebook, placements, question).await?.0)
}

/// The same, with what else is asked of them.
pub async fn person_with_records(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    placements: Vec<Placement>,
    question: Question<'_>,
) -> store::Result<(Person, Records)> {
    let closed = question.periods.iter().any(|period| rulebook.is_closed(period));
    let mut records = records::ask(db, &Question { closed, ..question }).await?;
    let results = mem::take(&mut records.results);
    let person = Person {
        id: question.employee,
        placements,
        exemptions: mem::take(&mut records.exemptions),
        tallies: mem::take(&mut records.tallies),
        results: results.into_iter().map(|outcome| (outcome.start, outcome)).collect(),
    };
    Ok((person, records))
}

/// The facts of some people, below a thousand or two, in the order of their ids.
pub async fn people(
    db: &impl ConnectionTrait,
    ids: &[EmployeeId],
    periods: &[Period],
) -> store::Result<Vec<Person>> {
    let (kind, from, to) = span(periods);
    let exemptions = exemptions::of_many(db, ids, from, to).await?;
    let tallies = totals::of_many(db, ids, kind, from, to).await?;
    let placements = placements::of_many(db, ids.iter().copied()).await?;
    let mut people = join_facts(Roster { placements, exemptions, tallies });
    people.sort_unstable_by_key(|person| person.id);
    Ok(people)
}

/// The facts of everybody who was in one of the offices (`None`: anywhere) at some time in the
/// periods.
pub async fn roster(
    db: &impl ConnectionTrait,
    offices: Option<&[OfficeId]>,
    periods: &[Period],
) -> store::Result<Vec<Person>> {
    let (kind, from, to) = span(periods);
    Ok(join_facts(rosters::of_offices(db, offices, kind, (from, to)).await?))
}

/// The same of some offices of today, which may be all that there are.
pub async fn roster_of(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    offices: &HashSet<OfficeId>,
    periods: &[Period],
) -> store::Result<Vec<Person>> {
    // For the root that is everybody, which is quicker to ask.
    let everywhere = offices.len() == rulebook.offices.iter().count();
    let offices: Vec<OfficeId> = offices.iter().copied().collect();
    roster(db, (!everywhere).then_some(offices.as_slice()), periods).await
}

pub(super) fn join_facts(roster: Roster) -> Vec<Person> {
    let Roster { placements, mut exemptions, mut tallies } = roster;
    let people = placements.into_iter().map(|(id, placements)| Person {
        id,
        placements,
        exemptions: exemptions.remove(&id).unwrap_or_default(),
        tallies: tallies.remove(&id).unwrap_or_default(),
        results: HashMap::new(),
    });
    people.collect()
}

/// Adds what is stored of those of the periods that are closed.
pub async fn load_closed_results(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    people: &mut [Person],
    periods: &[Period],
) -> store::Result<()> {
    if !periods.iter().any(|period| rulebook.is_closed(period)) {
        return Ok(());
    }
    let (kind, from, _) = span(periods);
    let last = periods[periods.len() - 1].start;
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let mut found: HashMap<EmployeeId, Vec<Outcome>> = HashMap::new();
    for outcome in closed_results::between(db, &ids, kind, from, last).await? {
        found.entry(outcome.employee).or_default().push(outcome);
    }
    for person in people {
        let own = found.remove(&person.id).unwrap_or_default();
        person.results = own.into_iter().map(|outcome| (outcome.start, outcome)).collect();
    }
    Ok(())
}

pub(super) fn span(periods: &[Period]) -> (PeriodKind, NaiveDate, NaiveDate) {
    let (first, last) = (periods[0], periods[periods.len() - 1]);
    (first.kind, first.start, last.end)
}

/// The figures of every office for a period by the facts of today: of its own people, without what
/// is below it.
pub fn own_summaries(
    people: &[Person],
    rulebook: &Rulebook,
    period: &Period,
    now: DateTime<Utc>,
) -> HashMap<OfficeId, Summary> {
    let assessed_now: Vec<_> =
        people.iter().map(|person| person.assess_now(rulebook, period, now)).collect();
    own_figures(&assessed_now)
}
