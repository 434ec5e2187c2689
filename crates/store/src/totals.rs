//! What somebody's purchases of a period come to: recomputed in the transaction that changes them,
//! never incremented. `pekan recount` proves them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Condition, Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

pub(super) use super::entities::period_totals::Model as TotalRow;
use super::entities::period_totals::{ActiveModel, Column, Entity, Model};
use super::entities::{employees, purchases};
use super::gather::{Lists, Rows};
use super::purchases::counting;
use super::{Result, Txn, broken, closings};
use pekan_rules::{EmployeeId, Period, PeriodKind, Tally};

/// Tallies by the first day of their period.
pub type Tallies = HashMap<NaiveDate, Tally>;

/// Locks somebody's totals of the week and the month that hold a day. On PostgreSQL the rows are
/// the lock that puts two changes of one person's period in order; SQLite has one writer anyway.
pub async fn lock(txn: &Txn, employee: EmployeeId, day: NaiveDate) -> Result<()> {
    if txn.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let periods = [Period::week_of(day), Period::month_of(day)];
    let rows = periods.map(|period| active(employee, &period, &Tally::default()));
    let same = same().update_column(Column::EmployeeId).to_owned();
    Entity::insert_many(rows).on_conflict(same).exec_without_returning(txn).await?;
    Ok(())
}

/// Recomputes somebody's totals of the weeks and months that hold some days. Returns those that have
/// changed and begun to be closed, in one order, so that two changes never wait for each other.
pub async fn recompute(txn: &Txn, employee: EmployeeId, days: &[NaiveDate]) -> Result<Vec<Period>> {
    let periods: BTreeSet<Period> =
        days.iter().flat_map(|day| [Period::week_of(*day), Period::month_of(*day)]).collect();
    let periods: Vec<Period> = periods.into_iter().collect();
    let starts = periods.iter().map(|period| period.start);
    let ends = periods.iter().map(|period| period.end);
    let (Some(from), Some(to)) = (starts.min(), ends.max()) else { return Ok(Vec::new()) };
    // One read serves all periods: a month, and the days of weeks that stick out of it.
    let own = Condition::all()
        .add(purchases::Column::EmployeeId.eq(employee))
        .add(purchases::Column::PurchasedOn.between(from, to));
    let answer = Lists::new(txn)
        .with("purchases", counting::rows(own))
        .with("begun", closings::begun_rows(&periods))
        .with("stored", beginning_on(employee, &periods))
        .ask(txn)
        .await?;
    let counting = counting::read(answer.list("purchases")?);
    let stored = answer.list::<TotalRow>("stored")?;
    let mut changed = Vec::new();
    for period in periods {
        let mut counted = Tally::default();
        for row in counting.iter().filter(|row| period.contains(row.purchased_on)) {
            counted.add(&period, row.bought());
        }
        let is_of = |row: &&TotalRow| (row.kind, row.start_on) == (period.kind, period.start);
        let before = stored.iter().find(is_of).map(tally).transpose()?;
        if before.unwrap_or_default() != counted {
            changed.push((period, counted));
        }
    }
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    let rows = changed.iter().map(|(period, tally)| active(employee, period, tally));
    let replace = same().update_column(Column::Purchases).to_owned();
    Entity::insert_many(rows).on_conflict(replace).exec_without_returning(txn).await?;
    let changed: Vec<Period> = changed.into_iter().map(|(period, _)| period).collect();
    Ok(closings::begun(&answer.list::<closings::Begun>("begun")?, &changed))
}

/// Somebody's of the days on which some periods begin, to be gathered.
fn beginning_on(employee: EmployeeId, periods: &[Period]) -> Rows {
    let own = Entity::find()
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::StartOn.is_in(periods.iter().map(|period| period.start)));
    Rows::all(own)
}

/// Inserts totals that nobody can have yet: for purchases that are inserted with them.
pub async fn insert_many(txn: &Txn, totals: &[(EmployeeId, Period, Tally)]) -> Result<()> {
    let rows = totals.iter().map(|(employee, period, tally)| active(*employee, period, tally));
    Entity::insert_many(rows).exec_without_returning(txn).await?;
    Ok(())
}

fn same() -> OnConflict {
    OnConflict::columns([Column::EmployeeId, Column::Kind, Column::StartOn])
}

fn active(employee: EmployeeId, period: &Period, tally: &Tally) -> ActiveModel {
    // Days, numbers and texts are always JSON.
    let purchases = serde_json::to_string(tally.purchases()).unwrap_or_else(|_| "[]".into());
    ActiveModel {
        employee_id: Set(employee),
        kind: Set(period.kind),
        start_on: Set(period.start),
        purchases: Set(purchases),
    }
}

