//! What stands above the recaps of an office, and who signs them.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, Iterable,
    QueryFilter,
};

use super::entities::letterheads::{Column, Entity, Model};
use super::{Result, Txn};
use pekan_rules::recap::Letterhead;
use pekan_rules::{EmployeeId, OfficeId};

pub async fn of(db: &impl ConnectionTrait, office: OfficeId) -> Result<Option<Letterhead>> {
    let found = Entity::find_by_id(office).one(db).await?;
    Ok(found.map(|row| Letterhead {
        address: row.address,
        contact: row.contact,
        place: row.place,
        position: row.position,
        signer: row.signer,
        rank: row.signer_rank,
        signer_number: row.signer_number,
    }))
}

/// Puts one in the place of the one before.
pub async fn put(
    txn: &Txn,
    office: OfficeId,
    letterhead: Letterhead,
    (changed_by, changed_at): (Option<EmployeeId>, DateTime<Utc>),
) -> Result<()> {
    let Letterhead { address, contact, place, position, signer, rank, signer_number } = letterhead;
    let row = Model {
        office_id: office,
        address,
        contact,
        place,
        position,
        signer,
        signer_rank: rank,
        signer_number,
        changed_by,
        changed_at,
    };
    let others = Column::iter().filter(|column| !matches!(column, Column::OfficeId));
    let replace = OnConflict::column(Column::OfficeId).update_columns(others).to_owned();
    let row = row.into_active_model().reset_all();
    Entity::insert(row).on_conflict(replace).exec_without_returning(txn).await?;
    Ok(())
}

/// Leaves somebody's name, rank and number out of those that they sign.
pub(super) async fn forget(txn: &Txn, number: &str, unsaid: &str) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Signer, Expr::value(unsaid))
        .col_expr(Column::SignerRank, Expr::value(Option::<String>::None))
        .col_expr(Column::SignerNumber, Expr::value(Option::<String>::None))
        .filter(Column::SignerNumber.eq(number))
        .exec(txn)
        .await?;
    Ok(())
}
