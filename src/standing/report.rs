//! How an office stands in a period: where it is closed as it was stored, and amended since; where
//! it is open by the facts of today (rules.md §8).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::assess::{self, Person};
use crate::rules::summary::{own_figures, with_below};
use crate::rules::{
    Assessment, EmployeeId, Office, OfficeId, OfficeTree, Period, Rulebook, Summary,
};
use crate::store::closed_offices::{self, ClosedOffice};
use crate::store::{self, ConnectionTrait, closed_results};

pub struct Report<'a> {
    pub office: OfficeId,
    /// Everybody who counts for the office, with how they stand.
    pub standing: Vec<(EmployeeId, Assessment<'a>)>,
    /// Whether the period is closed.
    pub closed: bool,
    /// The number of the last amendment that changed its figures.
    pub amendment: Option<u32>,
    own: HashMap<OfficeId, Summary>,
    tree: Cow<'a, OfficeTree>,
    /// The period before it, where it was asked for.
    previous: Option<(HashMap<OfficeId, Summary>, Cow<'a, OfficeTree>)>,
}

impl Report<'_> {
    /// Of the office with all below it.
    pub fn summary(&self) -> Summary {
        self.summary_of(self.office)
    }

    /// The offices right below it, each with all below that.
    pub fn children(&self) -> impl Iterator<Item = (&Office, Summary)> {
        let children = self.tree.children(Some(self.office));
        children.map(|child| (child, self.summary_of(child.id)))
    }

    /// Of an office with all below it, in the period before.
    pub fn previous_of(&self, office: OfficeId) -> Option<Summary> {
        self.previous.as_ref().map(|(own, tree)| with_below(own, tree, office))
    }

    fn summary_of(&self, office: OfficeId) -> Summary {
        with_below(&self.own, &self.tree, office)
    }
}

/// How an office stands in a period.
pub async fn of_office<'a>(
    db: &impl ConnectionTrait,
    rulebook: &'a Rulebook,
    office: OfficeId,
    period: &Period,
    now: DateTime<Utc>,
) -> store::Result<Report<'a>> {
    let (report, _) = with_trend(db, rulebook, office, std::slice::from_ref(period), now).await?;
    Ok(report)
}

/// The sums of an office over some periods, the oldest first.
pub struct Trend {
    pub sums: Vec<Sum>,
    /// Those of the periods a year before each, where they are closed.
    pub year_before: Vec<Option<Summary>>,
}

/// How an office stands in the last of some periods, and its sums over all of them and a year before.
pub async fn with_trend<'a>(
    db: &impl ConnectionTrait,
    rulebook: &'a Rulebook,
    office: OfficeId,
    periods: &[Period],
    now: DateTime<Utc>,
) -> store::Result<(Report<'a>, Trend)> {
    let is_trend = periods.len() > 1;
    let compared = if is_trend { periods } else { &[] };
    let earlier: Vec<Option<Period>> = compared
        .iter()
        .map(|period| Some(period.year_before()).filter(|one| rulebook.is_closed(one)))
        .collect();
    let closed_earlier: Vec<Period> = earlier.iter().flatten().copied().collect();
    let spans = [closed_earlier.as_slice(), periods];
    let mut year_before = parts(db, rulebook, &[office], &spans).await?;
    let mut parts = year_before.split_off(closed_earlier.len());
    let people = people_of_open_periods(db, rulebook, &parts).await?;
    add_live(rulebook, &people, &mut parts, now);
    let mut found = year_before.iter().map(|part| part.sum.summary);
    let trend = Trend {
        sums: parts.iter().map(|part| part.sum).collect(),
        year_before: earlier.iter().map(|one| one.and_then(|_| found.next())).collect(),
    };
    // There is at least one period.
    let last = parts.swap_remove(parts.len() - 1);
    let previous = parts.pop().map(|part| (part.own, part.tree));
    let Sum { period, closed, amendment, .. } = last.sum;
    let standing: Vec<_> = if closed {
        let offices: Vec<OfficeId> = last.offices.into_iter().collect();
        let stored = closed_results::of_offices(db, &period, &offices).await?.into_iter();
        stored.map(|one| (one.employee, one.figures.assessment(rulebook, &period))).collect()
    } else {
        let assessed_now =
            people.iter().map(|person| (person.id, person.assess_now(rulebook, &period, now)));
        let is_here = |office: OfficeId| last.offices.contains(&office);
        assessed_now.filter(|(_, one)| one.office.is_some_and(is_here)).collect()
    };
    let own = own_figures(standing.iter().map(|(_, one)| one));
    let report = Report { office, closed, amendment, standing, own, tree: last.tree, previous };
    Ok((report, trend))
}

/// The figures of a period, of some offices together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    pub period: Period,
    pub summary: Summary,
    pub closed: bool,
    /// The number of the last amendment that changed them.
    pub amendment: Option<u32>,
}

/// The sums of offices, none of which lies below another, over some periods of one kind. Of closed
/// periods it reads what is stored of the offices, and nobody's own figures.
pub async fn sums(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    offices: &[OfficeId],
    periods: &[Period],
    now: DateTime<Utc>,
) -> store::Result<Vec<Sum>> {
    let parts = each_office(db, rulebook, offices, periods, now).await?;
    Ok(parts.into_iter().map(|part| part.sum).collect())
}

