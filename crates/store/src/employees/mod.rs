//! People: who they are, and whether they may sign in.

mod lists;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{BinOper, Expr, ExprTrait, Func};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, Condition, ConnectionTrait, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

pub(crate) use lists::found_by;
pub(super) use lists::narrowed;
pub use lists::{Colleagues, Search, colleagues, count, page, search, without_password};

pub use super::entities::employees::Model as Employee;
use super::entities::employees::{ActiveModel, Column, Entity};
use super::entities::placements::{Column as Placed, Entity as Placements};
use super::gather::Rows;
use super::scope::in_sight;
use super::{FactsLock, Result, Txn};
use pekan_rules::mail::MailChoice;
use pekan_rules::{EmployeeId, EmployeeRef, Sight, keys};

pub async fn by_id(db: &impl ConnectionTrait, id: EmployeeId) -> Result<Option<Employee>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Whoever has the number, however it is written.
pub async fn by_number(db: &impl ConnectionTrait, number: &str) -> Result<Option<Employee>> {
    Ok(Entity::find().filter(Column::Number.eq(keys::number(number))).one(db).await?)
}

/// Who signs in with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginOwner {
    One(Box<Employee>),
    /// An address that several people share.
    Several,
    Nobody,
}

/// Whose NIP, employee number or login name this is, or whose e-mail address.
pub async fn by_login(db: &impl ConnectionTrait, login: &str) -> Result<LoginOwner> {
    let number = keys::number(login);
    // Telephones begin with a capital, and some numbers have letters.
    let capitals = Some(number.to_uppercase()).filter(|capitals| *capitals != number);
    let named = Condition::any()
        .add(Column::Number.eq(number.as_str()))
        .add_option(capitals.map(|capitals| Column::Number.eq(capitals)))
        .add(Column::Login.eq(number.to_lowercase()))
        .add(Column::Email.eq(keys::address(login)));
    let found = Entity::find().filter(named).limit(PEOPLE_TO_CHOOSE_FROM).all(db).await?;
    Ok(owner_of_login(found, &number))
}

/// Numbers and login names are three people's at the most, and an address needs two to be shared.
const PEOPLE_TO_CHOOSE_FROM: u64 = 5;

fn owner_of_login(mut found: Vec<Employee>, number: &str) -> LoginOwner {
    let same = |text: &str| text.eq_ignore_ascii_case(number);
    // A number comes before a login name that somebody chose to look like it.
    let rank = |employee: &Employee| match employee {
        Employee { number: own, .. } if own == number => 0,
        Employee { number: own, .. } if same(own) => 1,
        Employee { login: Some(own), .. } if same(own) => 2,
        _ => 3,
    };
    found.sort_by_key(rank);
    let shared = found.len() > 1 && found.first().is_some_and(|first| rank(first) == 3);
    match found.into_iter().next() {
        _ if shared => LoginOwner::Several,
        Some(employee) => LoginOwner::One(Box::new(employee)),
        None => LoginOwner::Nobody,
    }
}

pub async fn find(db: &impl ConnectionTrait, whom: &EmployeeRef) -> Result<Option<Employee>> {
    Ok(named(whom).one(db).await?)
}

/// The row, kept from other writers until the transaction ends. Of somebody who was erased nothing is changed
/// any more.
pub async fn locked(txn: &Txn, whom: &EmployeeRef) -> Result<Option<Employee>> {
    let found = named(whom).filter(Column::ErasedAt.is_null());
    Ok(found.lock_exclusive().one(txn).await?)
}

fn named(whom: &EmployeeRef) -> Select<Entity> {
    Entity::find().filter(match whom {
        EmployeeRef::Number(number) => Column::Number.eq(keys::number(number)),
        EmployeeRef::Id(id) => Column::Id.eq(*id),
    })
}

fn lower(column: Column) -> Expr {
    Func::lower(Expr::col((Entity, column))).into()
}

pub async fn by_numbers(db: &impl ConnectionTrait, numbers: &[String]) -> Result<Vec<Employee>> {
    Ok(Entity::find().filter(Column::Number.is_in(numbers)).all(db).await?)
}

/// Number and name of some people, to be gathered.
pub(super) fn names_of(ids: &[EmployeeId]) -> Rows {
    let these = Entity::find().filter(Column::Id.is_in(ids.iter().copied()));
    Rows::of(these, [Column::Id, Column::Number, Column::Name])
}

pub async fn by_ids(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = EmployeeId>,
) -> Result<Vec<Employee>> {
    let ids: Vec<EmployeeId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find().filter(Column::Id.is_in(ids)).all(db).await?)
}

/// One person, whose row nobody else changes or locks until the transaction ends.
pub async fn lock(txn: &Txn, id: EmployeeId) -> Result<Option<Employee>> {
    // SQLite has one writer anyway, and no such clause.
    Ok(Entity::find_by_id(id).lock_exclusive().one(txn).await?)
}

