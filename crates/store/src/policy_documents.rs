//! Circulars: the rows about the PDFs that `pekan-files` keeps.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, QueryFilter, QuerySelect,
};

pub use super::entities::policy_documents::Model as DocumentRow;
use super::entities::policy_documents::{Column, Entity};
use super::{Result, Txn};
use pekan_rules::{EmployeeId, PolicyDocumentId, PolicyId};

/// The policies that have one.
pub(super) async fn policies(db: &impl ConnectionTrait) -> Result<HashSet<PolicyId>> {
    let ids = Entity::find().select_only().column(Column::PolicyId);
    let ids = ids.filter(Column::PolicyId.is_not_null()).into_tuple::<PolicyId>();
    Ok(ids.all(db).await?.into_iter().collect())
}

pub async fn of(db: &impl ConnectionTrait, policy: PolicyId) -> Result<Option<DocumentRow>> {
    Ok(Entity::find().filter(Column::PolicyId.eq(policy)).one(db).await?)
}

/// One that somebody uploaded for a form which was not accepted yet.
pub async fn waiting(
    db: &impl ConnectionTrait,
    id: PolicyDocumentId,
    uploaded_by: EmployeeId,
) -> Result<Option<DocumentRow>> {
    let found = Entity::find_by_id(id)
        .filter(Column::PolicyId.is_null())
        .filter(Column::UploadedBy.eq(uploaded_by));
    Ok(found.one(db).await?)
}

/// Inserts one; the `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, row: DocumentRow) -> Result<PolicyDocumentId> {
    let mut row = row.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(txn).await?.id)
}

/// Gives one that waits to its policy. Returns whether it still waited.
pub async fn attach(
    txn: &Txn,
    id: PolicyDocumentId,
    uploaded_by: EmployeeId,
    policy: PolicyId,
) -> Result<bool> {
    let attached = Entity::update_many()
        .col_expr(Column::PolicyId, Expr::value(policy))
        .filter(Column::Id.eq(id))
        .filter(Column::PolicyId.is_null())
        .filter(Column::UploadedBy.eq(uploaded_by));
    Ok(attached.exec(txn).await?.rows_affected > 0)
}

/// Whether some row names this stored file.
pub async fn is_stored(db: &impl ConnectionTrait, stored_sha256: &str) -> Result<bool> {
    let found = Entity::find().filter(Column::StoredSha256.eq(stored_sha256)).limit(1);
    Ok(found.one(db).await?.is_some())
}

/// Forgets uploads whose form was never accepted.
pub async fn purge_unattached(txn: &Txn, before: DateTime<Utc>) -> Result<()> {
    let stale = Entity::delete_many()
        .filter(Column::PolicyId.is_null())
        .filter(Column::CreatedAt.lt(before));
    stale.exec(txn).await?;
    Ok(())
}
