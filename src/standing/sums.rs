//! What offices come to over some periods, in sums and nobody's own figures.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::live::Live;
use super::{assess, hung};
use crate::rules::{OfficeId, Period, PeriodKind, Rulebook, Summary};
use crate::store::closed_offices::ClosedOffice;
use crate::store::closed_sums::{self, Beside, ClosedSum};
use crate::store::{self, ConnectionTrait};

/// The figures of a period, of some offices together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    pub period: Period,
    pub summary: Summary,
    pub closed: bool,
    /// The number of the last amendment that changed them.
    pub amendment: Option<u32>,
}

impl Sum {
    /// Of a period that is closed, as it is stored; where nothing is, the office is younger.
    pub(super) fn closed(period: &Period, stored: Option<&ClosedSum>) -> Self {
        Self {
            period: *period,
            summary: stored.map(ClosedSum::summary).unwrap_or_default(),
            closed: true,
            amendment: stored.and_then(|sum| u32::try_from(sum.amendment?).ok()),
        }
    }

    pub(super) fn open(period: &Period, summary: Summary) -> Self {
        Self { period: *period, summary, closed: false, amendment: None }
    }
}

/// The sums of offices, none of which lies below another today, over some periods of one kind.
pub async fn sums(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    offices: &[OfficeId],
    periods: &[Period],
    now: DateTime<Utc>,
) -> store::Result<Vec<Sum>> {
    let (closed, open): (Vec<Period>, Vec<Period>) =
        periods.iter().partition(|period| rulebook.is_closed(period));
    let closed = match offices {
        [office] => of_one(db, *office, &closed).await?,
        _ => of_several(db, rulebook, offices, &closed).await?,
    };
    let live = if open.is_empty() {
        Live::default()
    } else {
        // As long as a period is open, its offices are those of today.
        let below: HashSet<OfficeId> =
            offices.iter().flat_map(|office| rulebook.offices.subtree(*office)).collect();
        let people = assess::roster_of(db, rulebook, &below, &open).await?;
        Live::of(&people, |office| below.contains(&office), rulebook, &open, now)
    };
    let live = |period: &Period| {
        let mut sum = Summary::default();
        for office in offices {
            sum.add(&live.summary(rulebook, *office, period));
        }
        Sum::open(period, sum)
    };
    let sum = |period| closed.get(period).copied().unwrap_or_else(|| live(period));
    Ok(periods.iter().map(sum).collect())
}

async fn of_one(
    db: &impl ConnectionTrait,
    office: OfficeId,
    closed: &[Period],
) -> store::Result<HashMap<Period, Sum>> {
    let Some((kind, span)) = span(closed) else { return Ok(HashMap::new()) };
    let stored = closed_sums::of_office(db, office, kind, &[span], Beside::Nothing).await?;
    let by_start: HashMap<NaiveDate, ClosedSum> =
        stored.into_iter().map(|sum| (sum.start_on, sum)).collect();
    let sum = |period: &Period| (*period, Sum::closed(period, by_start.get(&period.start)));
    Ok(closed.iter().map(sum).collect())
}

/// Each office once, even where one hung below another then.
async fn of_several(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    offices: &[OfficeId],
    closed: &[Period],
) -> store::Result<HashMap<Period, Sum>> {
    let Some((kind, span)) = span(closed) else { return Ok(HashMap::new()) };
    let mut by_start: HashMap<NaiveDate, Vec<ClosedOffice>> = HashMap::new();
    for row in hung::below(db, rulebook, offices, (kind, &[span])).await? {
        by_start.entry(row.start_on).or_default().push(row);
    }
    let sum = |period: &Period| {
        let rows = by_start.remove(&period.start).unwrap_or_default();
        let tree = hung::as_of(&rulebook.offices, &rows);
        let below: HashSet<OfficeId> =
            offices.iter().flat_map(|office| tree.subtree(*office)).collect();
        let mut sum = Sum::closed(period, None);
        for row in rows.iter().filter(|row| below.contains(&row.office_id)) {
            sum.summary.add(&row.summary());
            sum.amendment = sum.amendment.max(row.amendment.and_then(|one| one.try_into().ok()));
        }
        (*period, sum)
    };
    Ok(closed.iter().map(sum).collect())
}

/// The days on which the first and the last of some periods begin.
pub(super) fn span(periods: &[Period]) -> Option<(PeriodKind, (NaiveDate, NaiveDate))> {
    let (first, last) = (periods.first()?, periods.last()?);
    Some((first.kind, (first.start, last.start)))
}
