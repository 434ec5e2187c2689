//! Quota policies: rows that are added and never changed. That one ends earlier is a row of its own.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ConnectionTrait, EntityTrait,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::entities::policies::{ActiveModel, Entity, Model};
pub use super::entities::policy_endings::Model as Ending;
use super::entities::policy_endings::{ActiveModel as ActiveEnding, Entity as Endings};
use super::{Result, Txn, broken};
use pekan_rules::{EmployeeId, Percent, Policy, PolicyId, Reminders};

/// All, each with the day on which it really ends.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Policy>> {
    let mut ends: HashMap<PolicyId, NaiveDate> = HashMap::new();
    for ending in endings(db).await? {
        let end = ends.entry(ending.policy_id).or_insert(ending.last_day);
        *end = ending.last_day.min(*end);
    }
    let rows = Entity::find().all(db).await?.into_iter();
    rows.map(|row| {
        let ended = ends.get(&row.id).copied();
        let policy = policy(row)?;
        Ok(policy.ended(ended))
    })
    .collect()
}

/// Every ending there is.
pub async fn endings(db: &impl ConnectionTrait) -> Result<Vec<Ending>> {
    Ok(Endings::find().all(db).await?)
}

/// Ends a policy after a day.
pub async fn end(
    txn: &Txn,
    policy: PolicyId,
    last_day: NaiveDate,
    reason: &str,
    by: (Option<EmployeeId>, DateTime<Utc>),
) -> Result<()> {
    let row = ActiveEnding {
        id: NotSet,
        policy_id: Set(policy),
        last_day: Set(last_day),
        reason: Set(reason.to_owned()),
        ended_by: Set(by.0),
        ended_at: Set(by.1),
    };
    row.insert(txn).await?;
    Ok(())
}

fn policy(row: Model) -> Result<Policy> {
    let Model {
        id,
        title,
        legal_basis,
        mode,
        period,
        office_id,
        effective_from,
        effective_until,
        minimum_amount,
        minimum_percent,
        minimum_count,
        counts_on,
        seller_classes,
        tiers,
        holiday_rule,
        leave_rule,
        grace_days,
        late_days,
        max_amount_per_purchase,
        reminders,
        created_by: _,
        created_at: _,
    } = row;
    Ok(Policy {
        id,
        title,
        legal_basis,
        mode,
        period,
        office: office_id,
        effective_from,
        effective_until,
        minimum_amount,
        minimum_percent: minimum_percent.map(percent).transpose()?,
        minimum_count: count(minimum_count)?,
        counts_on: list("counts_on", counts_on.as_deref())?,
        seller_classes: list("seller_classes", seller_classes.as_deref())?,
        tiers: serde_json::from_str(&tiers).map_err(|_| broken("tiers", &tiers))?,
        holiday_rule,
        leave_rule,
        grace_days: count(grace_days)?,
        late_days: count(late_days)?,
        max_amount_per_purchase,
        reminders: match &reminders {
            None => Reminders::default(),
            Some(json) => serde_json::from_str(json).map_err(|_| broken("reminders", json))?,
        },
    })
}

/// Inserts a policy; its `id` is ignored and the new one returned.
pub async fn insert(
    txn: &Txn,
    policy: &Policy,
    created_by: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<PolicyId> {
    let Policy {
        id: _,
        title,
        legal_basis,
        mode,
        period,
        office,
        effective_from,
        effective_until,
        minimum_amount,
        minimum_percent,
        minimum_count,
        counts_on,
        seller_classes,
        tiers,
        holiday_rule,
        leave_rule,
        grace_days,
        late_days,
        max_amount_per_purchase,
        reminders,
    } = policy.clone();
    let row = ActiveModel {
        id: NotSet,
        title: Set(title),
        legal_basis: Set(legal_basis),
        mode: Set(mode),
        period: Set(period),
        office_id: Set(office),
        effective_from: Set(effective_from),
        effective_until: Set(effective_until),
        minimum_amount: Set(minimum_amount),
        minimum_percent: Set(minimum_percent.map(Percent::hundredths)),
        minimum_count: Set(small(minimum_count)),
        counts_on: Set(json(&counts_on)),
        seller_classes: Set(json(&seller_classes)),
        tiers: Set(serde_json::to_string(&tiers).unwrap_or_else(|_| "[]".into())),
        holiday_rule: Set(holiday_rule),
        leave_rule: Set(leave_rule),
        grace_days: Set(small(grace_days)),
        late_days: Set(small(late_days)),
        max_amount_per_purchase: Set(max_amount_per_purchase),
        reminders: Set(serde_json::to_string(&reminders).ok()),
        created_by: Set(created_by),
        created_at: Set(now),
    };
    Ok(row.insert(txn).await?.id)
}

fn percent(hundredths: i32) -> Result<Percent> {
    let found = Percent::from_hundredths(hundredths.into());
    found.ok_or_else(|| broken("percentage", &hundredths.to_string()))
}

fn list<T: DeserializeOwned>(what: &'static str, json: Option<&str>) -> Result<Vec<T>> {
    let Some(json) = json else { return Ok(Vec::new()) };
    serde_json::from_str(json).map_err(|_| broken(what, json))
}

fn json<T: Serialize>(list: &[T]) -> Option<String> {
    if list.is_empty() { None } else { serde_json::to_string(list).ok() }
}

fn count(number: i32) -> Result<u32> {
    u32::try_from(number).map_err(|_| broken("number", &number.to_string()))
}

/// The workflow bounds these numbers far below the limit.
fn small(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
