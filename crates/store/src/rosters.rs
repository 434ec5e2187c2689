//! What is stored of many people over some periods, in one statement: of everybody who was in some
//! offices, or of the people whom a page lists.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Condition, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait};
use serde::Deserialize;

use super::closed_results::{self, Stood};
use super::entities::purchases;
use super::exemptions::{self, ExemptionsOf};
use super::gather::{Answer, Lists};
use super::placements::{self, PlacementsOf, present};
use super::purchases::counting;
use super::totals::{self, Tallies};
use super::{Result, declarations, employees};
use pekan_rules::declaration::Reason;
use pekan_rules::{EmployeeId, Glance, OfficeId, Period, PeriodKind};

/// The facts of some people.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    pub placements: PlacementsOf,
    pub exemptions: ExemptionsOf,
    pub tallies: HashMap<EmployeeId, Tallies>,
}

/// Of everybody who was in one of the offices (`None`: anywhere) at some time between two days.
pub async fn of_offices(
    db: &impl ConnectionTrait,
    offices: Option<&[OfficeId]>,
    kind: PeriodKind,
    days: (NaiveDate, NaiveDate),
) -> Result<Roster> {
    let there = match offices {
        None => Who::Everybody,
        Some(offices) => Who::Present(offices, days),
    };
    let answer = facts(Lists::new(db), &there, kind, days, Some(days.0)).ask(db).await?;
    read(&answer)
}

/// The same over one period, with no more of what was bought in it than was recorded by an instant.
pub async fn recorded_by(
    db: &impl ConnectionTrait,
    offices: Option<&[OfficeId]>,
    period: &Period,
    at: DateTime<Utc>,
) -> Result<Roster> {
    let days = (period.start, period.end);
    let there = match offices {
        None => Who::Everybody,
        Some(offices) => Who::Present(offices, days),
    };
    let bought = there
        .are(purchases::Column::EmployeeId.into_expr())
        .add(purchases::Column::PurchasedOn.between(days.0, days.1))
        .add(purchases::Column::RecordedAt.lte(at));
    let answer = Lists::new(db)
        .with("placements", placements::rows(there.are(placements::employee())))
        .with("exemptions", exemptions::approved_rows(there.are(exemptions::employee()), days))
        .with("purchases", counting::rows(bought))
        .ask(db)
        .await?;
    let mut tallies: HashMap<EmployeeId, Tallies> = HashMap::new();
    for row in counting::read(answer.list("purchases")?) {
        let tally = tallies.entry(row.employee).or_default().entry(period.start).or_default();
        tally.add(period, row.bought());
    }
    Ok(Roster {
        placements: placements::by_employee(answer.list("placements")?),
        exemptions: exemptions::by_employee(answer.list("exemptions")?),
        tallies,
    })
}

/// What a page shows of the people whom it lists.
#[derive(Clone, Debug, Default)]
pub struct PageRoster {
    /// What was bought only in periods from the one that begins on a day.
    pub roster: Roster,
    /// What is stored of closed periods, by their first days.
    pub stored: HashMap<(EmployeeId, NaiveDate), Glance>,
    pub names: HashMap<EmployeeId, Name>,
    /// Why they buy nothing in the period that begins on a day.
    pub declared: HashMap<(EmployeeId, NaiveDate), Reason>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Name {
    pub id: EmployeeId,
    pub number: String,
    pub name: String,
}

/// Of some people, below a thousand or two; what they bought in periods that begin from `open_from` on
/// (`None`: nothing).
pub async fn of_people(
    db: &impl ConnectionTrait,
    ids: &[EmployeeId],
    kind: PeriodKind,
    days: (NaiveDate, NaiveDate),
    open_from: Option<NaiveDate>,
) -> Result<PageRoster> {
    let lists = facts(Lists::new(db), &Who::These(ids), kind, days, open_from)
        .with("stored", closed_results::glances(ids, kind, days))
        .with("names", employees::names_of(ids))
        .with("declared", declarations::rows_of_many(ids, kind, days));
    let answer = lists.ask(db).await?;
    let tallies = match open_from {
        None => HashMap::new(),
        Some(_) => tallies(&answer)?,
    };
    let stored = answer.list::<Stood>("stored")?;
    let names = answer.list::<Name>("names")?;
    let declared = answer.list::<declarations::Declared>("declared")?;
    Ok(PageRoster {
        roster: Roster { tallies, ..facts_of(&answer)? },
        stored: stored.iter().map(|one| ((one.employee, one.start), one.glance())).collect(),
        names: names.into_iter().map(|name| (name.id, name)).collect(),
        declared: declared.into_iter().map(declarations::Declared::by_period).collect(),
    })
}

/// Whose facts.
enum Who<'a> {
    Everybody,
    These(&'a [EmployeeId]),
    Present(&'a [OfficeId], (NaiveDate, NaiveDate)),
}

impl Who<'_> {
    fn are(&self, employee: impl ExprTrait) -> Condition {
        match self {
            Self::Everybody => Condition::all(),
            Self::These(ids) => Condition::all().add(employee.is_in(ids.iter().copied())),
            Self::Present(offices, (from, to)) => {
                Condition::all().add(employee.in_subquery(present(offices, *from, *to)))
            }
        }
    }
}

fn facts(
    lists: Lists,
    who: &Who<'_>,
    kind: PeriodKind,
    days: (NaiveDate, NaiveDate),
    bought_from: Option<NaiveDate>,
) -> Lists {
    let lists = lists
        .with("placements", placements::rows(who.are(placements::employee())))
        .with("exemptions", exemptions::approved_rows(who.are(exemptions::employee()), days));
    match bought_from {
        None => lists,
        Some(from) => {
            lists.with("totals", totals::rows(who.are(totals::employee()), kind, (from, days.1)))
        }
    }
}

fn read(answer: &Answer) -> Result<Roster> {
    Ok(Roster { tallies: tallies(answer)?, ..facts_of(answer)? })
}

fn tallies(answer: &Answer) -> Result<HashMap<EmployeeId, Tallies>> {
    totals::by_employee(answer.list("totals")?)
}

/// Without what was bought.
fn facts_of(answer: &Answer) -> Result<Roster> {
    Ok(Roster {
        placements: placements::by_employee(answer.list("placements")?),
        exemptions: exemptions::by_employee(answer.list("exemptions")?),
        tallies: HashMap::new(),
    })
}
