//! How an office stands in a period: where it is closed as it was stored, and amended since; where
//! it is open by the facts of today (rules.md §8).

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::live::{self, KeptLive, Live};
use super::stored::Stored;
use super::sums::Sum;
use super::{assess, hung};
use crate::rules::distribution::{self, Columns};
use crate::rules::{Assessment, EmployeeId, Office, OfficeId, Period, Rulebook, Summary};
use crate::store::{self, ConnectionTrait, closed_results};

/// An office is asked about.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub office: OfficeId,
    /// The oldest first, and at least one.
    pub periods: &'a [Period],
    pub people: People,
    /// Where figures of everybody that still run are kept for a while.
    pub kept: Option<&'a KeptLive>,
}

/// Whose standing is read one by one, beside the sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People {
    Everybody,
    /// Everybody, or the office's own where there are more than so many with all below it.
    OwnAbove(usize),
    Nobody,
}

impl People {
    /// The most of whom each is read.
    fn most(self) -> usize {
        match self {
            Self::Everybody => usize::MAX,
            Self::OwnAbove(most) => most,
            Self::Nobody => 0,
        }
    }
}

pub struct Report<'a> {
    pub office: OfficeId,
    /// How people stand who count for the office, as many as were asked for.
    pub standing: Vec<(EmployeeId, Assessment<'a>)>,
    /// Whether at the most its own are in it.
    pub own_only: bool,
    /// How far everybody is from the minimum.
    pub distribution: Columns,
    /// Whether the period is closed.
    pub closed: bool,
    /// The number of the last amendment that changed its figures.
    pub amendment: Option<u32>,
    /// When its figures were worked out.
    pub at: DateTime<Utc>,
    summary: Summary,
    children: Vec<(&'a Office, Summary)>,
    /// Those of the period before it, where it was asked for.
    previous: Option<HashMap<OfficeId, Summary>>,
}

impl<'a> Report<'a> {
    /// Of the office with all below it.
    pub fn summary(&self) -> Summary {
        self.summary
    }

    /// The offices right below it, each with all below that.
    pub fn children(&self) -> impl Iterator<Item = (&'a Office, Summary)> {
        self.children.iter().copied()
    }

    /// Of an office right below it, with all below that, in the period before.
    pub fn previous_of(&self, office: OfficeId) -> Option<Summary> {
        self.previous.as_ref().map(|found| found.get(&office).copied().unwrap_or_default())
    }
}

/// How an office stands in a period, with everybody who counts for it.
pub async fn of_office<'a>(
    db: &impl ConnectionTrait,
    rulebook: &'a Rulebook,
    office: OfficeId,
    period: &Period,
    now: DateTime<Utc>,
) -> store::Result<Report<'a>> {
    let periods = std::slice::from_ref(period);
    let asked = Asked { office, periods, people: People::Everybody, kept: None };
    Ok(with_trend(db, rulebook, asked, now).await?.0)
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
    asked: Asked<'_>,
    now: DateTime<Utc>,
) -> store::Result<(Report<'a>, Trend)> {
    let Asked { office, periods, .. } = asked;
    let compared = if periods.len() > 1 { periods } else { &[] };
    let earlier = compared.iter().map(Period::year_before);
    let earlier: Vec<Option<Period>> =
        earlier.map(|one| Some(one).filter(|one| rulebook.is_closed(one))).collect();
    let stored = Stored::read(db, rulebook, office, &earlier, periods).await?;
    let open: Vec<Period> =
        periods.iter().copied().filter(|period| !rulebook.is_closed(period)).collect();
    let running = Running::read(db, rulebook, &asked, &open, now).await?;
    let sum_of = |period: &Period| {
        if rulebook.is_closed(period) {
            return Sum::closed(period, stored.of(office, period));
        }
        Sum::open(period, running.live.summary(rulebook, office, period))
    };
    let sums: Vec<Sum> = periods.iter().map(sum_of).collect();
    let before = |one: &Option<Period>| one.map(|one| Sum::closed(&one, stored.of(office, &one)));
    let year_before = earlier.iter().map(|one| before(one).map(|sum| sum.summary)).collect();
    // There is at least one period.
    let last = periods[periods.len() - 1];
    let below = |period: &Period| below(rulebook, office, (&stored, &running.live), period);
    let children = below(&last);
    let each = children.iter().filter_map(|(id, sum)| Some((rulebook.offices.get(*id)?, *sum)));
    let mut each: Vec<(&Office, Summary)> = each.collect();
    each.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
    let previous = periods.len().checked_sub(2).map(|at| below(&periods[at]));
    let Sum { summary, closed, amendment, .. } = sums[sums.len() - 1];
    let at = running.at;
    let (standing, distribution) = match (closed, asked.people) {
        (false, _) => {
            let distribution = running.live.distribution(&last);
            (running.standing, distribution)
        }
        (true, People::Nobody) => (Vec::new(), Columns::default()),
        (true, _) => {
            let below = if children.is_empty() {
                vec![office]
            } else {
                hung::subtree(db, rulebook, office, &last).await?
            };
            closed_standing(db, rulebook, &asked, (&last, &summary, &below)).await?
        }
    };
    let report = Report {
        office,
        own_only: (summary.headcount as usize) > asked.people.most(),
        standing,
        distribution,
        closed,
        amendment,
        at,
        summary,
        children: each,
        previous,
    };
    Ok((report, Trend { sums, year_before }))
}

