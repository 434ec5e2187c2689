//! Systems of the district that are told what happens: each row is put in by the transaction that causes it,
//! and delivered as mails are.

mod lists;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::entities::employees;
use super::entities::mails;
pub use super::entities::webhook_deliveries::Model as Delivery;
use super::entities::webhook_deliveries::{ActiveModel, Column, Entity};
pub use super::entities::webhooks::Model as Webhook;
use super::entities::webhooks::{self, Entity as Webhooks};
use super::leases::{self, Leased, claimed, is_due};
use super::{Result, Txn};
pub use lists::{Search, count_settled, delivery, newest, remove_settled, search};
use pekan_rules::mail::MailState;
use pekan_rules::unsent::Unsent;
use pekan_rules::webhook::WebhookKind;
use pekan_rules::{EmployeeId, MailId, Period, PolicyId, PurchaseId, WebhookDeliveryId, WebhookId};

impl Leased for Entity {
    const ID: Column = Column::Id;
    const STATE: Column = Column::State;
    const NEXT_ATTEMPT_AT: Column = Column::NextAttemptAt;
    const LEASE_UNTIL: Column = Column::LeaseUntil;
    const ATTEMPTS: Column = Column::Attempts;
}

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Message(MailId),
    PurchaseRecorded(PurchaseId),
    PeriodClosed(Period),
    PolicyAdded(PolicyId),
}

impl Event {
    pub const fn kind(self) -> WebhookKind {
        match self {
            Self::Message(_) => WebhookKind::Message,
            Self::PurchaseRecorded(_) => WebhookKind::PurchaseRecorded,
            Self::PeriodClosed(_) => WebhookKind::PeriodClosed,
            Self::PolicyAdded(_) => WebhookKind::PolicyAdded,
        }
    }
}

impl Webhook {
    pub fn is_told(&self, kind: WebhookKind) -> bool {
        self.kinds.split(' ').any(|name| name == kind.name())
    }
}

/// Those that have not ended, the oldest first.
pub async fn standing(db: &impl ConnectionTrait) -> Result<Vec<Webhook>> {
    let found = Webhooks::find().filter(webhooks::Column::EndedAt.is_null());
    Ok(found.order_by_asc(webhooks::Column::Id).all(db).await?)
}

pub async fn by_id(db: &impl ConnectionTrait, id: WebhookId) -> Result<Option<Webhook>> {
    let found = Webhooks::find_by_id(id).filter(webhooks::Column::EndedAt.is_null());
    Ok(found.one(db).await?)
}

