//! What offices came to in closed periods, each with all that hung below it: kept beside their own figures, so that
//! the summary of a district is one row and a trend a row for each period.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::sea_query::{Condition, Expr, OnConflict, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

use super::closed_offices::{self, ClosedOffice, summary};
use super::entities::closed_offices as own;
pub use super::entities::closed_sums::Model as ClosedSum;
use super::entities::closed_sums::{Column, Entity};
use super::gather::{Lists, Rows};
use super::{Result, Txn};
use pekan_rules::{OfficeId, Period, PeriodKind, Summary};

impl ClosedSum {
    /// Of the office with all that hung below it.
    pub fn summary(&self) -> Summary {
        let people =
            [self.headcount, self.obliged, self.exempt, self.met, self.met_late, self.short];
        summary(people, self.counted_amount, self.shortfall_amount)
    }
}

fn is(period: &Period) -> Condition {
    Condition::all().add(Column::Kind.eq(period.kind)).add(Column::StartOn.eq(period.start))
}

/// Which offices are read beside the one that is asked for.
pub enum Beside<'a> {
    Nothing,
    /// These, in some periods that begin on these days.
    These(&'a [OfficeId], &'a [NaiveDate]),
    /// What hung right below it in a period that begins on the first of these days, in all of them.
    Below(&'a [NaiveDate]),
}

/// Those of an office in the periods of a kind that begin within one or two spans of days, and of others beside it.
pub async fn of_office(
    db: &impl ConnectionTrait,
    office: OfficeId,
    kind: PeriodKind,
    spans: &[(NaiveDate, NaiveDate)],
    beside: Beside<'_>,
) -> Result<Vec<ClosedSum>> {
    const SPANS: [&str; 2] = ["span", "other"];
    debug_assert!(spans.len() <= SPANS.len(), "one or two spans");
    let found = |offices: Expr, days: Expr| {
        let found = Entity::find().filter(offices).filter(Column::Kind.eq(kind)).filter(days);
        Rows::all(found).in_order()
    };
    let on = |days: &[NaiveDate]| Column::StartOn.is_in(days.iter().copied());
    // Not one list with OR, which databases answer by the period: with everybody's offices.
    let mut lists = Lists::new(db);
    let mut names = Vec::new();
    for (name, (from, to)) in SPANS.into_iter().zip(spans) {
        let own = found(Column::OfficeId.eq(office), Column::StartOn.between(*from, *to));
        lists = lists.with(name, own);
        names.push(name);
    }
    let others = match beside {
        Beside::Nothing | Beside::These([], _) | Beside::These(_, []) | Beside::Below([]) => None,
        Beside::These(offices, days) => {
            Some(found(Column::OfficeId.is_in(offices.iter().copied()), on(days)))
        }
        Beside::Below(days) => {
            let below = Query::select()
                .column(own::Column::OfficeId)
                .from(own::Entity)
                .and_where(own::Column::ParentId.eq(office))
                .and_where(own::Column::Kind.eq(kind))
                .and_where(own::Column::StartOn.is_in(days.first().copied()))
                .take();
            Some(found(Column::OfficeId.in_subquery(below), on(days)))
        }
    };
    if let Some(others) = others {
        lists = lists.with("beside", others);
        names.push("beside");
    }
    let answer = lists.ask(db).await?;
    let lists = names.into_iter().map(|name| answer.list::<ClosedSum>(name));
    Ok(lists.collect::<Result<Vec<_>>>()?.concat())
}

/// Those of all offices in some periods of one kind.
pub async fn of_periods(db: &impl ConnectionTrait, periods: &[Period]) -> Result<Vec<ClosedSum>> {
    let Some(first) = periods.first() else { return Ok(Vec::new()) };
    let found = Entity::find()
        .filter(Column::Kind.eq(first.kind))
        .filter(Column::StartOn.is_in(periods.iter().map(|period| period.start)));
    Ok(found.all(db).await?)
}

fn blank(period: &Period, office: OfficeId) -> ClosedSum {
    ClosedSum {
        office_id: office,
        kind: period.kind,
        start_on: period.start,
        headcount: 0,
        obliged: 0,
        exempt: 0,
        met: 0,
        met_late: 0,
        short: 0,
        counted_amount: 0,
        shortfall_amount: 0,
        amendment: None,
    }
}

