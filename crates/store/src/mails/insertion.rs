//! Mails put into the outbox: of one kind, person and period there is one.

use std::collections::HashSet;

use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Iterable,
    QueryFilter, QuerySelect,
};

use super::{ActiveModel, Column, Employees, Entity, Mail, employees};
use crate::{Result, Txn};
use pekan_rules::EmployeeId;
use pekan_rules::mail::{MailKind, MailState};

/// Inserts a mail to somebody who has an address; the `id` is ignored. Returns whether it is new: of
/// one kind, person and period there is one. One that was dropped because it was not due any more waits
/// again; a digest does not.
pub async fn insert(txn: &Txn, mail: Mail) -> Result<bool> {
    let receiver = mail.employee_id;
    let mut row = mail.into_active_model().reset_all();
    let columns: Vec<Column> =
        Column::iter().filter(|column| !matches!(column, Column::Id)).collect();
    let values = columns.iter().filter_map(|column| row.take(*column).into_value());
    let to_whom_has_an_address = Query::select()
        .exprs(values.map(Expr::value))
        .from(Employees)
        .and_where(Expr::col((Employees, employees::Column::Id)).eq(receiver))
        .and_where(Expr::col((Employees, employees::Column::Email)).is_not_null())
        .take();
    let insert = Query::insert()
        .into_table(Entity)
        .columns(columns)
        .select_from(to_whom_has_an_address)
        .map_err(|error| DbErr::Custom(error.to_string()))?
        .on_conflict(revived())
        .take();
    Ok(txn.execute(&insert).await?.rows_affected() > 0)
}

/// Inserts many; who has no address, or this mail already, gets none. Their `id`s are ignored.
pub async fn insert_many(txn: &Txn, mails: Vec<Mail>) -> Result<()> {
    let mails = to_whom_has_an_address(txn, mails).await?;
    if mails.is_empty() {
        return Ok(());
    }
    Entity::insert_many(mails.into_iter().map(without_id))
        .on_conflict(the_same().do_nothing().to_owned())
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

async fn to_whom_has_an_address(txn: &Txn, mut mails: Vec<Mail>) -> Result<Vec<Mail>> {
    let with_address: HashSet<EmployeeId> = Employees::find()
        .select_only()
        .column(employees::Column::Id)
        .filter(employees::Column::Id.is_in(mails.iter().map(|mail| mail.employee_id)))
        .filter(employees::Column::Email.is_not_null())
        .into_tuple()
        .all(txn)
        .await?
        .into_iter()
        .collect();
    mails.retain(|mail| with_address.contains(&mail.employee_id));
    Ok(mails)
}

/// Inserts reminders; who has no address gets none, and who has the same one already: one that was
/// dropped because it was not due any more waits again, a digest does not. Their `id`s are ignored.
/// Returns how many are new.
pub async fn remind(txn: &Txn, mails: Vec<Mail>) -> Result<u64> {
    let mails = to_whom_has_an_address(txn, mails).await?;
    if mails.is_empty() {
        return Ok(0);
    }
    let insert = Entity::insert_many(mails.into_iter().map(without_id)).on_conflict(revived());
    Ok(insert.exec_without_returning(txn).await?)
}

/// Inserts mails to addresses of their own; their `id`s are ignored.
pub async fn insert_addressed(txn: &Txn, mails: Vec<Mail>) -> Result<()> {
    if mails.is_empty() {
        return Ok(());
    }
    Entity::insert_many(mails.into_iter().map(without_id)).exec_without_returning(txn).await?;
    Ok(())
}

fn without_id(mail: Mail) -> ActiveModel {
    ActiveModel { id: NotSet, ..mail.into_active_model().reset_all() }
}

/// What was dropped because it was not due any more waits again.
fn revived() -> OnConflict {
    the_same()
        .update_columns([
            Column::State,
            Column::CreatedAt,
            Column::NextAttemptAt,
            Column::Attempts,
            Column::RemindingId,
        ])
        .action_and_where(was_dropped())
        .to_owned()
}

fn the_same() -> OnConflict {
    OnConflict::columns([Column::Kind, Column::EmployeeId, Column::PeriodKind, Column::PeriodStart])
}

/// Dropped before it was addressed to anybody: what it asked for was not due any more.
pub(super) fn was_dropped() -> Expr {
    let of = |column: Column| Expr::col((Entity, column));
    let dropped =
        of(Column::State).eq(Expr::value(MailState::Obsolete)).and(of(Column::Recipient).is_null());
    dropped.and(of(Column::Kind).ne(Expr::value(MailKind::HeadDigest)))
}
