//! Mails put into the outbox: of one kind, person and period there is one.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};

use super::{ActiveModel, Column, Employees, Entity, Mail, employees};
use crate::{Result, Txn, webhooks};
use pekan_rules::EmployeeId;
use pekan_rules::mail::{MailChoice, MailKind, MailState};

/// Inserts a mail; the `id` is ignored. Returns whether it is new: of one kind, person and period there is
/// one. One that was dropped because it was not due any more waits again; a digest does not.
pub async fn insert(txn: &Txn, mail: Mail) -> Result<bool> {
    Ok(remind(txn, vec![mail]).await? > 0)
}

/// Inserts many; who has this mail already gets none. Their `id`s are ignored.
pub async fn insert_many(txn: &Txn, mails: Vec<Mail>) -> Result<()> {
    let mails = by_their_ways(txn, mails).await?;
    if mails.is_empty() {
        return Ok(());
    }
    let shown = of_shown(&mails);
    Entity::insert_many(mails.into_iter().map(without_id))
        .on_conflict(the_same().do_nothing().to_owned())
        .exec_without_returning(txn)
        .await?;
    tell_of(txn, shown).await
}

/// Inserts some as [`insert`] does. Returns how many are new.
pub async fn remind(txn: &Txn, mails: Vec<Mail>) -> Result<u64> {
    let mails = by_their_ways(txn, mails).await?;
    if mails.is_empty() {
        return Ok(0);
    }
    let shown = of_shown(&mails);
    let insert = Entity::insert_many(mails.into_iter().map(without_id)).on_conflict(revived());
    let inserted = insert.exec_without_returning(txn).await?;
    tell_of(txn, shown).await?;
    Ok(inserted)
}

/// By which those are found again that no mail brings: no other has the same message id.
fn of_shown(mails: &[Mail]) -> Option<(DateTime<Utc>, Vec<String>)> {
    let shown = mails.iter().filter(|mail| mail.shown_from.is_some());
    let shown: Vec<String> = shown.map(|mail| mail.message_id.clone()).collect();
    mails.first().map(|mail| (mail.created_at, shown)).filter(|(_, shown)| !shown.is_empty())
}

/// Tells the district's own gateway, if it has one.
async fn tell_of(txn: &Txn, shown: Option<(DateTime<Utc>, Vec<String>)>) -> Result<()> {
    let Some((now, shown)) = shown else { return Ok(()) };
    let new = Entity::find().select_only().column(Column::Id);
    let new = new.filter(Column::MessageId.is_in(shown)).into_tuple().all(txn).await?;
    webhooks::tell_messages(txn, &new, now).await
}

/// Those that anybody can be told: to whom no mail goes, their own page says it. What is about an account
/// needs an address.
async fn by_their_ways(txn: &Txn, mails: Vec<Mail>) -> Result<Vec<Mail>> {
    let receivers: Vec<(EmployeeId, Option<String>, MailChoice)> = Employees::find()
        .select_only()
        .columns([employees::Column::Id, employees::Column::Email, employees::Column::MailChoice])
        .filter(employees::Column::Id.is_in(mails.iter().map(|mail| mail.employee_id)))
        .into_tuple()
        .all(txn)
        .await?;
    let ways: HashMap<EmployeeId, (bool, MailChoice)> =
        receivers.into_iter().map(|(id, email, choice)| (id, (email.is_some(), choice))).collect();
    let by_way = |mail: Mail| {
        let (has_address, choice) = ways.get(&mail.employee_id)?;
        match (mail.kind.is_about_the_account(), has_address, choice) {
            (true, true, _) | (false, true, MailChoice::Mail) | (false, _, MailChoice::Phone) => {
                Some(mail)
            }
            (true, false, _) => None,
            (false, ..) => Some(Mail {
                state: MailState::Sent,
                sent_at: Some(mail.next_attempt_at),
                shown_from: Some(mail.next_attempt_at),
                ..mail
            }),
        }
    };
    Ok(mails.into_iter().filter_map(by_way).collect())
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
            Column::MessageId,
            Column::SentAt,
            Column::ShownFrom,
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
