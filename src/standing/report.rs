//! How an office stands in a period: where it is closed as it was stored, and amended since; where
//! it is open by the facts of today (rules.md §8).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::assess;
use crate::rules::{
    Assessment, EmployeeId, Office, OfficeId, OfficeTree, Period, Rulebook, Summary,
};
use crate::store::closed_offices::{self, ClosedOffice};
use crate::store::{self, ConnectionTrait, closed_results};

pub struct Report<'a> {
    pub office: OfficeId,
    /// Everybody who counts for the office, with how they stand.
    pub standing: Vec<(EmployeeId, Assessment<'a>)>,
    /// Whether it is closed for the office and all below it.
    pub closed: bool,
    /// The number of the last amendment that changed its figures.
    pub amendment: Option<u32>,
    own: HashMap<OfficeId, Summary>,
    tree: Cow<'a, OfficeTree>,
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

    fn summary_of(&self, office: OfficeId) -> Summary {
        assess::summary(&self.own, &self.tree, office)
    }
}

pub async fn of_office<'a>(
    db: &impl ConnectionTrait,
    rulebook: &'a Rulebook,
    office: OfficeId,
    period: &Period,
    now: DateTime<Utc>,
) -> store::Result<Report<'a>> {
    let stored = stored_offices(db, rulebook, std::slice::from_ref(period)).await?;
    let tree = as_of(&rulebook.offices, &stored)?;
    let below = tree.subtree(office);
    let (closed, open): (Vec<_>, Vec<_>) =
        below.iter().copied().partition(|id| is_closed(rulebook, &tree, period, *id));
    let mut standing = Vec::new();
    if !closed.is_empty() {
        for outcome in closed_results::of_offices(db, period, &closed).await? {
            standing.push((outcome.employee, outcome.figures.assessment(rulebook, period)));
        }
    }
    if !open.is_empty() {
        // For the root that is everybody, which is quicker to ask.
        let everywhere = closed.is_empty() && rulebook.offices.roots().any(|top| top.id == office);
        let offices = (!everywhere).then_some(open.as_slice());
        let people = assess::roster(db, offices, std::slice::from_ref(period)).await?;
        let open: HashSet<OfficeId> = open.iter().copied().collect();
        let live = people.iter().map(|person| (person.id, person.live(rulebook, period, now)));
        standing.extend(live.filter(|(_, one)| one.office.is_some_and(|id| open.contains(&id))));
    }
    let mut own: HashMap<OfficeId, Summary> = HashMap::new();
    for (_, one) in &standing {
        own.entry(one.office.unwrap_or(office)).or_default().count(one);
    }
    let below: HashSet<OfficeId> = below.into_iter().collect();
    let amended = stored.iter().filter(|row| below.contains(&row.office_id));
    Ok(Report {
        office,
        closed: open.is_empty(),
        amendment: amended
            .filter_map(|row| row.amendment.and_then(|number| u32::try_from(number).ok()))
            .max(),
        standing,
        own,
        tree,
    })
}

/// The figures of a period, of some offices together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    pub period: Period,
    pub summary: Summary,
    pub closed: bool,
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
    let stored = stored_offices(db, rulebook, periods).await?;
    let mut by_start: HashMap<_, Vec<ClosedOffice>> = HashMap::new();
    for row in stored {
        by_start.entry(row.start_on).or_default().push(row);
    }
    let mut parts = Vec::with_capacity(periods.len());
    for period in periods {
        let rows = by_start.remove(&period.start).unwrap_or_default();
        let tree = as_of(&rulebook.offices, &rows)?;
        let below: HashSet<OfficeId> =
            offices.iter().flat_map(|office| tree.subtree(*office)).collect();
        let open: Vec<OfficeId> =
            below.iter().copied().filter(|id| !is_closed(rulebook, &tree, period, *id)).collect();
        let mut summary = Summary::default();
        for row in rows.iter().filter(|row| below.contains(&row.office_id)) {
            if is_closed(rulebook, &tree, period, row.office_id) {
                summary.add(&row.summary());
            }
        }
        parts.push((Sum { period: *period, summary, closed: open.is_empty() }, open));
    }
    add_live(db, rulebook, &mut parts, now).await?;
    Ok(parts.into_iter().map(|(sum, _)| sum).collect())
}

/// Adds the people of the offices for which a period is open.
async fn add_live(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    parts: &mut [(Sum, Vec<OfficeId>)],
    now: DateTime<Utc>,
) -> store::Result<()> {
    let lively: Vec<&mut (Sum, Vec<OfficeId>)> =
        parts.iter_mut().filter(|(_, open)| !open.is_empty()).collect();
    if lively.is_empty() {
        return Ok(());
    }
    let periods: Vec<Period> = lively.iter().map(|(sum, _)| sum.period).collect();
    let offices: HashSet<OfficeId> =
        lively.iter().flat_map(|(_, open)| open.iter().copied()).collect();
    let everywhere = offices.len() == rulebook.offices.iter().count();
    let offices: Vec<OfficeId> = offices.into_iter().collect();
    let narrowed = (!everywhere).then_some(offices.as_slice());
    let people = assess::roster(db, narrowed, &periods).await?;
    for (sum, open) in lively {
        let own = assess::own_summaries(&people, rulebook, &sum.period, now);
        open.iter().filter_map(|office| own.get(office)).for_each(|own| sum.summary.add(own));
    }
    Ok(())
}

async fn stored_offices(
    db: &impl ConnectionTrait,
    rulebook: &Rulebook,
    periods: &[Period],
) -> store::Result<Vec<ClosedOffice>> {
    let (first, last) = (periods[0], periods[periods.len() - 1]);
    if periods.iter().any(|period| rulebook.closed.contains_key(period)) {
        closed_offices::between(db, first.kind, first.start, last.start).await
    } else {
        Ok(Vec::new())
    }
}

fn is_closed(rulebook: &Rulebook, tree: &OfficeTree, period: &Period, office: OfficeId) -> bool {
    tree.get(office).is_some_and(|office| rulebook.is_closed(period, office.zone))
}

/// The offices with what was above them, and their zones, when a period was closed.
pub fn as_of<'a>(
    today: &'a OfficeTree,
    stored: &[ClosedOffice],
) -> store::Result<Cow<'a, OfficeTree>> {
    let mut tree = Cow::Borrowed(today);
    for row in stored {
        let Some(office) = today.get(row.office_id) else { continue };
        let zone = row.zone()?;
        if office.parent != row.parent_id || office.zone != zone {
            let then = Office { parent: row.parent_id, zone, ..office.clone() };
            tree.to_mut().put(then);
        }
    }
    Ok(tree)
}
