//! Exemptions: days on which nothing is asked of somebody.

mod lists;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde::Deserialize;

pub use crate::entities::exemptions::Model as ExemptionRow;
use crate::entities::exemptions::{ActiveModel, Column, Entity};
use crate::gather::Rows;
use crate::placements::present;
use crate::{FactsLock, Result, Txn, oldest};
use pekan_rules::exemption_access::Subject;
use pekan_rules::{EmployeeId, Exemption, ExemptionId, ExemptionReason, ExemptionState, OfficeId};

pub use lists::{Search, count, page};

pub type ExemptionsOf = HashMap<EmployeeId, Vec<Exemption>>;

impl ExemptionRow {
    /// One that is asked for, from one day to another. It gets its `id` when it is inserted.
    pub fn requested(
        employee: EmployeeId,
        (from, to): (NaiveDate, NaiveDate),
        reason: ExemptionReason,
        by: EmployeeId,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id: ExemptionId::NONE,
            employee_id: employee,
            from_on: from,
            to_on: to,
            reason,
            state: ExemptionState::Requested,
            requested_by: by,
            decided_by: None,
            decided_at: None,
            decision_reason: None,
            withdrawn_by: None,
            withdrawn_at: None,
            withdrawn_reason: None,
            document_sha256: None,
            document_type: None,
            document_bytes: None,
            created_at: now,
        }
    }

    /// What it depends on who may do what with it; the office is that of its owner today.
    pub fn subject(&self, office: Option<OfficeId>) -> Subject {
        Subject { owner: self.employee_id, office, state: self.state }
    }

    /// Whether both are of one person, of the same days and kind.
    pub fn is_like(&self, other: &Self) -> bool {
        let what = |row: &Self| (row.employee_id, row.from_on, row.to_on, row.reason);
        what(self) == what(other)
    }

    /// The same, approved by somebody else.
    #[must_use]
    pub fn approved(self, by: EmployeeId, now: DateTime<Utc>) -> Self {
        Self {
            state: ExemptionState::Approved,
            decided_by: Some(by),
            decided_at: Some(now),
            ..self
        }
    }
}

/// Somebody's exemptions that touch some days, to be gathered.
pub(super) fn rows_of(employee: EmployeeId, (from, to): (NaiveDate, NaiveDate)) -> Rows {
    let own = Entity::find().filter(Column::EmployeeId.eq(employee)).filter(touching(from, to));
    Rows::of(own, [Column::FromOn, Column::ToOn, Column::State])
}

/// What the rules ask of an exemption.
#[derive(Deserialize)]
pub(super) struct Days {
    from_on: NaiveDate,
    to_on: NaiveDate,
    state: ExemptionState,
}

impl From<Days> for Exemption {
    fn from(row: Days) -> Self {
        Self { from: row.from_on, to: row.to_on, approved: row.state == ExemptionState::Approved }
    }
}

fn exemption(row: &ExemptionRow) -> Exemption {
    Exemption { from: row.from_on, to: row.to_on, approved: row.state == ExemptionState::Approved }
}

