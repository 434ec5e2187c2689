//! The one condition that every query about people, and about what they own, goes through.

use chrono::NaiveDate;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{
    Alias, Condition, Expr, ExprTrait, Func, IntoCondition, Query, SelectStatement, UnionType,
};

use super::entities::placements::{Column as Placement, Entity as Placements};
use pekan_rules::{OfficeId, Scope, Sight};

/// `owner` is the column with the employee's id. In sight is who is oneself, or belongs to an
/// office of the scope today, as [`pekan_rules::placement::current`] decides it.
pub fn in_sight(sight: &Sight, owner: impl ColumnTrait) -> Condition {
    match &sight.scope {
        Scope::Everyone => Condition::all(),
        Scope::Within { me, offices } if offices.is_empty() => Condition::all().add(owner.eq(*me)),
        Scope::Within { me, offices } => {
            // One list: of two conditions joined by OR, PostgreSQL asks no index.
            let mut people = belonging_to(offices.iter().copied(), sight.day);
            people.union(UnionType::Distinct, Query::select().expr(Expr::value(*me)).take());
            Condition::all().add(owner.in_subquery(people))
        }
    }
}

/// The same without oneself, for whom another condition leaves oneself out.
pub fn in_sight_of_others(sight: &Sight, owner: impl ColumnTrait) -> Condition {
    match &sight.scope {
        Scope::Everyone => Condition::all(),
        Scope::Within { offices, .. } => Condition::all()
            .add(owner.in_subquery(belonging_to(offices.iter().copied(), sight.day))),
    }
}

/// The ids of the employees who belong to one of the offices today.
pub fn belonging_to(
    offices: impl IntoIterator<Item = OfficeId>,
    today: NaiveDate,
) -> SelectStatement {
    placed(Expr::col((Placements, Placement::OfficeId)).is_in(offices), today)
}

/// The ids of the employees whose placement of today is such: the latest that has begun or, where
/// none has yet, the first to come.
pub fn placed(such: impl IntoCondition, today: NaiveDate) -> SelectStatement {
    let every = Alias::new("every");
    let from = || Expr::col((every.clone(), Placement::FromOn));
    let begun = Expr::case(from().lte(today), from());
    let decisive = Query::select()
        .expr(Func::coalesce([Expr::from(Func::max(begun)), Func::min(from()).into()]))
        .from_as(Placements, every.clone())
        .and_where(
            Expr::col((every.clone(), Placement::EmployeeId))
                .equals((Placements, Placement::EmployeeId)),
        )
        .take();
    Query::select()
        .column((Placements, Placement::EmployeeId))
        .from(Placements)
        .cond_where(such)
        .and_where(Expr::col((Placements, Placement::FromOn)).eq(decisive))
        .take()
}
