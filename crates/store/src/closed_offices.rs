//! Offices as they were when a period was closed, and the figures of their own people.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, OnConflict, UnionType};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult,
    IntoActiveModel, QueryFilter, QuerySelect, QueryTrait,
};

pub use super::entities::closed_offices::Model as ClosedOffice;
use super::entities::closed_offices::{ActiveModel, Column, Entity};
use super::entities::closed_results as results;
use super::{Result, Txn, broken};
use pekan_rules::{Office, OfficeId, Period, PeriodKind, Status, Summary};

impl ClosedOffice {
    /// Of its own people, without what hung below it.
    pub fn summary(&self) -> Summary {
        let people =
            [self.headcount, self.obliged, self.exempt, self.met, self.met_late, self.short];
        summary(people, self.counted_amount, self.shortfall_amount)
    }
}

/// What is stored of people, and their amounts.
pub(super) fn summary(people: [i64; 6], counted_amount: i64, shortfall_amount: i64) -> Summary {
    // People of a district: far below four thousand million.
    let people = people.map(|number| u32::try_from(number).unwrap_or(u32::MAX));
    let [headcount, obliged, exempt, met, met_late, short] = people;
    Summary {
        headcount,
        obliged,
        exempt,
        met,
        met_late,
        open: 0,
        short,
        counted_amount,
        shortfall_amount,
    }
}

fn is(period: &Period) -> Condition {
    Condition::all().add(Column::Kind.eq(period.kind)).add(Column::StartOn.eq(period.start))
}

/// Those of a period.
pub async fn of(db: &impl ConnectionTrait, period: &Period) -> Result<Vec<ClosedOffice>> {
    Ok(Entity::find().filter(is(period)).all(db).await?)
}

/// Those of some offices, and of what hung right below them, in the periods of a kind that begin
/// within one of some spans of days.
pub async fn with_children(
    db: &impl ConnectionTrait,
    offices: &[OfficeId],
    kind: PeriodKind,
    spans: &[(NaiveDate, NaiveDate)],
) -> Result<Vec<ClosedOffice>> {
    let found_by = |column: Column, (from, to): (NaiveDate, NaiveDate)| {
        Entity::find()
            .filter(column.is_in(offices.iter().copied()))
            .filter(Column::Kind.eq(kind))
            .filter(Column::StartOn.between(from, to))
            .into_query()
    };
    // Not one query with OR, which SQLite answers by the period: with everybody's offices.
    let each = spans.iter().flat_map(|span| {
        [Column::OfficeId, Column::ParentId].map(|column| found_by(column, *span))
    });
    let Some(all) = each.reduce(|mut all, one| all.union(UnionType::Distinct, one).take()) else {
        return Ok(Vec::new());
    };
    let rows = db.query_all(&all).await?;
    rows.iter().map(|row| Ok(ClosedOffice::from_query_result(row, "")?)).collect()
}

/// Adds offices with their zones and what is above them, without figures; those that are there stay
/// as they are.
pub async fn insert<'a>(
    txn: &Txn,
    period: &Period,
    offices: impl IntoIterator<Item = &'a Office>,
) -> Result<()> {
    const ROWS: usize = 500;
    let offices: Vec<&Office> = offices.into_iter().collect();
    for some in offices.chunks(ROWS) {
        let rows = some.iter().map(|office| {
            let blank = ClosedOffice {
                kind: period.kind,
                start_on: period.start,
                office_id: office.id,
                time_zone: office.zone,
                parent_id: office.parent,
                headcount: 0,
                obliged: 0,
                exempt: 0,
                met: 0,
                met_late: 0,
                short: 0,
                counted_amount: 0,
                shortfall_amount: 0,
                amendment: None,
            };
            blank.into_active_model().reset_all()
        });
        let same = OnConflict::columns([Column::Kind, Column::StartOn, Column::OfficeId])
            .do_nothing()
            .to_owned();
        Entity::insert_many(rows).on_conflict(same).exec_without_returning(txn).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Sum {
    office_id: OfficeId,
    status: Status,
    people: i64,
    counted: i64,
    shortfall: i64,
}

/// Sums the figures of offices up from the results of their people (`None`: of all offices).
/// `amendment` is the number of what changed them.
pub(super) async fn sum_up(
    txn: &Txn,
    period: &Period,
    offices: Option<&[OfficeId]>,
    amendment: Option<u32>,
) -> Result<()> {
    let mut sums: BTreeMap<OfficeId, Summary> = BTreeMap::new();
    // Who has nobody any more comes to nothing.
    sums.extend(offices.unwrap_or_default().iter().map(|office| (*office, Summary::default())));
    for sum in by_status(txn, period, offices).await? {
        let people =
            u32::try_from(sum.people).map_err(|_| broken("number", &sum.people.to_string()))?;
        let figures = sums.entry(sum.office_id).or_default();
        figures.count_many(sum.status, people, sum.counted, sum.shortfall);
    }
    for (office, figures) in sums {
        let number = amendment.and_then(|number| i32::try_from(number).ok());
        let changed = ActiveModel {
            headcount: Set(figures.headcount.into()),
            obliged: Set(figures.obliged.into()),
            exempt: Set(figures.exempt.into()),
            met: Set(figures.met.into()),
            met_late: Set(figures.met_late.into()),
            short: Set(figures.short.into()),
            counted_amount: Set(figures.counted_amount),
            shortfall_amount: Set(figures.shortfall_amount),
            amendment: number.map_or(sea_orm::ActiveValue::NotSet, |number| Set(Some(number))),
            ..Default::default()
        };
        Entity::update_many()
            .set(changed)
            .filter(is(period))
            .filter(Column::OfficeId.eq(office))
            .exec(txn)
            .await?;
    }
    Ok(())
}

async fn by_status(txn: &Txn, period: &Period, offices: Option<&[OfficeId]>) -> Result<Vec<Sum>> {
    // PostgreSQL makes a sum of bigint a numeric.
    let whole =
        |column: results::Column| Expr::expr(Expr::col(column).sum()).cast_as(Alias::new("bigint"));
    let missing = Expr::expr(Expr::col(results::Column::Shortfall).if_null(0)).sum();
    let mut found = results::Entity::find()
        .select_only()
        .column(results::Column::OfficeId)
        .column(results::Column::Status)
        .column_as(results::Column::EmployeeId.count(), "people")
        .column_as(whole(results::Column::Counted), "counted")
        .column_as(Expr::expr(missing).cast_as(Alias::new("bigint")), "shortfall")
        .filter(results::Column::Kind.eq(period.kind))
        .filter(results::Column::StartOn.eq(period.start))
        .group_by(results::Column::OfficeId)
        .group_by(results::Column::Status);
    if let Some(offices) = offices {
        found = found.filter(results::Column::OfficeId.is_in(offices.iter().copied()));
    }
    Ok(found.into_model::<Sum>().all(txn).await?)
}
