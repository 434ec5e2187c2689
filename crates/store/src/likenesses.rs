//! How photos of receipts look, and which of them are alike.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Condition, Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::entities::alike_receipts::{self, Model as AlikeRow};
use super::entities::likenesses::{self, Column, Entity, Model};
use super::entities::receipts::{self, Model as ReceiptRow};
use super::{Result, Txn};
use pekan_rules::likeness::{Alike, Likeness};
use pekan_rules::{EmployeeId, PurchaseId, ReceiptId};

/// A photo of somebody's receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Photo {
    pub receipt: ReceiptId,
    pub employee: EmployeeId,
    pub likeness: Likeness,
}

/// A receipt whose photo is like that of an earlier receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub receipt: ReceiptId,
    pub earlier: ReceiptId,
    pub distance: u32,
}

/// Receipts of purchases that nobody has compared yet, the oldest first.
pub async fn uncompared(db: &impl ConnectionTrait, most: u64) -> Result<Vec<ReceiptRow>> {
    let waiting = receipts::Entity::find()
        .filter(receipts::Column::ComparedAt.is_null())
        .filter(receipts::Column::PurchaseId.is_not_null())
        .order_by_asc(receipts::Column::Id)
        .limit(most);
    Ok(waiting.all(db).await?)
}

/// The first of the photos that were compared since an instant; those after it are compared with new ones.
pub async fn first_since(
    db: &impl ConnectionTrait,
    since: DateTime<Utc>,
) -> Result<Option<ReceiptId>> {
    let first = Entity::find().select_only().column(Column::ReceiptId);
    let first = first.filter(Column::ComparedAt.gte(since)).order_by_asc(Column::ComparedAt);
    Ok(first.limit(1).into_tuple().one(db).await?)
}

/// Photos from one receipt on, by the order of their receipts.
pub async fn starting_at(
    db: &impl ConnectionTrait,
    receipt: ReceiptId,
    most: u64,
) -> Result<Vec<Photo>> {
    let found = Entity::find().filter(Column::ReceiptId.gte(receipt));
    Ok(read(found.order_by_asc(Column::ReceiptId).limit(most).all(db).await?))
}

/// All photos that some people have ever had.
pub async fn of_people(
    db: &impl ConnectionTrait,
    people: impl IntoIterator<Item = EmployeeId>,
) -> Result<Vec<Photo>> {
    Ok(read(Entity::find().filter(Column::EmployeeId.is_in(people)).all(db).await?))
}

fn read(rows: Vec<Model>) -> Vec<Photo> {
    let photo = |row: Model| {
        let likeness = Likeness::from_bytes(&row.bits)?;
        Some(Photo { receipt: row.receipt_id, employee: row.employee_id, likeness })
    };
    rows.into_iter().filter_map(photo).collect()
}

/// Keeps what was found out about receipts, of which some have no photo, or none that can be read.
pub async fn keep(
    txn: &Txn,
    compared: &[ReceiptId],
    photos: &[Photo],
    pairs: &[Pair],
    now: DateTime<Utc>,
) -> Result<()> {
    let photos = photos.iter().map(|photo| likenesses::ActiveModel {
        receipt_id: Set(photo.receipt),
        employee_id: Set(photo.employee),
        compared_at: Set(now),
        bits: Set(photo.likeness.bytes()),
    });
    Entity::insert_many(photos)
        .on_conflict(OnConflict::column(Column::ReceiptId).do_nothing().to_owned())
        .exec_without_returning(txn)
        .await?;
    let alike = pairs.iter().map(|pair| alike_receipts::ActiveModel {
        receipt_id: Set(pair.receipt),
        earlier_id: Set(pair.earlier),
        distance: Set(i16::try_from(pair.distance).unwrap_or(i16::MAX)),
    });
    let once = [alike_receipts::Column::ReceiptId, alike_receipts::Column::EarlierId];
    alike_receipts::Entity::insert_many(alike)
        .on_conflict(OnConflict::columns(once).do_nothing().to_owned())
        .exec_without_returning(txn)
        .await?;
    receipts::Entity::update_many()
        .col_expr(receipts::Column::ComparedAt, Expr::value(now))
        .filter(receipts::Column::Id.is_in(compared.iter().copied()))
        .exec(txn)
        .await?;
    Ok(())
}