/// The offices right below an office, each with all below that.
fn below(
    rulebook: &Rulebook,
    office: OfficeId,
    (stored, live): (&Stored, &Live),
    period: &Period,
) -> HashMap<OfficeId, Summary> {
    if rulebook.is_closed(period) {
        return stored.below(office, period);
    }
    let children = rulebook.offices.children(Some(office));
    children.map(|child| (child.id, live.summary(rulebook, child.id, period))).collect()
}

/// How an office stands where periods are open.
struct Running<'a> {
    live: std::sync::Arc<Live>,
    /// In the last of them.
    standing: Vec<(EmployeeId, Assessment<'a>)>,
    at: DateTime<Utc>,
}

impl<'a> Running<'a> {
    async fn read(
        db: &impl ConnectionTrait,
        rulebook: &'a Rulebook,
        asked: &Asked<'_>,
        open: &[Period],
        now: DateTime<Utc>,
    ) -> store::Result<Self> {
        let Some(last) = open.last() else {
            return Ok(Self { live: std::sync::Arc::default(), standing: Vec::new(), at: now });
        };
        let below: HashSet<OfficeId> = rulebook.offices.subtree(asked.office).into_iter().collect();
        let everywhere = below.len() == rulebook.offices.iter().count();
        let (kept, people) = match asked.kept.filter(|_| everywhere) {
            Some(kept) => {
                let (kept, people) = live::of_all(db, rulebook, open, kept, now).await?;
                (Some(kept), people)
            }
            None => (None, Some(assess::roster_of(db, rulebook, &below, open).await?)),
        };
        let has_all = people.is_some();
        let people = match people {
            Some(people) => people,
            None => assess::roster(db, Some(&[asked.office]), open).await?,
        };
        let standing_in = |period: &Period| -> Vec<(EmployeeId, Assessment<'a>)> {
            let standing = people.iter().map(|one| (one.id, one.assess_now(rulebook, period, now)));
            standing.filter(|(_, one)| one.office.is_some_and(|id| below.contains(&id))).collect()
        };
        let mut standing = standing_in(last);
        let (live, at) = match kept {
            Some(kept) => (kept.value, kept.at),
            None => {
                let mut live = Live::default();
                for period in open.iter().filter(|period| *period != last) {
                    live.count(period, standing_in(period).iter().map(|(_, one)| one));
                }
                live.count(last, standing.iter().map(|(_, one)| one));
                (live.into(), now)
            }
        };
        if !has_all || standing.len() > asked.people.most() {
            standing.retain(|(_, one)| one.office == Some(asked.office));
        }
        Ok(Self { live, standing, at })
    }
}

/// How people stood in a period that is closed, and how far everybody was from the minimum.
async fn closed_standing<'a>(
    db: &impl ConnectionTrait,
    rulebook: &'a Rulebook,
    asked: &Asked<'_>,
    (period, summary, offices): (&Period, &Summary, &[OfficeId]),
) -> store::Result<(Vec<(EmployeeId, Assessment<'a>)>, Columns)> {
    let is_large = summary.headcount as usize > asked.people.most();
    let read = if is_large { std::slice::from_ref(&asked.office) } else { offices };
    let stored = closed_results::of_offices(db, period, read).await?.into_iter();
    let standing: Vec<_> =
        stored.map(|one| (one.employee, one.figures.assessment(rulebook, period))).collect();
    if !is_large {
        let distribution = distribution::of(standing.iter().map(|(_, one)| one));
        return Ok((standing, distribution));
    }
    let everywhere = offices.len() == rulebook.offices.iter().count();
    let narrowed = (!everywhere).then_some(offices);
    let alike = closed_results::alike(db, period, narrowed).await?;
    let alike = alike.into_iter().map(|group| {
        let people = u32::try_from(group.people).unwrap_or(u32::MAX);
        (group.counted, group.minimum, people)
    });
    Ok((standing, distribution::of_amounts(alike)))
}
