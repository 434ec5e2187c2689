//! Browsers to which their owners let us push (decision 127).

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};

pub use super::entities::push_subscriptions::Model as PushSubscription;
use super::entities::push_subscriptions::{Column, Entity};
use super::entities::sessions::Model as Session;
use super::entities::{employees, sessions};
use super::{Result, Txn};
use pekan_rules::mail::MailChoice;
use pekan_rules::{EmployeeId, PushSubscriptionId, SessionId};

/// Of one person; the oldest goes when another comes.
const MOST: usize = 5;

/// Somebody's, the newest first.
pub async fn of(db: &impl ConnectionTrait, employee: EmployeeId) -> Result<Vec<PushSubscription>> {
    let own = Entity::find().filter(Column::EmployeeId.eq(employee));
    Ok(own.order_by_desc(Column::Id).all(db).await?)
}

/// Puts one in the place of what its browser had before, whoever that was for; its `id` is ignored.
pub async fn put(txn: &Txn, subscription: PushSubscription) -> Result<()> {
    let owner = subscription.employee_id;
    let mut same = Condition::any().add(Column::Endpoint.eq(&subscription.endpoint));
    if let Some(session) = subscription.session_id {
        same = same.add(Column::SessionId.eq(session));
    }
    Entity::delete_many().filter(same).exec(txn).await?;
    let mut row = subscription.into_active_model().reset_all();
    row.id = NotSet;
    Entity::insert(row).exec_without_returning(txn).await?;
    for old in of(txn, owner).await?.into_iter().skip(MOST) {
        Entity::delete_by_id(old.id).exec(txn).await?;
    }
    Ok(())
}

/// Ends one of somebody's. Returns whether there was one.
pub async fn end(txn: &Txn, employee: EmployeeId, id: PushSubscriptionId) -> Result<bool> {
    let own = Entity::delete_by_id(id).filter(Column::EmployeeId.eq(employee));
    Ok(own.exec(txn).await?.rows_affected > 0)
}

/// Ends those of some people.
pub async fn end_all_of(txn: &Txn, employees: &[EmployeeId]) -> Result<()> {
    let these = Column::EmployeeId.is_in(employees.iter().copied());
    Entity::delete_many().filter(these).exec(txn).await?;
    Ok(())
}

/// Ends those that were made in a session which its owner ends.
pub async fn end_with_session(txn: &Txn, session: SessionId) -> Result<()> {
    Entity::delete_many().filter(Column::SessionId.eq(session)).exec(txn).await?;
    Ok(())
}

/// Ends those that somebody has made elsewhere than in the session of a token.
pub async fn end_with_others(txn: &Txn, employee: EmployeeId, token_hash: &str) -> Result<()> {
    let this = session(txn, token_hash).await?.map_or(SessionId::NONE, |session| session.id);
    let elsewhere = Column::SessionId.ne(this).or(Column::SessionId.is_null());
    let own = Entity::delete_many().filter(Column::EmployeeId.eq(employee));
    own.filter(elsewhere).exec(txn).await?;
    Ok(())
}

/// Those of somebody that were made in one session belong to another from now on, in the same browser.
pub async fn follow(txn: &Txn, employee: EmployeeId, from: &str, to: &str) -> Result<()> {
    let (from, to) = (session(txn, from).await?, session(txn, to).await?);
    let Some(from) = from else { return Ok(()) };
    let moved = Entity::update_many()
        .col_expr(Column::SessionId, Expr::value(to.map(|session| session.id)))
        .filter(Column::EmployeeId.eq(employee));
    moved.filter(Column::SessionId.eq(from.id)).exec(txn).await?;
    Ok(())
}

/// The session of a token, while it stands.
pub async fn session(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<Session>> {
    let found = sessions::Entity::find().filter(sessions::Column::TokenHash.eq(token_hash));
    Ok(found.one(db).await?)
}

/// Notes that its push service has taken something.
pub async fn taken(txn: &Txn, id: PushSubscriptionId, now: DateTime<Utc>) -> Result<()> {
    let noted = Entity::update_many()
        .col_expr(Column::LastOkAt, Expr::value(now))
        .col_expr(Column::Failures, Expr::value(0));
    noted.filter(Column::Id.eq(id)).exec(txn).await?;
    Ok(())
}

/// Notes that its push service has refused; after so many in a row it ends.
pub async fn refused(txn: &Txn, id: PushSubscriptionId, most: i32) -> Result<()> {
    let counted = Entity::update_many()
        .col_expr(Column::Failures, Expr::col(Column::Failures).add(1))
        .filter(Column::Id.eq(id));
    counted.exec(txn).await?;
    let over = Entity::delete_by_id(id).filter(Column::Failures.gte(most));
    over.exec(txn).await?;
    Ok(())
}

/// Ends one that its push service does not know any more.
pub async fn gone(txn: &Txn, id: PushSubscriptionId) -> Result<()> {
    Entity::delete_by_id(id).exec(txn).await?;
    Ok(())
}

/// Somebody without any is told by mail again, or on their own page.
pub async fn leave_phones(txn: &Txn, employee: EmployeeId) -> Result<()> {
    use employees::Column as C;
    let any = Query::select().column(Column::EmployeeId).from(Entity).take();
    employees::Entity::update_many()
        .col_expr(C::MailChoice, Expr::value(MailChoice::Mail))
        .filter(C::Id.eq(employee))
        .filter(C::MailChoice.eq(MailChoice::Phone))
        .filter(C::Id.not_in_subquery(any))
        .exec(txn)
        .await?;
    Ok(())
}
