//! People as they are searched and listed, within the sight of who asks.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, SubQueryStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::{Column, Employee, Entity, Placed, Placements, TAKEN_BACK, lower};
use crate::entities::offices::{Column as Office, Entity as Offices};
use crate::scope::{self, belonging_to, in_sight, placed};
use crate::{Result, links, pattern};
use pekan_rules::{AccountState, EmployeeId, EmploymentType, OfficeId, PeopleOrder, Sight, keys};

/// What a list of people is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Part of the name, or the beginning of the number.
    pub text: Option<String>,
    /// One person, if everything else fits them too.
    pub id: Option<EmployeeId>,
    /// Those who belong to one of these offices.
    pub offices: Option<Vec<OfficeId>>,
    /// Those who work here and whose account is in this state at an instant.
    pub account: Option<(AccountState, DateTime<Utc>)>,
    /// Of this position level, this grade and this type of employment today.
    pub position_level: Option<String>,
    pub grade: Option<String>,
    pub employment_type: Option<EmploymentType>,
    pub order: PeopleOrder,
    /// From after this id on.
    pub after: Option<EmployeeId>,
    pub limit: u64,
}

pub async fn search(
    db: &impl ConnectionTrait,
    sight: &Sight,
    search: &Search,
) -> Result<Vec<Employee>> {
    let mut found = Entity::find().filter(narrowed(sight, search));
    if let Some(after) = search.after {
        found = found.filter(Column::Id.gt(after));
    }
    Ok(found.order_by_asc(Column::Id).limit(search.limit).all(db).await?)
}

/// The same in the order asked for, from the row `offset` on.
pub async fn page(
    db: &impl ConnectionTrait,
    sight: &Sight,
    search: &Search,
    offset: u64,
) -> Result<Vec<Employee>> {
    let found = Entity::find().filter(narrowed(sight, search));
    let found = match search.order {
        PeopleOrder::Name => found,
        PeopleOrder::Number => found.order_by_asc(Column::Number),
        PeopleOrder::Office => found.order_by(office_name(sight.day), sea_orm::Order::Asc),
    };
    Ok(found
        .order_by_asc(Column::Name)
        .order_by_asc(Column::Id)
        .offset(offset)
        .limit(search.limit)
        .all(db)
        .await?)
}

/// Whom a search among the colleagues of an office finds.
#[derive(Clone, Copy, Debug)]
pub enum Colleagues<'a> {
    /// By a part of the name: numbers say birthdays, and no colleague needs them.
    Named(&'a str),
    These(&'a [EmployeeId]),
}

/// Those who belong to an office today, besides one of them, by name.
pub async fn colleagues(
    db: &impl ConnectionTrait,
    (office, today): (OfficeId, NaiveDate),
    besides: EmployeeId,
    whom: Colleagues<'_>,
    limit: u64,
) -> Result<Vec<Employee>> {
    let whom = match whom {
        Colleagues::Named(text) => {
            Expr::col((Entity, Column::NameKey)).like(pattern::containing(&keys::name(text)))
        }
        Colleagues::These(ids) => Column::Id.is_in(ids.iter().copied()),
    };
    let works_here = Condition::all()
        .add(Placed::OfficeId.eq(office))
        .add(Placed::ToOn.is_null().or(Placed::ToOn.gte(today)));
    let found = Entity::find()
        .filter(whom)
        .filter(Column::Id.ne(besides))
        .filter(Column::DisabledAt.is_null())
        .filter(Column::ErasedAt.is_null())
        .filter(Column::Number.not_like(format!("{TAKEN_BACK}%")))
        .filter(Column::Id.in_subquery(placed(works_here, today)));
    let found = found.order_by_asc(Column::Name).order_by_asc(Column::Id);
    Ok(found.limit(limit).all(db).await?)
}

pub async fn count(db: &impl ConnectionTrait, sight: &Sight, search: &Search) -> Result<u64> {
    Ok(Entity::find().filter(narrowed(sight, search)).count(db).await?)
}

/// Whose name holds a text, or whose number begins with it.
pub(crate) fn found_by(text: &str) -> Condition {
    let begins =
        |number: String| lower(Column::Number).like(pattern::beginning(&number.to_lowercase()));
    Condition::any()
        .add(Expr::col((Entity, Column::NameKey)).like(pattern::containing(&keys::name(text))))
        .add(begins(keys::number(text)))
        .add_option(keys::digits(text).map(begins))
}

pub(crate) fn narrowed(sight: &Sight, search: &Search) -> Condition {
    let there = Column::Number.not_like(format!("{TAKEN_BACK}%"));
    let mut narrowed = Condition::all().add(in_sight(sight, Column::Id)).add(there);
    if let Some(text) = &search.text {
        narrowed = Condition::all().add(narrowed).add(found_by(text));
    }
    if let Some(id) = search.id {
        narrowed = narrowed.add(Column::Id.eq(id));
    }
    if let Some(offices) = &search.offices {
        narrowed = Condition::all()
            .add(narrowed)
            .add(Column::Id.in_subquery(belonging_to(offices.iter().copied(), sight.day)));
    }
    let placement = [
        search.position_level.as_ref().map(|level| Placed::PositionLevel.eq(level)),
        search.grade.as_ref().map(|grade| Placed::Grade.eq(grade)),
        search.employment_type.map(|kind| Placed::EmploymentType.eq(kind)),
        search.account.map(|_| Placed::ToOn.is_null().or(Placed::ToOn.gte(sight.day))),
    ];
    let placement: Vec<Expr> = placement.into_iter().flatten().collect();
    if !placement.is_empty() {
        let such = placement.into_iter().fold(Condition::all(), Condition::add);
        narrowed =
            Condition::all().add(narrowed).add(Column::Id.in_subquery(placed(such, sight.day)));
    }
    if let Some((state, now)) = search.account {
        narrowed = Condition::all().add(narrowed).add(in_state(state, now));
    }
    narrowed
}

/// Those who cannot sign in yet, of some offices if they are named.
pub async fn without_password(
    db: &impl ConnectionTrait,
    sight: &Sight,
    offices: Option<Vec<OfficeId>>,
) -> Result<Vec<Employee>> {
    let search = Search { offices, ..Search::default() };
    let found = Entity::find().filter(narrowed(sight, &search));
    let waiting = found.filter(Column::PasswordHash.is_null()).filter(Column::DisabledAt.is_null());
    Ok(waiting.order_by_asc(Column::Id).all(db).await?)
}

fn in_state(state: AccountState, now: DateTime<Utc>) -> Condition {
    let invited = links::invited(now);
    let open = || Condition::all().add(Column::DisabledAt.is_null());
    let inactive = || open().add(Column::PasswordHash.is_null());
    match state {
        AccountState::Active => open().add(Column::PasswordHash.is_not_null()),
        AccountState::Invited => inactive().add(Column::Id.in_subquery(invited)),
        AccountState::None => inactive().add(Column::Id.not_in_subquery(invited)),
        AccountState::Disabled => Condition::all().add(Column::DisabledAt.is_not_null()),
    }
}

/// The name of the office where somebody belongs today; none for who has no placement.
fn office_name(today: NaiveDate) -> Expr {
    let own = Expr::col((Placements, Placed::EmployeeId)).equals((Entity, Column::Id));
    let mut name = scope::placed(own, today);
    name.clear_selects().column((Offices, Office::Name)).inner_join(
        Offices,
        Expr::col((Offices, Office::Id)).equals((Placements, Placed::OfficeId)),
    );
    Expr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(name)))
}
