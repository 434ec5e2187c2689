//! Imported tables, and what each of them changed.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};

pub use super::entities::import_changes::Model as Change;
pub use super::entities::imports::Model as Import;
use super::entities::imports::{Column, Entity};
use super::entities::{exemptions, import_changes, purchases, roles};
use super::{Result, Txn, oldest};
use pekan_rules::{EmployeeId, ImportId};

/// Inserts an import; its `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, import: Import) -> Result<ImportId> {
    let mut row = import.into_active_model().reset_all();
    row.id = NotSet;
    Ok(row.insert(txn).await?.id)
}

pub async fn insert_changes(txn: &Txn, changes: Vec<Change>) -> Result<()> {
    const ROWS: usize = 500;
    for some in changes.chunks(ROWS) {
        let rows = some.iter().cloned().map(|change| change.into_active_model().reset_all());
        import_changes::Entity::insert_many(rows).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// The row, kept from other writers until the transaction ends.
pub async fn locked(txn: &Txn, id: ImportId) -> Result<Option<Import>> {
    Ok(Entity::find_by_id(id).lock_exclusive().one(txn).await?)
}

/// What an import changed, in the order of its rows.
pub async fn changes(db: &impl ConnectionTrait, id: ImportId) -> Result<Vec<Change>> {
    let found = import_changes::Entity::find().filter(import_changes::Column::ImportId.eq(id));
    Ok(found.order_by_asc(import_changes::Column::SheetRow).all(db).await?)
}

/// The newest first, from before an id on.
pub async fn newest(
    db: &impl ConnectionTrait,
    after: Option<ImportId>,
    limit: u64,
) -> Result<Vec<Import>> {
    let mut found = Entity::find();
    if let Some(after) = after {
        found = found.filter(Column::Id.lt(after));
    }
    Ok(found.order_by_desc(Column::Id).limit(limit).all(db).await?)
}

/// Those of some people for whom something else stands: a purchase, a role, leave.
pub async fn referenced(
    db: &impl ConnectionTrait,
    people: &[EmployeeId],
) -> Result<HashSet<EmployeeId>> {
    let mut found = HashSet::new();
    found.extend(owners::<purchases::Entity>(db, purchases::Column::EmployeeId, people).await?);
    found.extend(owners::<roles::Entity>(db, roles::Column::EmployeeId, people).await?);
    found.extend(owners::<exemptions::Entity>(db, exemptions::Column::EmployeeId, people).await?);
    Ok(found)
}

async fn owners<E: EntityTrait>(
    db: &impl ConnectionTrait,
    owner: E::Column,
    people: &[EmployeeId],
) -> Result<Vec<EmployeeId>> {
    let rows = E::find().select_only().column(owner).distinct();
    Ok(rows.filter(owner.is_in(people.iter().copied())).into_tuple().all(db).await?)
}

pub async fn undone(
    txn: &Txn,
    id: ImportId,
    by: Option<EmployeeId>,
    at: DateTime<Utc>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::UndoneBy, Expr::value(by))
        .col_expr(Column::UndoneAt, Expr::value(at))
        .filter(Column::Id.eq(id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Takes out the rows of some imports that were made before an instant. Returns how many rows.
pub async fn remove_rows(
    txn: &Txn,
    before: DateTime<Utc>,
    most: u64,
    now: DateTime<Utc>,
) -> Result<u64> {
    let old: Vec<ImportId> = oldest::ids(txn, with_rows(before), Column::Id, most).await?;
    let rows = import_changes::Entity::delete_many()
        .filter(import_changes::Column::ImportId.is_in(old.iter().copied()));
    let removed = rows.exec(txn).await?.rows_affected;
    Entity::update_many()
        .col_expr(Column::RowsRemovedAt, Expr::value(now))
        .filter(Column::Id.is_in(old))
        .exec(txn)
        .await?;
    Ok(removed)
}

/// How many rows there are of imports made before an instant.
pub async fn count_rows(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64> {
    let old = with_rows(before).select_only().column(Column::Id).into_query();
    let rows =
        import_changes::Entity::find().filter(import_changes::Column::ImportId.in_subquery(old));
    Ok(rows.count(db).await?)
}

fn with_rows(before: DateTime<Utc>) -> Select<Entity> {
    let rows = Query::select()
        .expr(Expr::val(1))
        .from(import_changes::Entity)
        .and_where(
            Expr::col((import_changes::Entity, import_changes::Column::ImportId))
                .equals((Entity, Column::Id)),
        )
        .take();
    Entity::find().filter(Column::ImportedAt.lt(before)).filter(Expr::exists(rows))
}
