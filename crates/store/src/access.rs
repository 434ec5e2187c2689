//! All that opens somebody's account: sessions, keys, known browsers, links and the codes of slips; and the
//! phones to which is pushed what it holds. It ends together.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{ExprTrait, Query, UnionType};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entities::{
    devices, one_use_links, placements, push_subscriptions, sessions, sign_in_steps, tokens,
};
use super::{Result, Txn, links, push_subscriptions as pushed};
use pekan_rules::EmployeeId;

/// Ends it for some people; one session stays if it is named, by the hash of its token.
pub async fn end_all(
    txn: &Txn,
    employees: &[EmployeeId],
    but: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    let these = || employees.iter().copied();
    match (employees, but) {
        ([one], Some(token_hash)) => pushed::end_with_others(txn, *one, token_hash).await?,
        _ => pushed::end_all_of(txn, employees).await?,
    }
    let mut ended =
        sessions::Entity::delete_many().filter(sessions::Column::EmployeeId.is_in(these()));
    if let Some(token_hash) = but {
        ended = ended.filter(sessions::Column::TokenHash.ne(token_hash));
    }
    ended.exec(txn).await?;
    let keys = tokens::Entity::delete_many().filter(tokens::Column::EmployeeId.is_in(these()));
    keys.exec(txn).await?;
    let known = devices::Entity::delete_many().filter(devices::Column::EmployeeId.is_in(these()));
    known.exec(txn).await?;
    let steps = sign_in_steps::Entity::delete_many();
    steps.filter(sign_in_steps::Column::EmployeeId.is_in(these())).exec(txn).await?;
    links::end_all_of(txn, employees, now).await
}

/// Some of those whose last placement ended before a day, and who still have any of it.
pub async fn of_leavers(
    db: &impl ConnectionTrait,
    day: NaiveDate,
    most: u64,
) -> Result<Vec<EmployeeId>> {
    use placements::Column::{EmployeeId as Employee, ToOn};
    let mut having =
        Query::select().column(sessions::Column::EmployeeId).from(sessions::Entity).take();
    let keys = Query::select().column(tokens::Column::EmployeeId).from(tokens::Entity).take();
    let known = Query::select().column(devices::Column::EmployeeId).from(devices::Entity).take();
    let live = Query::select()
        .column(one_use_links::Column::EmployeeId)
        .from(one_use_links::Entity)
        .and_where(one_use_links::Column::UsedAt.is_null())
        .take();
    let phones = Query::select()
        .column(push_subscriptions::Column::EmployeeId)
        .from(push_subscriptions::Entity)
        .take();
    for more in [keys, known, live, phones] {
        having.union(UnionType::Distinct, more);
    }
    let last = ToOn.count().eq(Employee.count());
    Ok(placements::Entity::find()
        .select_only()
        .column(Employee)
        .filter(Employee.in_subquery(having))
        .group_by(Employee)
        .having(last)
        .having(ToOn.max().lt(day))
        .order_by_asc(Employee)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?)
}
