//! Offices: the tree.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel, QuerySelect,
};

use super::entities::offices::{ActiveModel, Entity, Model};
use super::{Result, Txn, broken};
use pekan_rules::{Office, OfficeId, OfficeTree, Zone};

fn office(row: Model) -> Result<Office> {
    Ok(Office {
        id: row.id,
        zone: Zone::parse(&row.time_zone).ok_or_else(|| broken("time zone", &row.time_zone))?,
        code: row.code,
        name: row.name,
        kind: row.kind,
        parent: row.parent_id,
    })
}

pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Office>> {
    Entity::find().all(db).await?.into_iter().map(office).collect()
}

/// All of them, kept from other writers until the transaction ends: the tree changes in one piece.
pub async fn locked(txn: &Txn) -> Result<OfficeTree> {
    let rows = Entity::find().lock_exclusive().all(txn).await?;
    Ok(OfficeTree::new(rows.into_iter().map(office).collect::<Result<_>>()?))
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
    let mut row = Model {
        id: office.id,
        code: office.code.clone(),
        name: office.name.clone(),
        kind: office.kind.clone(),
        parent_id: office.parent,
        time_zone: office.zone.name().into(),
    }
    .into_active_model()
    .reset_all();
    row.id = Set(office.id);
    row
}
