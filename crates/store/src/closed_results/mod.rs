//! How people stood in closed periods, as reports tell it.

mod writing;

use chrono::NaiveDate;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use serde::Deserialize;

pub(super) use super::entities::closed_results::Model as ResultRow;
use super::entities::closed_results::{Column, Entity, Model};
use super::entities::employees::{self, Entity as Employees};
use super::entities::mails::{self, Entity as Mails};
use super::gather::Rows;
use super::{Result, broken};
use pekan_rules::close::{Basis, Figures};
use pekan_rules::mail::MailKind;
use pekan_rules::{EmployeeId, Glance, OfficeId, Percent, Period, PeriodKind, Status, Zone};
pub use writing::{amend, insert};

/// Rows of one statement: below any database's limit of parameters.
const ROWS: usize = 500;

/// The figures of somebody in a period that begins on `start`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub employee: EmployeeId,
    pub start: NaiveDate,
    pub figures: Figures,
    /// The number of the last amendment that changed them.
    pub amendment: Option<u32>,
}

fn outcome(row: Model) -> Result<Outcome> {
    let small =
        |number: i32| u32::try_from(number).map_err(|_| broken("number", &number.to_string()));
    let Model {
        kind: _,
        start_on,
        employee_id,
        office_id,
        time_zone,
        policy_id,
        status,
        not_obliged,
        minimum,
        minimum_count,
        counted,
        count,
        shortfall,
        holidays,
        leave_days,
        tier,
        full_amount,
        percent,
        amendment,
    } = row;
    let basis = match (holidays, leave_days) {
        (Some(holidays), Some(leave)) => Some(Basis {
            holidays: small(holidays)?,
            leave: small(leave)?,
            tier: tier.map(small).transpose()?.map(|tier| tier as usize),
            full_amount,
            percent: percent.and_then(|share| Percent::from_hundredths(share.into())),
        }),
        _ => None,
    };
    Ok(Outcome {
        employee: employee_id,
        start: start_on,
        figures: Figures {
            office: office_id,
            zone: time_zone,
            policy: policy_id,
            status,
            not_obliged,
            minimum,
            minimum_count: minimum_count.map(small).transpose()?,
            counted,
            count: small(count)?,
            shortfall,
            basis,
        },
        amendment: amendment.map(small).transpose()?,
    })
}

/// The zones that somebody's office had in the closed periods which begin from one day to another.
pub async fn zones(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(Period, Zone)>> {
    let found = Entity::find()
        .select_only()
        .columns([Column::Kind, Column::StartOn, Column::TimeZone])
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::StartOn.between(from, to));
    let rows: Vec<(PeriodKind, NaiveDate, Zone)> = found.into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(kind, start, zone)| (Period::of(kind, start), zone)).collect())
}

fn is(period: &Period) -> Condition {
    Condition::all().add(Column::Kind.eq(period.kind)).add(Column::StartOn.eq(period.start))
}

async fn all(db: &impl ConnectionTrait, found: Select<Entity>) -> Result<Vec<Outcome>> {
    found.all(db).await?.into_iter().map(outcome).collect()
}

/// Those of people in a period.
pub async fn of(
    db: &impl ConnectionTrait,
    period: &Period,
    employees: &[EmployeeId],
) -> Result<Vec<Outcome>> {
    let narrowed = is(period).add(Column::EmployeeId.is_in(employees.iter().copied()));
    all(db, Entity::find().filter(narrowed)).await
}

/// Somebody's of the periods of a kind that begin between two days, to be gathered and [`read`].
pub(super) fn rows_of(
    employee: EmployeeId,
    kind: PeriodKind,
    days: (NaiveDate, NaiveDate),
) -> Rows {
    Rows::all(theirs(&[employee], kind, days)).in_order()
}

fn theirs(
    employees: &[EmployeeId],
    kind: PeriodKind,
    (from, to): (NaiveDate, NaiveDate),
) -> Select<Entity> {
    Entity::find()
        .filter(Column::EmployeeId.is_in(employees.iter().copied()))
        .filter(Column::Kind.eq(kind))
        .filter(Column::StartOn.between(from, to))
}

/// What a table of people and periods shows of one result.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Stood {
    pub employee: EmployeeId,
    pub start: NaiveDate,
    status: Status,
    counted: i64,
    minimum: Option<i64>,
}

impl Stood {
    pub fn glance(&self) -> Glance {
        Glance { status: self.status, counted: self.counted, minimum: self.minimum }
    }
}