/// Another purchase with a photo that looks like one of a purchase's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlikePurchase {
    pub id: PurchaseId,
    pub employee: EmployeeId,
    pub alike: Alike,
}

/// Those of receipts of a purchase, the most alike first. What was voided or rejected, and photos that were
/// replaced, may come again.
pub async fn of_receipts(
    db: &impl ConnectionTrait,
    purchase: PurchaseId,
    own: &[ReceiptId],
) -> Result<Vec<AlikePurchase>> {
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let either = Condition::any()
        .add(alike_receipts::Column::ReceiptId.is_in(own.iter().copied()))
        .add(alike_receipts::Column::EarlierId.is_in(own.iter().copied()));
    let pairs = alike_receipts::Entity::find()
        .filter(either)
        .order_by_asc(alike_receipts::Column::Distance)
        .all(db)
        .await?;
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let other = |row: &AlikeRow| {
        if own.contains(&row.receipt_id) { row.earlier_id } else { row.receipt_id }
    };
    let others: Vec<ReceiptRow> = receipts::Entity::find()
        .filter(receipts::Column::Id.is_in(pairs.iter().map(other)))
        .filter(receipts::Column::Released.eq(false))
        .filter(receipts::Column::PurchaseId.ne(purchase))
        .all(db)
        .await?;
    let mut found: Vec<AlikePurchase> = Vec::new();
    for pair in &pairs {
        let alike = u32::try_from(pair.distance).ok().and_then(Alike::at);
        let receipt = others.iter().find(|receipt| receipt.id == other(pair));
        let (Some(alike), Some(receipt)) = (alike, receipt) else { continue };
        let Some(id) = receipt.purchase_id else { continue };
        if found.iter().all(|purchase| purchase.id != id) {
            found.push(AlikePurchase { id, employee: receipt.employee_id, alike });
        }
    }
    Ok(found)
}

/// Which purchases have a photo that is like one of another purchase, of the purchases with these receipts.
/// What was voided or rejected, and photos that were replaced, may come again.
pub async fn pairs_of(
    db: &impl ConnectionTrait,
    receipts_of: &[(ReceiptId, PurchaseId)],
) -> Result<Vec<(PurchaseId, PurchaseId)>> {
    if receipts_of.is_empty() {
        return Ok(Vec::new());
    }
    let ids = || receipts_of.iter().map(|(receipt, _)| *receipt);
    let either = Condition::any()
        .add(alike_receipts::Column::ReceiptId.is_in(ids()))
        .add(alike_receipts::Column::EarlierId.is_in(ids()));
    let pairs = alike_receipts::Entity::find().filter(either).all(db).await?;
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let sides = pairs.iter().flat_map(|pair| [pair.receipt_id, pair.earlier_id]);
    let standing: HashMap<ReceiptId, PurchaseId> = receipts::Entity::find()
        .filter(receipts::Column::Id.is_in(sides))
        .filter(receipts::Column::Released.eq(false))
        .all(db)
        .await?
        .into_iter()
        .filter_map(|receipt| Some((receipt.id, receipt.purchase_id?)))
        .collect();
    let of = |receipt: &ReceiptId| standing.get(receipt).copied();
    let both = pairs.iter().filter_map(|pair| Some((of(&pair.receipt_id)?, of(&pair.earlier_id)?)));
    let asked: HashSet<PurchaseId> = receipts_of.iter().map(|(_, purchase)| *purchase).collect();
    let each = both.flat_map(|(one, other)| [(one, other), (other, one)]);
    Ok(each.filter(|(one, other)| one != other && asked.contains(one)).collect())
}
