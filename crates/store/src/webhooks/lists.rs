//! What systems were told, as administrators read it, and until when it is kept.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use super::{Column, Delivery, Entity, Webhook, Webhooks, webhooks};
use crate::{Result, Txn, oldest};
use pekan_rules::mail::MailState;
use pekan_rules::webhook::WebhookKind;
use pekan_rules::{WebhookDeliveryId, WebhookId};

/// What a list of deliveries is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Search {
    pub state: Option<MailState>,
    pub kind: Option<WebhookKind>,
    pub webhook: Option<WebhookId>,
    pub after: Option<WebhookDeliveryId>,
    pub limit: u64,
}

/// The newest first, with the system that they are for, also where it has ended.
pub async fn search(
    db: &impl ConnectionTrait,
    search: &Search,
) -> Result<Vec<(Delivery, Option<Webhook>)>> {
    let mut found = Entity::find().find_also_related(Webhooks);
    if let Some(state) = search.state {
        found = found.filter(Column::State.eq(state));
    }
    if let Some(kind) = search.kind {
        found = found.filter(Column::Kind.eq(kind));
    }
    if let Some(webhook) = search.webhook {
        found = found.filter(Column::WebhookId.eq(webhook));
    }
    if let Some(after) = search.after {
        found = found.filter(Column::Id.lt(after));
    }
    Ok(found.order_by_desc(Column::Id).limit(search.limit).all(db).await?)
}

/// The newest of all that stand.
pub async fn newest(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Delivery>> {
    let found = Entity::find().inner_join(Webhooks).filter(webhooks::Column::EndedAt.is_null());
    Ok(found.order_by_desc(Column::Id).limit(limit).all(db).await?)
}

/// One, with the system that it is for, also where that has ended.
pub async fn delivery(
    db: &impl ConnectionTrait,
    id: WebhookDeliveryId,
) -> Result<Option<(Delivery, Option<Webhook>)>> {
    Ok(Entity::find_by_id(id).find_also_related(Webhooks).one(db).await?)
}

/// Removes those that are done and were put in before an instant, of so many at the most. Returns how many.
pub async fn remove_settled(txn: &Txn, before: DateTime<Utc>, most: u64) -> Result<u64> {
    let ids: Vec<WebhookDeliveryId> = oldest::ids(txn, settled(before), Column::Id, most).await?;
    let removed = Entity::delete_many().filter(Column::Id.is_in(ids));
    Ok(removed.exec(txn).await?.rows_affected)
}

/// How many are done and were put in before an instant.
pub async fn count_settled(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64> {
    Ok(settled(before).count(db).await?)
}

fn settled(before: DateTime<Utc>) -> Select<Entity> {
    Entity::find()
        .filter(Column::State.is_in([MailState::Sent, MailState::Failed, MailState::Obsolete]))
        .filter(Column::CreatedAt.lt(before))
}
