//! The outbox as administrators read it.

use sea_orm::sea_query::{Condition, Expr, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use super::{Attempt, Column, Employee, Employees, Entity, Mail, delivery_attempts};
use crate::{Result, employees};
use pekan_rules::mail::{MailKind, MailState};
use pekan_rules::{EmployeeId, MailId, Period};

/// What a list of mails is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Search {
    pub states: Vec<MailState>,
    pub kinds: Vec<MailKind>,
    pub period: Option<Period>,
    /// Of what was sent: only to a folder, or only to somebody.
    pub written: Option<bool>,
    /// Only what phones have shown.
    pub on_phones: bool,
    /// A part of the receiver's name, or the beginning of their number.
    pub person: Option<String>,
    pub after: Option<MailId>,
    pub limit: u64,
}

/// The newest first, with who receives them.
pub async fn search(
    db: &impl ConnectionTrait,
    search: &Search,
) -> Result<Vec<(Mail, Option<Employee>)>> {
    let found = narrowed(search).order_by_desc(Column::Id).limit(search.limit);
    Ok(found.find_also_related(Employees).all(db).await?)
}

/// The same from the row `offset` on.
pub async fn page(
    db: &impl ConnectionTrait,
    search: &Search,
    offset: u64,
) -> Result<Vec<(Mail, Option<Employee>)>> {
    let found = narrowed(search).order_by_desc(Column::Id).offset(offset).limit(search.limit);
    Ok(found.find_also_related(Employees).all(db).await?)
}

/// How many there are.
pub async fn count_found(db: &impl ConnectionTrait, search: &Search) -> Result<u64> {
    Ok(narrowed(search).count(db).await?)
}

fn narrowed(search: &Search) -> Select<Entity> {
    let mut found = Entity::find();
    if !search.states.is_empty() {
        found = found.filter(Column::State.is_in(search.states.iter().copied()));
    }
    if !search.kinds.is_empty() {
        found = found.filter(Column::Kind.is_in(search.kinds.iter().copied()));
    }
    if let Some(period) = &search.period {
        found = found
            .filter(Column::PeriodKind.eq(period.kind))
            .filter(Column::PeriodStart.eq(period.start));
    }
    match search.written {
        None => {}
        Some(true) => found = found.filter(Column::SentAt.is_null()),
        Some(false) => found = found.filter(Column::SentAt.is_not_null()),
    }
    if search.on_phones {
        found = found.filter(shown_on_phones());
    }
    if let Some(text) = &search.person {
        let people = Query::select()
            .column(crate::entities::employees::Column::Id)
            .from(Employees)
            .cond_where(employees::found_by(text))
            .take();
        found = found.filter(Column::EmployeeId.in_subquery(people));
    }
    if let Some(after) = search.after {
        found = found.filter(Column::Id.lt(after));
    }
    found
}

/// How many were only written to a folder.
pub async fn count_written(db: &impl ConnectionTrait) -> Result<u64> {
    // In the words of its index: SQLite takes no bound value for it.
    let written = format!("state = '{}' AND sent_at IS NULL", MailState::Sent.name());
    Ok(Entity::find().filter(Condition::all().add(Expr::cust(written))).count(db).await?)
}

/// As the partial index has it: no bound value would find it.
fn shown_on_phones() -> Condition {
    Condition::all().add(Expr::cust("phones > 0"))
}

/// How many phones have shown.
pub async fn count_on_phones(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(Entity::find().filter(shown_on_phones()).count(db).await?)
}

/// The newest mail of a kind to somebody.
pub async fn newest_of(
    db: &impl ConnectionTrait,
    kind: MailKind,
    employee: EmployeeId,
) -> Result<Option<Mail>> {
    let found = Entity::find().filter(Column::Kind.eq(kind));
    let found = found.filter(Column::EmployeeId.eq(employee));
    Ok(found.order_by_desc(Column::Id).one(db).await?)
}

pub async fn by_id(
    db: &impl ConnectionTrait,
    id: MailId,
) -> Result<Option<(Mail, Option<Employee>)>> {
    Ok(Entity::find_by_id(id).find_also_related(Employees).one(db).await?)
}

pub async fn attempts(db: &impl ConnectionTrait, mail: MailId) -> Result<Vec<Attempt>> {
    let found = delivery_attempts::Entity::find();
    Ok(found
        .filter(delivery_attempts::Column::MailId.eq(mail))
        .order_by_asc(delivery_attempts::Column::Id)
        .all(db)
        .await?)
}

pub async fn count(db: &impl ConnectionTrait, states: &[MailState]) -> Result<u64> {
    Ok(Entity::find().filter(Column::State.is_in(states.iter().copied())).count(db).await?)
}

/// All that went to somebody or waits for it, the newest first.
pub async fn of_employee(db: &impl ConnectionTrait, employee: EmployeeId) -> Result<Vec<Mail>> {
    let own = Entity::find().filter(Column::EmployeeId.eq(employee));
    Ok(own.order_by_desc(Column::Id).all(db).await?)
}
