//! Sellers: micro, small and medium businesses.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, OnConflict, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ActiveValue::Unchanged, ColumnTrait,
    Condition, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};
use serde::Deserialize;

use super::entities::purchases;
pub use super::entities::sellers::Model as Seller;
use super::entities::sellers::{ActiveModel, Column, Entity};
use super::gather::Rows;
use super::{Result, Txn, pattern};
use pekan_rules::qris::{Nmid, QrisCheck};
use pekan_rules::{EmployeeId, SellerId, keys};

pub async fn by_id(db: &impl ConnectionTrait, id: SellerId) -> Result<Option<Seller>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Sellers whose name or sub-district begins a word with the text, best known ids first.
pub async fn search(
    db: &impl ConnectionTrait,
    text: Option<&str>,
    after: Option<SellerId>,
    limit: u64,
) -> Result<Vec<Seller>> {
    let mut found = Entity::find();
    if let Some(text) = text {
        let key = keys::name(text);
        let like = |column: Column| Expr::col((Entity, column)).like(pattern::containing(&key));
        let either = Condition::any().add(like(Column::NameKey)).add(like(Column::DistrictKey));
        found = found.filter(either);
    }
    if let Some(after) = after {
        found = found.filter(Column::Id.gt(after));
    }
    Ok(found.order_by_asc(Column::Id).limit(limit).all(db).await?)
}

/// A shop with what somebody spent there last.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Recent {
    pub id: SellerId,
    pub name: String,
    pub district: Option<String>,
    /// Rupiah.
    pub amount: i64,
}

/// A weekly buyer's last twenty purchases name the few shops that matter.
const LAST: u64 = 20;

/// Somebody's last purchases, to be gathered and [`recent`].
pub(super) fn rows_of(employee: EmployeeId) -> Rows {
    let newest = purchases::Entity::find()
        .join(JoinType::InnerJoin, purchases::Relation::Seller.def())
        .filter(purchases::Column::EmployeeId.eq(employee))
        .order_by_desc(purchases::Column::PurchasedOn)
        .order_by_desc(purchases::Column::Id)
        .limit(LAST);
    Rows::of(newest, [purchases::Column::Amount])
        .with_column(Column::Id)
        .with_column(Column::Name)
        .with_column(Column::District)
}

/// Where somebody bought last, the newest first, each once.
pub(super) fn recent(purchases: Vec<Recent>, most: usize) -> Vec<Recent> {
    let mut shops: Vec<Recent> = Vec::new();
    for last in purchases {
        if shops.len() < most && shops.iter().all(|known| known.id != last.id) {
            shops.push(last);
        }
    }
    shops
}

/// The seller of this name and sub-district, if there is one.
pub async fn by_name(
    db: &impl ConnectionTrait,
    name: &str,
    district: Option<&str>,
) -> Result<Option<Seller>> {
    let same = Entity::find()
        .filter(Column::NameKey.eq(keys::name(name)))
        .filter(Column::DistrictKey.eq(keys::name(district.unwrap_or_default())));
    Ok(same.one(db).await?)
}

/// The seller of this name and sub-district; made when there is none.
pub async fn find_or_insert(
    txn: &Txn,
    name: &str,
    district: Option<&str>,
    created_by: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Seller> {
    let (name_key, district_key) = (keys::name(name), keys::name(district.unwrap_or_default()));
    let row = ActiveModel {
        id: NotSet,
        name: Set(name.into()),
        district: Set(district.map(str::to_owned)),
        name_key: Set(name_key.clone()),
        district_key: Set(district_key.clone()),
        ineligible_from: Set(None),
        ineligible_until: Set(None),
        nmid: Set(None),
        qris_name: Set(None),
        qris_city: Set(None),
        qris_criteria: Set(None),
        qris_payload: Set(None),
        qris_check: Set(None),
        qris_seen: Set(None),
        created_by: Set(Some(created_by)),
        created_at: Set(now),
    };
    let same = OnConflict::columns([Column::NameKey, Column::DistrictKey]).do_nothing().to_owned();
    Entity::insert(row).on_conflict(same).exec_without_returning(txn).await?;
    Entity::find()
        .filter(Column::NameKey.eq(name_key))
        .filter(Column::DistrictKey.eq(district_key))
        .one(txn)
        .await?
        .ok_or_else(|| sea_orm::DbErr::RecordNotInserted.into())
}

/// The seller with this merchant number.
pub async fn by_nmid(db: &impl ConnectionTrait, nmid: &Nmid) -> Result<Option<Seller>> {
    Ok(Entity::find().filter(Column::Nmid.eq(nmid.as_str())).one(db).await?)
}

/// Those whose codes are looked at so far, in the order in which they became known.
pub async fn of_check(
    db: &impl ConnectionTrait,
    check: QrisCheck,
    after: Option<SellerId>,
    limit: u64,
) -> Result<Vec<Seller>> {
    let mut found = Entity::find().filter(Column::QrisCheck.eq(check));
    if let Some(after) = after {
        found = found.filter(Column::Id.gt(after));
    }
    Ok(found.order_by_asc(Column::Id).limit(limit).all(db).await?)
}

/// How many somebody has made known since an instant.
pub async fn count_made(
    db: &impl ConnectionTrait,
    author: EmployeeId,
    since: DateTime<Utc>,
) -> Result<u64> {
    let theirs = Entity::find().filter(Column::CreatedBy.eq(author));
    Ok(theirs.filter(Column::CreatedAt.gte(since)).count(db).await?)
}

/// The seller, whose row nobody else changes until the transaction ends.
pub async fn locked(txn: &Txn, id: SellerId) -> Result<Option<Seller>> {
    Ok(Entity::find_by_id(id).lock_exclusive().one(txn).await?)
}

/// Keeps what the code of a seller declares, and how far it was looked at.
pub async fn update_code(txn: &Txn, seller: &Seller) -> Result<()> {
    let row = ActiveModel {
        id: Unchanged(seller.id),
        nmid: Set(seller.nmid.clone()),
        qris_name: Set(seller.qris_name.clone()),
        qris_city: Set(seller.qris_city.clone()),
        qris_criteria: Set(seller.qris_criteria),
        qris_payload: Set(seller.qris_payload.clone()),
        qris_check: Set(seller.qris_check),
        qris_seen: Set(seller.qris_seen.clone()),
        ..Default::default()
    };
    row.update(txn).await?;
    Ok(())
}

/// The ids of the sellers of this name, wherever they are, for a condition.
pub(super) fn called(name: &str) -> SelectStatement {
    Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Column::NameKey.eq(keys::name(name)))
        .take()
}

/// The ids of the sellers that are called like one of them, itself among them.
pub(super) fn called_as(id: SellerId) -> SelectStatement {
    let one = Alias::new("one");
    let name = Query::select()
        .column((one.clone(), Column::NameKey))
        .from_as(Entity, one.clone())
        .and_where(Expr::col((one, Column::Id)).eq(id))
        .take();
    Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Column::NameKey.in_subquery(name))
        .take()
}
