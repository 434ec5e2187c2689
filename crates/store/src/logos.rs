//! The picture of the institution: in the database, so that every node has it.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};

use super::entities::logos::{Entity, Model};
use super::{Result, Txn};

/// Puts a picture in the place of the one before, if there is one.
pub async fn replace(txn: &Txn, sha256: &str, bytes: Vec<u8>) -> Result<()> {
    remove(txn).await?;
    let row = Model { sha256: sha256.into(), bytes };
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(txn).await?;
    Ok(())
}

pub async fn remove(txn: &Txn) -> Result<()> {
    Entity::delete_many().exec(txn).await?;
    Ok(())
}

/// The bytes of a JPEG, if it is still the picture of the institution.
pub async fn bytes(db: &impl ConnectionTrait, sha256: &str) -> Result<Option<Vec<u8>>> {
    Ok(Entity::find_by_id(sha256).one(db).await?.map(|row| row.bytes))
}
