//! What changed in closed periods, numbered by period; and what might, until it is decided.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

pub use super::entities::amendments::Model as Amendment;
use super::entities::amendments::{Column, Entity};
use super::entities::employees::{Column as Person, Entity as Employees};
use super::scope::in_sight;
use super::{Result, Txn, broken};
use pekan_rules::amendment::State;
use pekan_rules::close::Figures;
use pekan_rules::{AmendmentId, EmployeeId, Period, PeriodKind, Sight};

impl Amendment {
    pub fn period(&self) -> Period {
        Period::of(self.kind, self.start_on)
    }

    /// Empty when somebody was in no report before.
    pub fn before(&self) -> Result<Option<Figures>> {
        figures(self.before.as_deref())
    }

    /// Empty when somebody is in no report after it.
    pub fn after(&self) -> Result<Option<Figures>> {
        figures(self.after.as_deref())
    }

    #[must_use]
    pub fn with(self, before: Option<&Figures>, after: Option<&Figures>) -> Self {
        Self { before: before.map(json), after: after.map(json), ..self }
    }
}

fn figures(json: Option<&str>) -> Result<Option<Figures>> {
    json.map(|json| serde_json::from_str(json).map_err(|_| broken("figures", json))).transpose()
}

fn json(figures: &Figures) -> String {
    serde_json::to_string(figures).unwrap_or_default()
}

fn is(period: &Period) -> Condition {
    Condition::all().add(Column::Kind.eq(period.kind)).add(Column::StartOn.eq(period.start))
}

/// The number that a period's next amendment gets. Its closings must be locked.
pub async fn next_number(txn: &Txn, period: &Period) -> Result<i32> {
    let last: Option<Option<i32>> = Entity::find()
        .select_only()
        .column_as(Column::Number.max(), "last")
        .filter(is(period))
        .into_tuple()
        .one(txn)
        .await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}

/// Inserts one; the `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, row: Amendment) -> Result<AmendmentId> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(txn).await?.id)
}

pub async fn update(txn: &Txn, row: Amendment) -> Result<()> {
    row.into_active_model().reset_all().update(txn).await?;
    Ok(())
}

/// Takes back a proposal that has come to nothing.
pub async fn withdraw(txn: &Txn, id: AmendmentId) -> Result<()> {
    let proposed = Entity::delete_many().filter(Column::Id.eq(id));
    proposed.filter(Column::State.eq(State::Proposed)).exec(txn).await?;
    Ok(())
}

pub async fn by_id(db: &impl ConnectionTrait, id: AmendmentId) -> Result<Option<Amendment>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// What was proposed of people in a period, and what was refused and not overtaken; the oldest first.
pub async fn unmade(
    db: &impl ConnectionTrait,
    period: &Period,
    employees: &[EmployeeId],
) -> Result<Vec<Amendment>> {
    let found = Entity::find()
        .filter(is(period))
        .filter(Column::State.ne(State::Made))
        .filter(Column::OvertakenAt.is_null())
        .filter(Column::EmployeeId.is_in(employees.iter().copied()));
    Ok(found.order_by_asc(Column::Id).all(db).await?)
}

/// The ids of those of whom something is proposed in a period, in order.
pub async fn proposed_people(
    db: &impl ConnectionTrait,
    period: &Period,
    after: EmployeeId,
    limit: u64,
) -> Result<Vec<EmployeeId>> {
    let proposed = Entity::find().filter(is(period)).filter(Column::State.eq(State::Proposed));
    Ok(proposed
        .select_only()
        .column(Column::EmployeeId)
        .filter(Column::EmployeeId.gt(after))
        .order_by_asc(Column::EmployeeId)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?)
}

/// Notes that the facts have come to something else since one was refused.
pub async fn overtake(txn: &Txn, row: Amendment, now: DateTime<Utc>) -> Result<()> {
    update(txn, Amendment { overtaken_at: Some(now), ..row }).await
}