/// Inserts one; its `id` is ignored.
pub async fn insert(txn: &Txn, webhook: Webhook) -> Result<()> {
    let row = webhooks::ActiveModel { id: NotSet, ..webhook.into_active_model().reset_all() };
    Webhooks::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

/// Nothing is sent to it from now on, and what waited is dropped. Returns whether it stood.
pub async fn end(txn: &Txn, id: WebhookId, now: DateTime<Utc>) -> Result<bool> {
    let ended = Webhooks::update_many()
        .col_expr(webhooks::Column::EndedAt, Expr::value(now))
        .col_expr(webhooks::Column::Secret, Expr::value(""))
        .filter(webhooks::Column::Id.eq(id))
        .filter(webhooks::Column::EndedAt.is_null())
        .exec(txn)
        .await?;
    Entity::update_many()
        .col_expr(Column::State, Expr::value(MailState::Obsolete))
        .col_expr(Column::Reply, Expr::value(Unsent::Ended.name()))
        .filter(Column::WebhookId.eq(id))
        .filter(Column::State.eq(MailState::Queued))
        .exec(txn)
        .await?;
    Ok(ended.rows_affected > 0)
}

/// Nothing is sent to it until somebody resumes it.
pub async fn pause(txn: &Txn, id: WebhookId, now: DateTime<Utc>) -> Result<()> {
    set_paused(txn, id, Some(now)).await.map(|_| ())
}

/// Sends again, what has failed too. Returns whether it stood.
pub async fn resume(txn: &Txn, id: WebhookId, now: DateTime<Utc>) -> Result<bool> {
    let stood = set_paused(txn, id, None).await?;
    requeue(txn, Column::WebhookId.eq(id), now).await?;
    Ok(stood)
}

async fn set_paused(txn: &Txn, id: WebhookId, at: Option<DateTime<Utc>>) -> Result<bool> {
    let done = Webhooks::update_many()
        .col_expr(webhooks::Column::PausedAt, Expr::value(at))
        .filter(webhooks::Column::Id.eq(id))
        .filter(webhooks::Column::EndedAt.is_null())
        .exec(txn)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Puts a failed one back in the queue. Returns whether it had failed.
pub async fn retry(txn: &Txn, id: WebhookDeliveryId, now: DateTime<Utc>) -> Result<bool> {
    Ok(requeue(txn, Column::Id.eq(id), now).await? > 0)
}

async fn requeue(txn: &Txn, which: Expr, now: DateTime<Utc>) -> Result<u64> {
    let queued = Entity::update_many()
        .col_expr(Column::State, Expr::value(MailState::Queued))
        .col_expr(Column::NextAttemptAt, Expr::value(now))
        .col_expr(Column::Attempts, Expr::value(0))
        .filter(which)
        .filter(Column::State.eq(MailState::Failed))
        .exec(txn)
        .await?;
    Ok(queued.rows_affected)
}

/// Notes for each system that is told of it that something has happened.
pub async fn tell(txn: &Txn, event: Event, now: DateTime<Utc>) -> Result<()> {
    tell_all(txn, &[event], now).await
}

async fn tell_all(txn: &Txn, events: &[Event], now: DateTime<Utc>) -> Result<()> {
    let hooks = standing(txn).await?;
    let rows = events.iter().flat_map(|event| {
        let told = hooks.iter().filter(|hook| hook.is_told(event.kind()));
        told.map(|hook| row(hook.id, *event, now))
    });
    let rows: Vec<ActiveModel> = rows.collect();
    if rows.is_empty() {
        return Ok(());
    }
    let once = OnConflict::columns([Column::WebhookId, Column::MailId]).do_nothing().to_owned();
    Entity::insert_many(rows).on_conflict(once).exec_without_returning(txn).await?;
    Ok(())
}

/// The same of what no mail brings to some people, for whom has a telephone.
pub(crate) async fn tell_messages(txn: &Txn, mails: &[MailId], now: DateTime<Utc>) -> Result<()> {
    let called: Vec<MailId> = mails::Entity::find()
        .select_only()
        .column(mails::Column::Id)
        .inner_join(employees::Entity)
        .filter(mails::Column::Id.is_in(mails.iter().copied()))
        .filter(employees::Column::Phone.is_not_null())
        .into_tuple()
        .all(txn)
        .await?;
    let events: Vec<Event> = called.into_iter().map(Event::Message).collect();
    if events.is_empty() { Ok(()) } else { tell_all(txn, &events, now).await }
}

fn row(webhook: WebhookId, event: Event, now: DateTime<Utc>) -> ActiveModel {
    let mut delivery = Delivery {
        id: WebhookDeliveryId::NONE,
        webhook_id: webhook,
        kind: event.kind(),
        mail_id: None,
        purchase_id: None,
        period_kind: None,
        period_start: None,
        policy_id: None,
        message_id: super::mails::message_id(EmployeeId::NONE, now),
        state: MailState::Queued,
        created_at: now,
        next_attempt_at: now,
        lease_until: None,
        attempts: 0,
        reply: String::new(),
        sent_at: None,
    };
    match event {
        Event::Message(id) => delivery.mail_id = Some(id),
        Event::PurchaseRecorded(id) => delivery.purchase_id = Some(id),
        Event::PeriodClosed(period) => {
            delivery.period_kind = Some(period.kind);
            delivery.period_start = Some(period.start);
        }
        Event::PolicyAdded(id) => delivery.policy_id = Some(id),
    }
    ActiveModel { id: NotSet, ..delivery.into_active_model().reset_all() }
}

/// What is due at systems that stand and are not paused, the oldest first.
pub async fn due(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<WebhookDeliveryId>> {
    let found = Entity::find()
        .select_only()
        .column(Column::Id)
        .inner_join(Webhooks)
        .filter(webhooks::Column::EndedAt.is_null())
        .filter(webhooks::Column::PausedAt.is_null())
        .filter(is_due::<Entity>(now))
        .order_by_asc(Column::NextAttemptAt)
        .order_by_asc(Column::Id)
        .limit(limit);
    Ok(found.into_tuple().all(db).await?)
}

/// Claims those of some that are still due, until the lease ends; another may have been faster with the others.
pub async fn claim(
    txn: &Txn,
    ids: Vec<WebhookDeliveryId>,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
) -> Result<Vec<Delivery>> {
    leases::claim::<Entity, _>(txn, ids, now, lease_until).await
}

/// Writes what became of a claimed one, unless the lease was lost to another.
pub async fn settle(txn: &Txn, delivery: Delivery) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(delivery.state))
        .col_expr(Column::NextAttemptAt, Expr::value(delivery.next_attempt_at))
        .col_expr(Column::LeaseUntil, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::Reply, Expr::value(delivery.reply))
        .col_expr(Column::SentAt, Expr::value(delivery.sent_at))
        .filter(claimed::<Entity>(delivery.id, delivery.attempts))
        .exec(txn)
        .await?;
    Ok(())
}

/// Drops one that nobody has begun to send. Returns whether it waited.
pub async fn cancel(txn: &Txn, id: WebhookDeliveryId) -> Result<bool> {
    let cancelled = Entity::update_many()
        .col_expr(Column::State, Expr::value(MailState::Obsolete))
        .col_expr(Column::Reply, Expr::value(Unsent::Cancelled.name()))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(MailState::Queued))
        .exec(txn)
        .await?;
    Ok(cancelled.rows_affected > 0)
}