/// The same of many.
pub async fn lock_all(txn: &Txn, ids: &[EmployeeId]) -> Result<Vec<Employee>> {
    // In one order, so that two of them never wait for each other.
    let found = Entity::find().filter(Column::Id.is_in(ids.iter().copied()));
    Ok(found.order_by_asc(Column::Id).lock_exclusive().all(txn).await?)
}

/// Local numbers of figures that begin with a zero, which spreadsheets like to take away.
pub async fn numbers_with_leading_zero(db: &impl ConnectionTrait) -> Result<Vec<String>> {
    let found = Entity::find().select_only().column(Column::Number);
    Ok(found.filter(Column::Number.starts_with("0")).into_tuple().all(db).await?)
}

/// What the number of somebody begins with who was taken back: no input can.
const TAKEN_BACK: &str = "~";

/// Takes people back whom an import has added: their numbers are free again, no list
/// shows them, and they cannot sign in. The rows stay for whatever names them, such as the outbox.
pub async fn delete_imported(
    facts: &FactsLock<'_>,
    ids: &[EmployeeId],
    now: DateTime<Utc>,
) -> Result<()> {
    let own = || {
        Expr::val(TAKEN_BACK).binary(BinOper::Custom("||"), Expr::col(Column::Id).cast_as("text"))
    };
    Entity::update_many()
        .col_expr(Column::Number, own())
        .col_expr(Column::Email, Expr::value(None::<String>))
        .col_expr(Column::Phone, Expr::value(None::<String>))
        .col_expr(Column::DisabledAt, Expr::value(now))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(facts.txn())
        .await?;
    Ok(())
}

/// The position levels of today's placements that have no end, by level and grade, with how many hold
/// them: bounded by the people, not by their careers.
pub async fn levels(db: &impl ConnectionTrait) -> Result<Vec<(String, Option<String>, i64)>> {
    let found = Placements::find()
        .select_only()
        .column(Placed::PositionLevel)
        .column(Placed::Grade)
        .column_as(Placed::Id.count(), "count")
        .filter(Placed::ToOn.is_null())
        .group_by(Placed::PositionLevel)
        .group_by(Placed::Grade);
    Ok(found.into_tuple().all(db).await?)
}

/// What it depends on how somebody is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    pub mutes_midweek: bool,
    pub has_address: bool,
    pub choice: MailChoice,
    /// Whether they have a password of their own.
    pub is_active: bool,
}

/// Of everybody whose account is not disabled.
pub async fn reach(db: &impl ConnectionTrait) -> Result<HashMap<EmployeeId, Reach>> {
    let rows: Vec<(EmployeeId, bool, MailChoice, bool, bool)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::MuteMidweek, Column::MailChoice])
        .column_as(Column::Email.is_not_null(), "has_address")
        .column_as(Column::PasswordHash.is_not_null(), "is_active")
        .filter(Column::DisabledAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let reach = rows.into_iter().map(|(id, mutes_midweek, choice, has_address, is_active)| {
        (id, Reach { mutes_midweek, has_address, choice, is_active })
    });
    Ok(reach.collect())
}

/// Who has asked to be spared the reminder of the middle of a period.
pub async fn muting_midweek(db: &impl ConnectionTrait) -> Result<Vec<EmployeeId>> {
    let found = Entity::find().select_only().column(Column::Id);
    Ok(found.filter(Column::MuteMidweek.eq(true)).into_tuple().all(db).await?)
}

/// Whether the employee is in sight.
pub async fn visible(db: &impl ConnectionTrait, sight: &Sight, id: EmployeeId) -> Result<bool> {
    let found = Entity::find_by_id(id).filter(in_sight(sight, Column::Id));
    Ok(found.count(db).await? > 0)
}

/// Inserts a person; the `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, employee: Employee) -> Result<EmployeeId> {
    let mut row = row(employee);
    row.id = NotSet;
    Ok(row.insert(txn).await?.id)
}

/// Inserts many people; their ids are ignored.
pub async fn insert_many(txn: &Txn, employees: Vec<Employee>) -> Result<()> {
    let rows = employees.into_iter().map(|employee| {
        let mut row = row(employee);
        row.id = NotSet;
        row
    });
    Entity::insert_many(rows).exec_without_returning(txn).await?;
    Ok(())
}

pub async fn update(txn: &Txn, employee: Employee) -> Result<()> {
    row(employee).update(txn).await?;
    Ok(())
}

/// The row with the key of its name.
fn row(mut employee: Employee) -> ActiveModel {
    employee.name_key = keys::name(&employee.name);
    employee.into_active_model().reset_all()
}

/// Whether nobody was ever registered.
pub async fn is_empty(db: &impl ConnectionTrait) -> Result<bool> {
    Ok(Entity::find().limit(1).all(db).await?.is_empty())
}

/// Whether anybody can sign in: if not, this is the first run.
pub async fn anyone_can_sign_in(db: &impl ConnectionTrait) -> Result<bool> {
    let able = Entity::find().filter(Column::PasswordHash.is_not_null()).limit(1);
    Ok(!able.all(db).await?.is_empty())
}