/// Somebody's exemptions that touch some days.
pub async fn of(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Exemption>> {
    let rows = Entity::find().filter(Column::EmployeeId.eq(employee)).filter(touching(from, to));
    Ok(rows.all(db).await?.iter().map(exemption).collect())
}

/// The approved ones of some people that touch some days.
pub async fn of_many(
    db: &impl ConnectionTrait,
    employees: &[EmployeeId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<ExemptionsOf> {
    let rows = Entity::find()
        .filter(touching(from, to))
        .filter(Column::State.eq(ExemptionState::Approved));
    let own = rows.filter(Column::EmployeeId.is_in(employees.iter().copied()));
    Ok(by_employee(own.into_model::<Owned>().all(db).await?))
}

/// The approved ones that touch some days, to be gathered.
pub(super) fn approved_rows(whose: Condition, (from, to): (NaiveDate, NaiveDate)) -> Rows {
    let approved = Entity::find()
        .filter(touching(from, to))
        .filter(Column::State.eq(ExemptionState::Approved));
    Rows::of(approved.filter(whose), [Column::EmployeeId, Column::FromOn, Column::ToOn])
}

pub(super) fn employee() -> Expr {
    Column::EmployeeId.into_expr()
}

pub(super) fn by_employee(rows: Vec<Owned>) -> ExemptionsOf {
    let mut found = ExemptionsOf::new();
    for row in rows {
        let exemption = Exemption { from: row.from_on, to: row.to_on, approved: true };
        found.entry(row.employee_id).or_default().push(exemption);
    }
    found
}

/// An approved one, with whose it is.
#[derive(Deserialize, FromQueryResult)]
pub(super) struct Owned {
    employee_id: EmployeeId,
    from_on: NaiveDate,
    to_on: NaiveDate,
}

/// Those of everybody who was in one of the offices (`None`: anywhere) between two days.
pub async fn roster(
    db: &impl ConnectionTrait,
    offices: Option<&[OfficeId]>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<ExemptionsOf> {
    let mut rows = Entity::find()
        .filter(touching(from, to))
        .filter(Column::State.eq(ExemptionState::Approved));
    if let Some(offices) = offices {
        rows = rows.filter(Column::EmployeeId.in_subquery(present(offices, from, to)));
    }
    Ok(by_employee(rows.into_model::<Owned>().all(db).await?))
}

fn touching(from: NaiveDate, to: NaiveDate) -> Condition {
    Condition::all().add(Column::FromOn.lte(to)).add(Column::ToOn.gte(from))
}

pub async fn by_id(db: &impl ConnectionTrait, id: ExemptionId) -> Result<Option<ExemptionRow>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Of some people those that are asked for or approved and touch some days.
pub async fn standing(
    db: &impl ConnectionTrait,
    employees: impl IntoIterator<Item = EmployeeId>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<ExemptionRow>> {
    let rows = Entity::find()
        .filter(Column::EmployeeId.is_in(employees))
        .filter(Column::State.is_in([ExemptionState::Requested, ExemptionState::Approved]))
        .filter(touching(from, to));
    Ok(rows.order_by_asc(Column::Id).all(db).await?)
}

/// How many somebody has asked for themselves since an instant, whatever became of them.
pub async fn count_own(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    since: DateTime<Utc>,
) -> Result<u64> {
    let own = Entity::find()
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::RequestedBy.eq(employee))
        .filter(Column::CreatedAt.gte(since));
    Ok(own.count(db).await?)
}

/// Whether a stored file is the document of one.
pub async fn is_document(db: &impl ConnectionTrait, stored_sha256: &str) -> Result<bool> {
    let found = Entity::find().filter(Column::DocumentSha256.eq(stored_sha256)).limit(1);
    Ok(found.one(db).await?.is_some())
}

/// Gives up the documents of leaves that ended before a day, of so many at the most; the leaves stay. The
/// sweep takes the files away. Returns of how many.
pub async fn remove_documents(txn: &Txn, ended_before: NaiveDate, most: u64) -> Result<u64> {
    let ids: Vec<ExemptionId> =
        oldest::ids(txn, with_document(ended_before), Column::Id, most).await?;
    let given_up = Entity::update_many()
        .col_expr(Column::DocumentSha256, Expr::value(None::<String>))
        .col_expr(Column::DocumentType, Expr::value(None::<String>))
        .col_expr(Column::DocumentBytes, Expr::value(None::<i64>))
        .filter(Column::Id.is_in(ids));
    Ok(given_up.exec(txn).await?.rows_affected)
}

/// How many leaves that ended before a day still have their document.
pub async fn count_documents(db: &impl ConnectionTrait, ended_before: NaiveDate) -> Result<u64> {
    Ok(with_document(ended_before).count(db).await?)
}

fn with_document(ended_before: NaiveDate) -> Select<Entity> {
    Entity::find()
        .filter(Column::DocumentSha256.is_not_null())
        .filter(Column::ToOn.lt(ended_before))
}

/// Inserts one; the `id` is ignored and the new one returned.
pub async fn insert(facts: &FactsLock<'_>, row: ExemptionRow) -> Result<ExemptionId> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(facts.txn()).await?.id)
}

pub async fn insert_many(facts: &FactsLock<'_>, rows: Vec<ExemptionRow>) -> Result<()> {
    let rows = rows.into_iter().map(|row| {
        let mut row = row.into_active_model().reset_all();
        row.id = NotSet;
        row
    });
    Entity::insert_many(rows).exec_without_returning(facts.txn()).await?;
    Ok(())
}

/// Approves or refuses one that is still asked for; `reason` is why it is refused. Returns whether
/// it was.
pub async fn decide(
    facts: &FactsLock<'_>,
    id: ExemptionId,
    state: ExemptionState,
    by: EmployeeId,
    reason: Option<String>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let decided = ActiveModel {
        state: Set(state),
        decided_by: Set(Some(by)),
        decided_at: Set(Some(now)),
        decision_reason: Set(reason),
        ..Default::default()
    };
    change(facts.txn(), id, ExemptionState::Requested, decided).await
}

/// Withdraws one that is in a state. Returns whether it was.
pub async fn withdraw(
    facts: &FactsLock<'_>,
    id: ExemptionId,
    from: ExemptionState,
    by: EmployeeId,
    reason: Option<String>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let withdrawn = ActiveModel {
        state: Set(ExemptionState::Withdrawn),
        withdrawn_by: Set(Some(by)),
        withdrawn_at: Set(Some(now)),
        withdrawn_reason: Set(reason),
        ..Default::default()
    };
    change(facts.txn(), id, from, withdrawn).await
}

async fn change(txn: &Txn, id: ExemptionId, from: ExemptionState, to: ActiveModel) -> Result<bool> {
    let one = Condition::all().add(Column::Id.eq(id)).add(Column::State.eq(from));
    Ok(Entity::update_many().set(to).filter(one).exec(txn).await?.rows_affected > 0)
}
