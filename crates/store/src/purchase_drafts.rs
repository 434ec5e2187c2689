//! Forms for purchases that were not accepted yet: what was typed, under the key that all tries of one
//! form share, for who typed it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::entities::purchase_drafts::{Column, Entity, Model};
use super::{Result, Txn};
use pekan_rules::{EmployeeId, ReceiptId};

/// How many of one person are kept, the newest: as many as photos may wait.
const MOST: u64 = 20;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// By the names of the fields.
    pub fields: BTreeMap<String, String>,
    pub receipts: Vec<ReceiptId>,
}

/// Keeps one in the place of an earlier try of the same form.
pub async fn put(
    txn: &Txn,
    employee: EmployeeId,
    key: &str,
    draft: &Draft,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = Model {
        employee_id: employee,
        form_key: key.to_owned(),
        fields: json(&draft.fields)?,
        receipts: json(&draft.receipts)?,
        kept_at: now,
    };
    let replace = OnConflict::columns([Column::EmployeeId, Column::FormKey])
        .update_columns([Column::Fields, Column::Receipts, Column::KeptAt])
        .to_owned();
    let row = row.into_active_model().reset_all();
    Entity::insert(row).on_conflict(replace).exec_without_returning(txn).await?;
    drop_oldest(txn, employee, key).await
}

/// Forgets what is beyond the newest, but not the one of this key.
async fn drop_oldest(txn: &Txn, employee: EmployeeId, key: &str) -> Result<()> {
    let others = Entity::find()
        .select_only()
        .column(Column::FormKey)
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::FormKey.ne(key));
    let newest_first = others.order_by_desc(Column::KeptAt).offset(MOST - 1).limit(MOST);
    let old: Vec<String> = newest_first.into_tuple().all(txn).await?;
    if !old.is_empty() {
        Entity::delete_many()
            .filter(Column::EmployeeId.eq(employee))
            .filter(Column::FormKey.is_in(old))
            .exec(txn)
            .await?;
    }
    Ok(())
}

pub async fn of(
    db: &impl ConnectionTrait,
    employee: EmployeeId,
    key: &str,
) -> Result<Option<Draft>> {
    let found = Entity::find_by_id((employee, key.to_owned())).one(db).await?;
    found
        .map(|row| Ok(Draft { fields: read(&row.fields)?, receipts: read(&row.receipts)? }))
        .transpose()
}

/// A form that waits.
pub struct Kept {
    pub key: String,
    pub draft: Draft,
    pub kept_at: DateTime<Utc>,
}

/// Somebody's, the oldest first.
pub async fn all_of(db: &impl ConnectionTrait, employee: EmployeeId) -> Result<Vec<Kept>> {
    let rows = Entity::find().filter(Column::EmployeeId.eq(employee));
    let rows = rows.order_by_asc(Column::KeptAt).order_by_asc(Column::FormKey).all(db).await?;
    rows.into_iter()
        .map(|row| {
            let draft = Draft { fields: read(&row.fields)?, receipts: read(&row.receipts)? };
            Ok(Kept { key: row.form_key, draft, kept_at: row.kept_at })
        })
        .collect()
}

pub async fn remove(txn: &Txn, employee: EmployeeId, key: &str) -> Result<()> {
    Entity::delete_by_id((employee, key.to_owned())).exec(txn).await?;
    Ok(())
}

/// Forgets those kept before an instant.
pub async fn purge(txn: &Txn, before: DateTime<Utc>) -> Result<()> {
    Entity::delete_many().filter(Column::KeptAt.lt(before)).exec(txn).await?;
    Ok(())
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| DbErr::Json(error.to_string()).into())
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| DbErr::Json(error.to_string()).into())
}
