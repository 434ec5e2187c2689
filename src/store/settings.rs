//! Values of the installation, by name.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};

use super::entities::settings::{Column, Entity, Model};
use super::{Result, Txn};

/// SHA-256 of the token that opens the first-run page.
pub const SETUP_TOKEN: &str = "setup_token_sha256";
/// The ways into a demonstration, as JSON.
pub const DEMO_LOGINS: &str = "demo_logins";
/// When a worker last looked, RFC 3339.
pub const HEARTBEAT: &str = "worker_heartbeat";

/// The day from which on the worker closes periods by itself.
pub const CLOSE_FROM: &str = "close_from";

pub async fn get(db: &impl ConnectionTrait, name: &str) -> Result<Option<String>> {
    Ok(Entity::find_by_id(name).one(db).await?.map(|row| row.value))
}

pub async fn put(txn: &Txn, name: &str, value: &str) -> Result<()> {
    let row = Model { name: name.into(), value: value.into() }.into_active_model().reset_all();
    let replace = OnConflict::column(Column::Name).update_column(Column::Value).to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(txn).await.map(|_| ())
}

pub async fn remove(txn: &Txn, name: &str) -> Result<()> {
    Entity::delete_by_id(name).exec(txn).await.map(|_| ())
}

/// Removes a value. Returns whether it was there.
pub async fn take(txn: &Txn, name: &str) -> Result<bool> {
    Ok(Entity::delete_by_id(name).exec(txn).await?.rows_affected > 0)
}