fn add(sum: &mut ClosedSum, more: &Summary, amendment: Option<i32>) {
    let mut figures = sum.summary();
    figures.add(more);
    *sum = ClosedSum {
        headcount: figures.headcount.into(),
        obliged: figures.obliged.into(),
        exempt: figures.exempt.into(),
        met: figures.met.into(),
        met_late: figures.met_late.into(),
        short: figures.short.into(),
        counted_amount: figures.counted_amount,
        shortfall_amount: figures.shortfall_amount,
        amendment: sum.amendment.max(amendment),
        ..sum.clone()
    };
}

/// Sums all offices up from the results of their people.
pub async fn sum_up(txn: &Txn, period: &Period) -> Result<()> {
    closed_offices::sum_up(txn, period, None, None).await?;
    make(txn, period).await
}

/// Sums offices up, and what stands above them, whose people an amendment of this number has changed.
pub async fn sum_up_amended(
    txn: &Txn,
    period: &Period,
    offices: &[OfficeId],
    amendment: u32,
) -> Result<()> {
    closed_offices::sum_up(txn, period, Some(offices), Some(amendment)).await?;
    for office in offices {
        refresh(txn, period, *office).await?;
    }
    Ok(())
}

/// Makes those of a period from what the offices have of their own.
async fn make(txn: &Txn, period: &Period) -> Result<()> {
    const ROWS: usize = 500;
    let own: HashMap<OfficeId, ClosedOffice> = closed_offices::of(txn, period)
        .await?
        .into_iter()
        .map(|row| (row.office_id, row))
        .collect();
    let mut sums: HashMap<OfficeId, ClosedSum> = HashMap::new();
    for row in own.values() {
        // A tree is never deeper than it has offices: a cycle in broken data ends, too.
        let above = |below: &&ClosedOffice| below.parent_id.and_then(|id| own.get(&id));
        for office in std::iter::successors(Some(row), above).take(own.len()) {
            let id = office.office_id;
            add(sums.entry(id).or_insert_with(|| blank(period, id)), &row.summary(), row.amendment);
        }
    }
    let sums: Vec<ClosedSum> = sums.into_values().collect();
    for some in sums.chunks(ROWS) {
        put(txn, some.iter().cloned()).await?;
    }
    Ok(())
}

/// Makes those of an office anew, and of what stands above it, upwards.
async fn refresh(txn: &Txn, period: &Period, office: OfficeId) -> Result<()> {
    let mut next = Some(office);
    while let Some(office) = next {
        let key = (period.kind, period.start, office);
        let Some(row) = own::Entity::find_by_id(key).one(txn).await? else { return Ok(()) };
        let children = Query::select()
            .column(own::Column::OfficeId)
            .from(own::Entity)
            .and_where(own::Column::ParentId.eq(office))
            .and_where(own::Column::Kind.eq(period.kind))
            .and_where(own::Column::StartOn.eq(period.start))
            .take();
        let below =
            Entity::find().filter(is(period)).filter(Column::OfficeId.in_subquery(children));
        let mut sum = blank(period, office);
        add(&mut sum, &row.summary(), row.amendment);
        for child in below.all(txn).await? {
            add(&mut sum, &child.summary(), child.amendment);
        }
        put(txn, [sum]).await?;
        next = row.parent_id;
    }
    Ok(())
}

async fn put(txn: &Txn, sums: impl IntoIterator<Item = ClosedSum>) -> Result<()> {
    let rows = sums.into_iter().map(|sum| sum.into_active_model().reset_all());
    let replace = OnConflict::columns([Column::OfficeId, Column::Kind, Column::StartOn])
        .update_columns([
            Column::Headcount,
            Column::Obliged,
            Column::Exempt,
            Column::Met,
            Column::MetLate,
            Column::Short,
            Column::CountedAmount,
            Column::ShortfallAmount,
            Column::Amendment,
        ])
        .to_owned();
    Entity::insert_many(rows).on_conflict(replace).exec_without_returning(txn).await?;
    Ok(())
}
