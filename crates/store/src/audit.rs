//! Who did what: rows that are only ever added.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::Value;

pub use super::entities::audit::Model as Entry;
use super::entities::audit::{ActiveModel, Column, Entity};
use super::{Result, Txn};
use pekan_rules::{AuditId, EmployeeId};

/// Notes what `actor` did (`None`: the system) to a record, such as `purchases/12`.
pub async fn note(
    txn: &Txn,
    now: DateTime<Utc>,
    actor: Option<EmployeeId>,
    action: &str,
    subject: String,
    details: Value,
) -> Result<()> {
    let row = ActiveModel {
        id: NotSet,
        at: Set(now),
        actor_id: Set(actor),
        action: Set(action.into()),
        subject: Set(subject),
        details: Set(details.to_string()),
    };
    Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}

/// The newest first, from before an id on.
pub async fn newest(
    db: &impl ConnectionTrait,
    after: Option<AuditId>,
    limit: u64,
) -> Result<Vec<Entry>> {
    let mut found = Entity::find();
    if let Some(after) = after {
        found = found.filter(Column::Id.lt(after));
    }
    Ok(found.order_by_desc(Column::Id).limit(limit).all(db).await?)
}

/// What was done to a record, the newest first.
pub async fn of(db: &impl ConnectionTrait, subject: &str) -> Result<Vec<Entry>> {
    let found = Entity::find().filter(Column::Subject.eq(subject));
    Ok(found.order_by_desc(Column::Id).all(db).await?)
}
