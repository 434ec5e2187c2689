//! Mails put into the outbox: of one kind, person and period there is one.

use std::collections::{HashMap, HashSet};

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
    put_in(txn, mails, the_same().do_nothing().to_owned()).await?;
    Ok(())
}

/// Inserts some as [`insert`] does. Returns how many are new.
pub async fn remind(txn: &Txn, mails: Vec<Mail>) -> Result<u64> {
    put_in(txn, mails, revived()).await
}

async fn put_in(txn: &Txn, mails: Vec<Mail>, again: OnConflict) -> Result<u64> {
    let Some(now) = mails.first().map(|mail| mail.created_at) else { return Ok(0) };
    let Sorted { mails, told, of_a_day } = by_their_ways(txn, mails).await?;
    if mails.is_empty() {
        return Ok(0);
    }
    let insert = Entity::insert_many(mails.into_iter().map(without_id)).on_conflict(again);
    let inserted = insert.exec_without_returning(txn).await?;
    tell_of(txn, told, now).await?;
    insert_of_a_day(txn, of_a_day, now).await?;
    Ok(inserted)
}

/// Tells the district's own gateway, if it has one, of what no mail brings, by the message ids.
async fn tell_of(txn: &Txn, told: Vec<String>, now: DateTime<Utc>) -> Result<()> {
    if told.is_empty() {
        return Ok(());
    }
    let new = Entity::find().select_only().column(Column::Id);
    let new = new.filter(Column::MessageId.is_in(told)).into_tuple().all(txn).await?;
    webhooks::tell_messages(txn, &new, now).await
}

/// Puts in the mail of a day for those who have none that waits.
async fn insert_of_a_day(txn: &Txn, of: HashSet<EmployeeId>, now: DateTime<Utc>) -> Result<()> {
    if of.is_empty() {
        return Ok(());
    }
    let waiting = Entity::find()
        .select_only()
        .column(Column::EmployeeId)
        .filter(Column::EmployeeId.is_in(of.iter().copied()))
        .filter(Column::Kind.eq(MailKind::DayNotices))
        .filter(Column::State.eq(MailState::Queued));
    let waiting: HashSet<EmployeeId> = waiting.into_tuple().all(txn).await?.into_iter().collect();
    let new: Vec<Mail> =
        of.difference(&waiting).map(|one| super::new(MailKind::DayNotices, *one, now)).collect();
    insert_addressed(txn, new).await
}

/// Mails by the ways on which they reach people.
#[derive(Default)]
struct Sorted {
    mails: Vec<Mail>,
    /// The message ids of those that nothing but their own page says.
    told: Vec<String>,
    /// For whom they are said with the others of their day.
    of_a_day: HashSet<EmployeeId>,
}

/// Those that anybody can be told: to whom no mail goes, their own page says it, and to whoever wants one mail a
/// day until then. What is about an account needs an address.
async fn by_their_ways(txn: &Txn, mails: Vec<Mail>) -> Result<Sorted> {
    let receivers: Vec<(EmployeeId, Option<String>, MailChoice, bool)> = Employees::find()
        .select_only()
        .columns([employees::Column::Id, employees::Column::Email, employees::Column::MailChoice])
        .column(employees::Column::OneMailADay)
        .filter(employees::Column::Id.is_in(mails.iter().map(|mail| mail.employee_id)))
        .into_tuple()
        .all(txn)
        .await?;
    let ways = receivers
        .into_iter()
        .map(|(id, email, choice, gathers)| (id, (email.is_some(), choice, gathers)));
    let ways: HashMap<EmployeeId, (bool, MailChoice, bool)> = ways.collect();
    let mut sorted = Sorted::default();
    for mail in mails {
        let Some((has_address, choice, gathers)) = ways.get(&mail.employee_id).copied() else {
            continue;
        };
        let waits = gathers && mail.kind.waits_for_its_day();
        match (mail.kind.is_about_the_account(), has_address, choice) {
            (true, false, _) => {}
            (true, true, _) | (false, _, MailChoice::Phone) => sorted.mails.push(mail),
            (false, true, MailChoice::Mail) if waits => {
                sorted.of_a_day.insert(mail.employee_id);
                sorted.mails.push(shown(mail));
            }
            (false, true, MailChoice::Mail) => sorted.mails.push(mail),
            (false, false, MailChoice::Mail) | (false, _, MailChoice::App) => {
                sorted.told.push(mail.message_id.clone());
                sorted.mails.push(shown(mail));
            }
        }
    }
    Ok(sorted)
}

fn shown(mail: Mail) -> Mail {
    let from = Some(mail.next_attempt_at);
    Mail { state: MailState::Sent, sent_at: from, shown_from: from, ..mail }
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
