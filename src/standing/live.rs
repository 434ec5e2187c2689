//! The figures of offices in periods that are open, by the facts of today.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::assess::{self, Person};
use super::kept::{Found, Kept, LARGE};
use crate::rules::distribution::{self, Columns};
use crate::rules::summary::{own_figures, with_below};
use crate::rules::{Assessment, OfficeId, Period, PeriodKind, Rulebook, Summary};
use crate::store::{self, ConnectionTrait};

/// The figures of all offices over some open periods.
pub type KeptLive = Kept<(PeriodKind, NaiveDate, NaiveDate), Live>;

/// Of some offices over some periods that are open.
#[derive(Debug, Default)]
pub struct Live {
    /// What each office has of its own.
    own: HashMap<Period, HashMap<OfficeId, Summary>>,
    distributions: HashMap<Period, Columns>,
    people: usize,
}

impl Live {
    /// Of people as far as they count for some offices.
    pub fn of(
        people: &[Person],
        is_here: impl Fn(OfficeId) -> bool,
        rulebook: &Rulebook,
        periods: &[Period],
        now: DateTime<Utc>,
    ) -> Self {
        let mut live = Self { people: people.len(), ..Self::default() };
        for period in periods {
            let assessed = people.iter().map(|person| person.assess_now(rulebook, period, now));
            let here = assessed.filter(|one| one.office.is_some_and(&is_here));
            live.count(period, &here.collect::<Vec<_>>());
        }
        live
    }

    /// Counts how people stand in a period.
    pub fn count<'a>(
        &mut self,
        period: &Period,
        standing: impl IntoIterator<Item = &'a Assessment<'a>> + Clone,
    ) {
        self.own.insert(*period, own_figures(standing.clone()));
        self.distributions.insert(*period, distribution::of(standing));
    }

    /// Of an office with all below it, as offices hang together today.
    pub fn summary(&self, rulebook: &Rulebook, office: OfficeId, period: &Period) -> Summary {
        let own = self.own.get(period);
        own.map(|own| with_below(own, &rulebook.offices, office)).unwrap_or_default()
    }

    pub fn distribution(&self, period: &Period) -> Columns {
        self.distributions.get(period).copied().unwrap_or_default()
    }
}

/// Of all offices: once in a while where they have many people, and of this instant where they have not. The people
/// come with them where they were just read.
pub async fn of_all(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    periods: &[Period],
    kept: &KeptLive,
    now: DateTime<Utc>,
) -> store::Result<(Found<Live>, Option<Vec<Person>>)> {
    let (Some(first), Some(last)) = (periods.first(), periods.last()) else {
        return Ok((Found::new(Live::default(), now), Some(Vec::new())));
    };
    let mut read = None;
    let work = async {
        let people = assess::roster(db, None, periods).await?;
        let live = Live::of(&people, |_| true, rulebook, periods, now);
        read = Some(people);
        Ok::<_, store::Error>(live)
    };
    let key = (first.kind, first.start, last.start);
    let found = kept.get(key, now, |live| live.people > LARGE, work).await?;
    Ok((found, read))
}