/// The oldest proposals of a period (`None`: of all), but for somebody's own.
pub async fn proposals(
    db: &impl ConnectionTrait,
    period: Option<&Period>,
    but: EmployeeId,
    limit: u64,
) -> Result<Vec<Amendment>> {
    let found = Entity::find().filter(period.map_or_else(Condition::all, is));
    let others = found.filter(Column::State.eq(State::Proposed)).filter(Column::EmployeeId.ne(but));
    Ok(others.order_by_asc(Column::Id).limit(limit).all(db).await?)
}

/// What a list is narrowed to.
#[derive(Clone, Debug)]
pub struct Search {
    pub period: Option<Period>,
    pub employee: Option<EmployeeId>,
    /// Those with a lower number.
    pub below: Option<i32>,
    pub state: State,
}

impl Search {
    /// All of a state.
    pub fn of(state: State) -> Self {
        Self { period: None, employee: None, below: None, state }
    }

    fn condition(&self) -> Condition {
        let state = Condition::all().add(Column::State.eq(self.state));
        let state = self.period.iter().fold(state, |all, period| all.add(is(period)));
        let state = self.below.iter().fold(state, |all, below| all.add(Column::Number.lt(*below)));
        self.employee.iter().fold(state, |all, employee| all.add(Column::EmployeeId.eq(*employee)))
    }
}

/// An amendment with whose it is, who made it and who decided about it; `None` for the system.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Told {
    #[sea_orm(nested)]
    pub row: Amendment,
    pub employee_number: String,
    pub employee_name: String,
    pub author_name: Option<String>,
    pub decider_name: Option<String>,
}

/// With the names, so that one statement asks for all.
fn told() -> Select<Entity> {
    let of = |person: Person, id: Column| {
        let its = Query::select()
            .expr(Expr::col(person))
            .from(Employees)
            .and_where(Expr::col((Employees, Person::Id)).equals((Entity, id)))
            .take();
        SimpleExpr::SubQuery(None, Box::new(its.into()))
    };
    Entity::find()
        .expr_as(of(Person::Number, Column::EmployeeId), "employee_number")
        .expr_as(of(Person::Name, Column::EmployeeId), "employee_name")
        .expr_as(of(Person::Name, Column::AuthorId), "author_name")
        .expr_as(of(Person::Name, Column::DecidedBy), "decider_name")
}

/// One, told of.
pub async fn told_of(db: &impl ConnectionTrait, id: AmendmentId) -> Result<Option<Told>> {
    Ok(told().filter(Column::Id.eq(id)).into_model().one(db).await?)
}

/// Those in sight, the newest first.
pub async fn page(
    db: &impl ConnectionTrait,
    sight: &Sight,
    search: &Search,
    (offset, limit): (u64, u64),
) -> Result<Vec<Told>> {
    Ok(told()
        .filter(search.condition())
        .filter(in_sight(sight, Column::EmployeeId))
        .order_by_desc(Column::Number)
        .order_by_desc(Column::Id)
        .offset(offset)
        .limit(limit)
        .into_model()
        .all(db)
        .await?)
}

pub async fn count(db: &impl ConnectionTrait, sight: &Sight, search: &Search) -> Result<u64> {
    let found = Entity::find().filter(search.condition());
    Ok(found.filter(in_sight(sight, Column::EmployeeId)).count(db).await?)
}

/// How many a period has of a state.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Count {
    pub kind: PeriodKind,
    pub start_on: NaiveDate,
    pub state: State,
    pub number: i64,
}

pub async fn counts(db: &impl ConnectionTrait) -> Result<Vec<Count>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::Kind)
        .column(Column::StartOn)
        .column(Column::State)
        .column_as(Column::Id.count(), "number")
        .group_by(Column::Kind)
        .group_by(Column::StartOn)
        .group_by(Column::State)
        .into_model::<Count>()
        .all(db)
        .await?)
}