fn tally(row: &Model) -> Result<Tally> {
    let purchases = serde_json::from_str(&row.purchases);
    Ok(Tally::of(purchases.map_err(|_| broken("purchases of a period", &row.purchases))?))
}

/// Somebody's tallies of the periods of a kind that begin between two days.
pub async fn of(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    kind: PeriodKind,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Tallies> {
    read(&own(employee, kind, from, to).all(db).await?)
}

/// The same, to be gathered and [`read`].
pub(super) fn rows_of(
    employee: EmployeeId,
    kind: PeriodKind,
    (from, to): (NaiveDate, NaiveDate),
) -> Rows {
    Rows::all(own(employee, kind, from, to)).in_order()
}

fn own(employee: EmployeeId, kind: PeriodKind, from: NaiveDate, to: NaiveDate) -> Select<Entity> {
    Entity::find()
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::Kind.eq(kind))
        .filter(Column::StartOn.between(from, to))
}

pub(super) fn read(rows: &[TotalRow]) -> Result<Tallies> {
    rows.iter().map(|row| Ok((row.start_on, tally(row)?))).collect()
}

/// The same for some people.
pub async fn of_many(
    db: &impl ConnectionTrait,
    employees: &[EmployeeId],
    kind: PeriodKind,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<HashMap<EmployeeId, Tallies>> {
    let rows = Entity::find()
        .filter(Column::EmployeeId.is_in(employees.iter().copied()))
        .filter(Column::Kind.eq(kind))
        .filter(Column::StartOn.between(from, to));
    by_employee(rows.all(db).await?)
}

/// The same for whomever a condition names, to be gathered.
pub(super) fn rows(owner: Condition, kind: PeriodKind, (from, to): (NaiveDate, NaiveDate)) -> Rows {
    let found = Entity::find()
        .filter(owner)
        .filter(Column::Kind.eq(kind))
        .filter(Column::StartOn.between(from, to));
    Rows::all(found).in_order()
}

pub(super) fn employee() -> Expr {
    Column::EmployeeId.into_expr()
}

pub(super) fn by_employee(rows: Vec<TotalRow>) -> Result<HashMap<EmployeeId, Tallies>> {
    let mut found: HashMap<EmployeeId, Tallies> = HashMap::new();
    for row in rows {
        found.entry(row.employee_id).or_default().insert(row.start_on, tally(&row)?);
    }
    Ok(found)
}

/// A stored total that is not what the purchases come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub employee: EmployeeId,
    pub period: Period,
    pub stored: Tally,
    pub counted: Tally,
}

/// Recounts everything from the purchases, some hundred people at a time.
pub async fn differences(db: &impl ConnectionTrait) -> Result<Vec<Difference>> {
    const BATCH: u64 = 500;
    let mut differences = Vec::new();
    let mut after = EmployeeId::NONE;
    loop {
        let ids: Vec<EmployeeId> = employees::Entity::find()
            .select_only()
            .column(employees::Column::Id)
            .filter(employees::Column::Id.gt(after))
            .order_by_asc(employees::Column::Id)
            .limit(BATCH)
            .into_tuple()
            .all(db)
            .await?;
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else { break };
        differences.extend(differences_of(db, *first, *last).await?);
        after = *last;
    }
    Ok(differences)
}

async fn differences_of(
    db: &impl ConnectionTrait,
    first: EmployeeId,
    last: EmployeeId,
) -> Result<Vec<Difference>> {
    let mut tallies: BTreeMap<(EmployeeId, Period), (Tally, Tally)> = BTreeMap::new();
    let theirs = Condition::all().add(purchases::Column::EmployeeId.between(first, last));
    let answer = Lists::new(db).with("purchases", counting::rows(theirs)).ask(db).await?;
    for row in counting::read(answer.list("purchases")?) {
        for period in [Period::week_of(row.purchased_on), Period::month_of(row.purchased_on)] {
            let (_, counted) = tallies.entry((row.employee, period)).or_default();
            counted.add(&period, row.bought());
        }
    }
    let stored = Entity::find().filter(Column::EmployeeId.between(first, last)).all(db).await?;
    for row in stored {
        let key = (row.employee_id, Period::of(row.kind, row.start_on));
        tallies.entry(key).or_default().0 = tally(&row)?;
    }
    let differing = tallies.into_iter().filter(|(_, (stored, counted))| stored != counted);
    Ok(differing
        .map(|((employee, period), (stored, counted))| Difference {
            employee,
            period,
            stored,
            counted,
        })
        .collect())
}
