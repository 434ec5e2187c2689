//! What is kept of people who left long ago to reach them and to let them in: address, telephone, login, password,
//! language and second factor. It goes; their name and their figures stay.

use chrono::NaiveDate;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Select};

use super::entities::employees::{Column, Entity};
use super::entities::{placements, recovery_codes, second_factors};
use super::{Result, Txn, oldest};
use pekan_rules::EmployeeId;
use pekan_rules::language::Language;

/// Takes it from some of those whose last placement ended before a day. Returns from whom.
pub async fn forget_accounts(
    txn: &Txn,
    left_before: NaiveDate,
    most: u64,
) -> Result<Vec<EmployeeId>> {
    let some: Vec<EmployeeId> =
        oldest::ids(txn, with_account(left_before), Column::Id, most).await?;
    if some.is_empty() {
        return Ok(some);
    }
    let these = || some.iter().copied();
    Entity::update_many()
        .col_expr(Column::Email, Expr::value(None::<String>))
        .col_expr(Column::Phone, Expr::value(None::<String>))
        .col_expr(Column::Login, Expr::value(None::<String>))
        .col_expr(Column::PasswordHash, Expr::value(None::<String>))
        .col_expr(Column::Language, Expr::value(None::<Language>))
        .filter(Column::Id.is_in(these()))
        .exec(txn)
        .await?;
    let codes = recovery_codes::Entity::delete_many();
    codes.filter(recovery_codes::Column::EmployeeId.is_in(these())).exec(txn).await?;
    let factors = second_factors::Entity::delete_many();
    factors.filter(second_factors::Column::EmployeeId.is_in(these())).exec(txn).await?;
    Ok(some)
}

/// How many there are of them.
pub async fn count_accounts(db: &impl ConnectionTrait, left_before: NaiveDate) -> Result<u64> {
    Ok(with_account(left_before).count(db).await?)
}

fn with_account(left_before: NaiveDate) -> Select<Entity> {
    let any = [Column::Email, Column::Phone, Column::Login, Column::PasswordHash, Column::Language];
    let any = any.into_iter().fold(Condition::any(), |any, one| any.add(one.is_not_null()));
    Entity::find().filter(any).filter(Column::Id.in_subquery(left(left_before)))
}

/// The ids of those whose last placement ended before a day.
fn left(before: NaiveDate) -> SelectStatement {
    use placements::Column::{EmployeeId as Employee, ToOn};
    Query::select()
        .column(Employee)
        .from(placements::Entity)
        .group_by_col(Employee)
        .and_having(ToOn.count().eq(Employee.count()))
        .and_having(ToOn.max().lt(before))
        .take()
}
