//! How people and offices stand: reads the rollups and rosters and asks the rules. Never reads
//! purchases, so its cost grows with the people, not with the years.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::rules::{
    Assessment, EmployeeId, Exemption, Facts, OfficeId, OfficeTree, Period, Placement, Rulebook,
    Summary, Tally,
};
use crate::store::totals::{self, Tallies};
use crate::store::{self, ConnectionTrait, exemptions, placements};

/// What is known of one employee over some periods of one kind.
#[derive(Clone, Debug, Default)]
pub struct Person {
    pub id: EmployeeId,
    pub placements: Vec<Placement>,
    pub exemptions: Vec<Exemption>,
    pub tallies: Tallies,
}

impl Person {
    pub fn assess<'a>(
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
}

/// One employee. The periods are of one kind, in order, and not none.
pub async fn person(
    db: &impl ConnectionTrait,
    id: EmployeeId,
    placements: Vec<Placement>,
    periods: &[Period],
) -> store::Result<Person> {
    let (kind, from, to) = span(periods);
    Ok(Person {
        id,
        placements,
        exemptions: exemptions::of(db, id, from, to).await?,
        tallies: totals::of(db, id, kind, from, to).await?,
    })
}

/// Everybody who was in one of the offices (`None`: anywhere) at some time in the periods.
pub async fn roster(
    db: &impl ConnectionTrait,
    offices: Option<&[OfficeId]>,
    periods: &[Period],
) -> store::Result<Vec<Person>> {
    let (kind, from, to) = span(periods);
    let mut exemptions = exemptions::roster(db, offices, from, to).await?;
    let mut tallies = totals::roster(db, offices, kind, from, to).await?;
    let people = placements::roster(db, offices, from, to).await?;
    Ok(people
        .into_iter()
        .map(|(id, placements)| Person {
            id,
            placements,
            exemptions: exemptions.remove(&id).unwrap_or_default(),
            tallies: tallies.remove(&id).unwrap_or_default(),
        })
        .collect())
}

fn span(periods: &[Period]) -> (crate::rules::PeriodKind, chrono::NaiveDate, chrono::NaiveDate) {
    let (first, last) = (periods[0], periods[periods.len() - 1]);
    (first.kind, first.start, last.end)
}

/// The figures of every office for a period: of its own people, without what is below it.
pub fn own_summaries(
    people: &[Person],
    rulebook: &Rulebook,
    period: &Period,
    now: DateTime<Utc>,
) -> HashMap<OfficeId, Summary> {
    let mut own: HashMap<OfficeId, Summary> = HashMap::new();
    for person in people {
        let assessment = person.assess(rulebook, period, now);
        if let Some(office) = assessment.office {
            own.entry(office).or_default().count(&assessment);
        }
    }
    own
}

/// An office's figures with all below it (rules.md §7).
pub fn summary(own: &HashMap<OfficeId, Summary>, tree: &OfficeTree, office: OfficeId) -> Summary {
    let mut sum = Summary::default();
    for below in tree.subtree(office) {
        if let Some(summary) = own.get(&below) {
            sum.add(summary);
        }
    }
    sum
}

/// The kind of period by which somebody is measured now: the week, unless a monthly policy governs.
pub fn kind_for(
    rulebook: &Rulebook,
    placements: &[Placement],
    today: chrono::NaiveDate,
) -> crate::rules::PeriodKind {
    use crate::rules::PeriodKind::{Month, Week};
    let month = Period::month_of(today);
    let week = Period::week_of(today);
    let monthly = rulebook.governing(placements, &week).is_none()
        && rulebook.governing(placements, &month).is_some();
    if monthly { Month } else { Week }
}