/// Those of some people, no more of each than an index holds.
pub(super) fn glances(
    employees: &[EmployeeId],
    kind: PeriodKind,
    days: (NaiveDate, NaiveDate),
) -> Rows {
    use Column::{Counted, EmployeeId, Minimum, StartOn, Status};
    Rows::of(theirs(employees, kind, days), [EmployeeId, StartOn, Status, Counted, Minimum])
        .in_order()
}

pub(super) fn read(rows: Vec<ResultRow>) -> Result<Vec<Outcome>> {
    rows.into_iter().map(outcome).collect()
}

/// Those of people in the periods of a kind that begin between two days.
pub async fn between(
    db: &impl ConnectionTrait,
    employees: &[EmployeeId],
    kind: PeriodKind,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Outcome>> {
    let mut found = Vec::new();
    for some in employees.chunks(ROWS) {
        found.extend(all(db, theirs(some, kind, (from, to))).await?);
    }
    Ok(found)
}

/// Those of everybody who counts for some offices in a period.
pub async fn of_offices(
    db: &impl ConnectionTrait,
    period: &Period,
    offices: &[OfficeId],
) -> Result<Vec<Outcome>> {
    let mut found = Vec::new();
    for some in offices.chunks(ROWS) {
        let narrowed = is(period).add(Column::OfficeId.is_in(some.iter().copied()));
        found.extend(all(db, Entity::find().filter(narrowed)).await?);
    }
    Ok(found)
}

/// What somebody who was obliged can be when a period is closed.
const OBLIGED: [Status; 3] = [Status::Met, Status::MetLate, Status::Short];

/// People who were asked for as much and have bought as much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Alike {
    /// Rupiah that counted, and the minimum that was asked.
    pub counted: i64,
    pub minimum: i64,
    pub people: i64,
}

/// Those of some offices (`None`: of all) who were obliged to buy for an amount, by what counted and what was asked.
pub async fn alike(
    db: &impl ConnectionTrait,
    period: &Period,
    offices: Option<&[OfficeId]>,
) -> Result<Vec<Alike>> {
    let mut asked = is(period).add(Column::Status.is_in(OBLIGED)).add(Column::Minimum.gt(0));
    if let Some(offices) = offices {
        asked = asked.add(Column::OfficeId.is_in(offices.iter().copied()));
    }
    let found = Entity::find()
        .select_only()
        .columns([Column::Counted, Column::Minimum])
        .column_as(Column::EmployeeId.count(), "people")
        .filter(asked)
        .group_by(Column::Counted)
        .group_by(Column::Minimum);
    Ok(found.into_model::<Alike>().all(db).await?)
}

/// Who of a period wants to be told how they stood in it, was asked for something, and has no such mail; so many
/// at the most, by their ids.
pub async fn wanting(
    db: &impl ConnectionTrait,
    period: &Period,
    after: EmployeeId,
    limit: u64,
) -> Result<Vec<EmployeeId>> {
    let stored = Query::select()
        .expr(Expr::value(1))
        .from(Entity)
        .and_where(
            Expr::col((Entity, Column::EmployeeId)).equals((Employees, employees::Column::Id)),
        )
        .cond_where(is(period))
        .and_where(Column::Status.is_in(OBLIGED))
        .take();
    let told = Query::select()
        .expr(Expr::value(1))
        .from(Mails)
        .and_where(
            Expr::col((Mails, mails::Column::EmployeeId))
                .equals((Employees, employees::Column::Id)),
        )
        .and_where(mails::Column::Kind.eq(MailKind::PeriodResult))
        .and_where(mails::Column::PeriodKind.eq(period.kind))
        .and_where(mails::Column::PeriodStart.eq(period.start))
        .take();
    Ok(Employees::find()
        .select_only()
        .column(employees::Column::Id)
        .filter(employees::Column::WantsResults.eq(true))
        .filter(employees::Column::Id.gt(after))
        .filter(Expr::exists(stored))
        .filter(Expr::exists(told).not())
        .order_by_asc(employees::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?)
}

/// The ids of those who have a result in a period, in order.
pub async fn people(
    db: &impl ConnectionTrait,
    period: &Period,
    after: EmployeeId,
    limit: u64,
) -> Result<Vec<EmployeeId>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::EmployeeId)
        .filter(is(period))
        .filter(Column::EmployeeId.gt(after))
        .order_by_asc(Column::EmployeeId)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?)
}