/// Some offices over some periods, each office with its own figures.
pub(super) async fn each_office<'a>(
    db: &impl ConnectionTrait,
    rulebook: &'a Rulebook,
    offices: &[OfficeId],
    periods: &[Period],
    now: DateTime<Utc>,
) -> store::Result<Vec<Part<'a>>> {
    let mut parts = parts(db, rulebook, offices, &[periods]).await?;
    let people = people_of_open_periods(db, rulebook, &parts).await?;
    add_live(rulebook, &people, &mut parts, now);
    Ok(parts)
}

/// Some offices in a period.
pub(super) struct Part<'a> {
    /// At first only where it is closed.
    pub(super) sum: Sum,
    /// Each office's own figures, of which the sum is made.
    pub(super) own: HashMap<OfficeId, Summary>,
    /// Those offices and all below them.
    offices: HashSet<OfficeId>,
    /// The offices as they hung together.
    pub(super) tree: Cow<'a, OfficeTree>,
}

async fn parts<'a>(
    db: &impl ConnectionTrait,
    rulebook: &'a Rulebook,
    offices: &[OfficeId],
    spans: &[&[Period]],
) -> store::Result<Vec<Part<'a>>> {
    let mut by_start: HashMap<_, Vec<ClosedOffice>> = HashMap::new();
    for row in stored_offices(db, rulebook, offices, spans).await? {
        by_start.entry(row.start_on).or_default().push(row);
    }
    let parts = spans.iter().copied().flatten().map(|period| {
        let closed = rulebook.is_closed(period);
        // What a close that goes on has stored is not what stands yet.
        let rows = by_start.remove(&period.start).filter(|_| closed).unwrap_or_default();
        let tree = as_of(&rulebook.offices, &rows)?;
        let below: HashSet<OfficeId> =
            offices.iter().flat_map(|office| tree.subtree(*office)).collect();
        let own = || rows.iter().filter(|row| below.contains(&row.office_id));
        let mut summary = Summary::default();
        own().for_each(|row| summary.add(&row.summary()));
        let each = own().map(|row| (row.office_id, row.summary())).collect();
        let amendment = own().filter_map(|row| u32::try_from(row.amendment?).ok()).max();
        let sum = Sum { period: *period, summary, closed, amendment };
        Ok(Part { sum, own: each, offices: below, tree })
    });
    parts.collect()
}

/// The people of the offices in the periods that are open.
async fn people_of_open_periods(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    parts: &[Part<'_>],
) -> store::Result<Vec<Person>> {
    let open = || parts.iter().filter(|part| !part.sum.closed);
    let periods: Vec<Period> = open().map(|part| part.sum.period).collect();
    // As long as a period is open, its offices are those of today.
    let Some(offices) = open().map(|part| &part.offices).next() else { return Ok(Vec::new()) };
    // For the root that is everybody, which is quicker to ask.
    let everywhere = offices.len() == rulebook.offices.iter().count();
    let offices: Vec<OfficeId> = offices.iter().copied().collect();
    assess::roster(db, (!everywhere).then_some(offices.as_slice()), &periods).await
}

fn add_live(rulebook: &Rulebook, people: &[Person], parts: &mut [Part<'_>], now: DateTime<Utc>) {
    for part in parts.iter_mut().filter(|part| !part.sum.closed) {
        let mut own = assess::own_summaries(people, rulebook, &part.sum.period, now);
        own.retain(|office, _| part.offices.contains(office));
        for own in own.values() {
            part.sum.summary.add(own);
        }
        part.own = own;
    }
}

/// What is stored of the offices and of all that hung below them.
async fn stored_offices(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    offices: &[OfficeId],
    spans: &[&[Period]],
) -> store::Result<Vec<ClosedOffice>> {
    let closed = |span: &&[Period]| {
        let mut closed = span.iter().filter(|period| rulebook.is_closed(period));
        let first = *closed.next()?;
        Some((first.kind, first.start, closed.next_back().map_or(first.start, |last| last.start)))
    };
    let spans: Vec<_> = spans.iter().filter_map(closed).collect();
    let Some(&(kind, ..)) = spans.first() else { return Ok(Vec::new()) };
    let days: Vec<_> = spans.iter().map(|(_, from, to)| (*from, *to)).collect();
    let below = |office: &OfficeId| rulebook.offices.subtree(*office);
    let mut known: HashSet<OfficeId> = offices.iter().flat_map(below).collect();
    loop {
        let ids: Vec<OfficeId> = known.iter().copied().collect();
        let rows = closed_offices::with_children(db, &ids, kind, &days).await?;
        // What hung below them then and has moved away since has offices of its own below it.
        let relocated: Vec<OfficeId> =
            rows.iter().map(|row| row.office_id).filter(|id| !known.contains(id)).collect();
        if relocated.is_empty() {
            return Ok(rows);
        }
        known.extend(relocated.iter().flat_map(below));
        known.extend(relocated);
    }
}

/// The offices with what was above them, and their zones, when a period was closed.
pub fn as_of<'a>(
    today: &'a OfficeTree,
    stored: &[ClosedOffice],
) -> store::Result<Cow<'a, OfficeTree>> {
    let mut tree = Cow::Borrowed(today);
    for row in stored {
        let Some(office) = today.get(row.office_id) else { continue };
        let zone = row.time_zone;
        if office.parent != row.parent_id || office.zone != zone {
            let then = Office { parent: row.parent_id, zone, ..office.clone() };
            tree.to_mut().put(then);
        }
    }
    Ok(tree)
}
