//! What was decided about everybody in a closed period, by their number.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Condition;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
};

use super::Result;
use super::entities::amendments;
use super::entities::closed_results::{Column, Entity};
use super::entities::employees::{Column as Employee, Entity as Employees};
use pekan_rules::amendment::State;
use pekan_rules::{OfficeId, Period, Status};

/// Offices of one statement: below any database's limit of parameters.
const AT_ONCE: usize = 10_000;

/// How somebody stood.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Decided {
    pub number: String,
    pub status: Status,
    /// Rupiah.
    pub counted: i64,
    /// The number of the last amendment that changed it.
    pub amendment: Option<i32>,
}

/// Of everybody, or of those who counted for some offices; in no order.
pub async fn decided(
    db: &impl ConnectionTrait,
    period: &Period,
    offices: Option<&[OfficeId]>,
) -> Result<Vec<Decided>> {
    let is =
        Condition::all().add(Column::Kind.eq(period.kind)).add(Column::StartOn.eq(period.start));
    let Some(offices) = offices else { return of(db, is).await };
    let mut found = Vec::new();
    for some in offices.chunks(AT_ONCE) {
        found.extend(of(db, is.clone().add(Column::OfficeId.is_in(some.iter().copied()))).await?);
    }
    Ok(found)
}

async fn of(db: &impl ConnectionTrait, such: Condition) -> Result<Vec<Decided>> {
    let person = Entity::belongs_to(Employees).from(Column::EmployeeId).to(Employee::Id);
    let found = Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, person.into())
        .filter(such)
        .column(Employee::Number)
        .columns([Column::Status, Column::Counted, Column::Amendment]);
    Ok(found.into_model().all(db).await?)
}

/// Its number, when it was decided, when it was made.
type Row = (Option<i32>, Option<DateTime<Utc>>, DateTime<Utc>);

/// When each amendment of a period was made, by its number.
pub async fn amended_at(
    db: &impl ConnectionTrait,
    period: &Period,
) -> Result<HashMap<i32, DateTime<Utc>>> {
    let made = amendments::Entity::find()
        .filter(amendments::Column::Kind.eq(period.kind))
        .filter(amendments::Column::StartOn.eq(period.start))
        .filter(amendments::Column::State.eq(State::Made));
    let columns =
        [amendments::Column::Number, amendments::Column::DecidedAt, amendments::Column::CreatedAt];
    let rows: Vec<Row> = made.select_only().columns(columns).into_tuple().all(db).await?;
    let numbered = rows.into_iter();
    Ok(numbered
        .filter_map(|(number, decided, made)| Some((number?, decided.unwrap_or(made))))
        .collect())
}
