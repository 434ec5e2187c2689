//! Offices: the tree.

use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QuerySelect};

use super::entities::offices::{ActiveModel, Entity, Model};
use super::{Result, Txn};
use pekan_rules::{Office, OfficeId, OfficeTree};

fn office(row: Model) -> Office {
    let Model { id, code, name, kind, parent_id, time_zone } = row;
    Office { id, code, name, kind, parent: parent_id, zone: time_zone }
}

pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Office>> {
    Ok(Entity::find().all(db).await?.into_iter().map(office).collect())
}

/// All of them, kept from other writers until the transaction ends: the tree changes in one piece.
pub async fn locked(txn: &Txn) -> Result<OfficeTree> {
    let rows = Entity::find().lock_exclusive().all(txn).await?;
    Ok(OfficeTree::new(rows.into_iter().map(office).collect()))
}

/// Inserts an office; its `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, office: &Office) -> Result<OfficeId> {
    let mut row = active(office);
    row.id = sea_orm::ActiveValue::NotSet;
    Ok(row.insert(txn).await?.id)
}

pub async fn update(txn: &Txn, office: &Office) -> Result<()> {
    active(office).update(txn).await?;
    Ok(())
}

pub async fn remove(txn: &Txn, id: OfficeId) -> Result<()> {
    Entity::delete_by_id(id).exec(txn).await?;
    Ok(())
}

fn active(office: &Office) -> ActiveModel {
    let Office { id, code, name, kind, parent, zone } = office.clone();
    let row = Model { id, code, name, kind, parent_id: parent, time_zone: zone };
    let mut row = row.into_active_model().reset_all();
    row.id = Set(id);
    row
}
