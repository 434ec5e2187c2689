//! Sellers: micro, small and medium businesses.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{
    Alias, Condition, Expr, ExprTrait, Func, OnConflict, Query, SelectStatement,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait,
    IntoActiveModel, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use serde::Deserialize;

use super::entities::purchases;
pub use super::entities::sellers::Model as Seller;
use super::entities::sellers::{Column, Entity};
use super::gather::Rows;
use super::{Result, Txn, broken, seller_search};
use pekan_rules::qris::{Nmid, QrisCheck};
use pekan_rules::seller::{Details, SellerState};
use pekan_rules::{EmployeeId, SellerId, keys};

pub async fn by_id(db: &impl ConnectionTrait, id: SellerId) -> Result<Option<Seller>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The seller that one of this id is now: itself, or the one into which it was merged.
pub async fn standing(db: &impl ConnectionTrait, id: SellerId) -> Result<Option<Seller>> {
    Ok(Entity::find().filter(Column::Id.in_subquery(id_now(id))).one(db).await?)
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

/// The seller of this name and sub-district, or the one into which that was merged; proposed when there is
/// none.
pub async fn find_or_insert(
    txn: &Txn,
    name: &str,
    district: Option<&str>,
    created_by: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Seller> {
    let row = Seller {
        created_by: Some(created_by),
        ..new(
            Details {
                name: name.into(),
                district: district.map(str::to_owned),
                ..Details::default()
            },
            now,
        )
    };
    insert_unless_there(txn, row).await?;
    let known = by_name(txn, name, district).await?;
    let known = known.ok_or(sea_orm::DbErr::RecordNotInserted)?;
    match known.merged_into {
        Some(id) => by_id(txn, id).await?.ok_or_else(|| broken("seller", "merged into nobody")),
        None => Ok(known),
    }
}

/// A seller of whom this is known, not stored yet.
pub fn new(details: Details, now: DateTime<Utc>) -> Seller {
    let mut seller = Seller {
        id: SellerId::NONE,
        name: String::new(),
        district: None,
        name_key: String::new(),
        district_key: String::new(),
        ineligible_from: None,
        ineligible_until: None,
        nmid: None,
        qris_name: None,
        qris_city: None,
        qris_criteria: None,
        qris_payload: None,
        qris_check: None,
        qris_seen: None,
        created_by: None,
        created_at: now,
        state: SellerState::Proposed,
        goods: None,
        nib: None,
        phone: None,
        whatsapp: None,
        instagram: None,
        youtube: None,
        marketplace: None,
        training: None,
        market: None,
        stall: None,
        ineligible_reason: None,
        confirmed_by: None,
        confirmed_at: None,
        merged_into: None,
        version: 1,
    };
    describe(&mut seller, details);
    seller
}

/// What is known of a seller.
pub fn details(seller: &Seller) -> Details {
    let seller = seller.clone();
    Details {
        name: seller.name,
        district: seller.district,
        goods: seller.goods,
        nib: seller.nib,
        phone: seller.phone,
        whatsapp: seller.whatsapp,
        instagram: seller.instagram,
        youtube: seller.youtube,
        marketplace: seller.marketplace,
        training: seller.training,
        market: seller.market,
        stall: seller.stall,
    }
}

/// Writes what is known of a seller into its row.
pub fn describe(seller: &mut Seller, details: Details) {
    seller.name_key = keys::name(&details.name);
    seller.district_key = keys::name(details.district.as_deref().unwrap_or_default());
    seller.name = details.name;
    seller.district = details.district;
    seller.goods = details.goods;
    seller.nib = details.nib;
    seller.phone = details.phone;
    seller.whatsapp = details.whatsapp;
    seller.instagram = details.instagram;
    seller.youtube = details.youtube;
    seller.marketplace = details.marketplace;
    seller.training = details.training;
    seller.market = details.market;
    seller.stall = details.stall;
}

/// Inserts one; its `id` is ignored and the new one returned.
pub async fn insert(txn: &Txn, seller: Seller) -> Result<SellerId> {
    let mut row = seller.clone().into_active_model().reset_all();
    row.id = NotSet;
    let id = row.insert(txn).await?.id;
    seller_search::write(txn, &Seller { id, ..seller }).await?;
    Ok(id)
}

async fn insert_unless_there(txn: &Txn, seller: Seller) -> Result<()> {
    let (name_key, district_key) = (seller.name_key.clone(), seller.district_key.clone());
    let mut row = seller.clone().into_active_model().reset_all();
    row.id = NotSet;
    let same = OnConflict::columns([Column::NameKey, Column::DistrictKey]).do_nothing().to_owned();
    let inserted = Entity::insert(row).on_conflict(same).exec_without_returning(txn).await?;
    if inserted == 0 {
        return Ok(());
    }
    let made = Entity::find()
        .filter(Column::NameKey.eq(name_key))
        .filter(Column::DistrictKey.eq(district_key))
        .one(txn)
        .await?;
    match made {
        Some(made) => seller_search::write(txn, &made).await,
        None => Err(sea_orm::DbErr::RecordNotInserted.into()),
    }
}

/// Writes a seller that is locked, and by which words it is found. Returns it in its next version.
pub async fn update(txn: &Txn, mut seller: Seller) -> Result<Seller> {
    seller.version += 1;
    seller.clone().into_active_model().reset_all().update(txn).await?;
    seller_search::write(txn, &seller).await?;
    Ok(seller)
}

/// The seller with this merchant number.
pub async fn by_nmid(db: &impl ConnectionTrait, nmid: &Nmid) -> Result<Option<Seller>> {
    Ok(Entity::find().filter(Column::Nmid.eq(nmid.as_str())).one(db).await?)
}

/// Who may well be the same as a seller: of the same name elsewhere, the same telephone or the same business
/// number.
pub async fn alike(db: &impl ConnectionTrait, seller: &Seller, most: u64) -> Result<Vec<Seller>> {
    let same = |column: Column, value: &Option<String>| {
        value.as_ref().map(|value| column.eq(value.as_str()))
    };
    let likeness = Condition::any()
        .add(Column::NameKey.eq(seller.name_key.as_str()))
        .add_option(same(Column::Phone, &seller.phone))
        .add_option(same(Column::Nib, &seller.nib));
    let others = Entity::find()
        .filter(likeness)
        .filter(Column::Id.ne(seller.id))
        .filter(Column::MergedInto.is_null());
    Ok(others.order_by_asc(Column::Id).limit(most).all(db).await?)
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

/// Takes one out that nothing refers to.
pub async fn remove(txn: &Txn, id: SellerId) -> Result<()> {
    seller_search::forget(txn, id).await?;
    Entity::delete_by_id(id).exec(txn).await?;
    Ok(())
}

pub async fn by_ids(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = SellerId>,
) -> Result<Vec<Seller>> {
    Ok(Entity::find().filter(Column::Id.is_in(ids)).all(db).await?)
}

/// Those of some names, wherever they are.
pub async fn by_name_keys(db: &impl ConnectionTrait, keys: &[String]) -> Result<Vec<Seller>> {
    let same = Column::NameKey.is_in(keys.iter().map(String::as_str));
    Ok(Entity::find().filter(same).all(db).await?)
}

/// The id of what a seller is now, for a condition.
pub(super) fn id_now(id: SellerId) -> SelectStatement {
    now_of(Column::Id.eq(id))
}

/// The ids of the sellers of this name, wherever they are, for a condition.
pub(super) fn called(name: &str) -> SelectStatement {
    now_of(Column::NameKey.eq(keys::name(name)))
}

/// The ids of the sellers that are called like one of them, itself among them.
pub(super) fn called_as(id: SellerId) -> SelectStatement {
    let one = Alias::new("one");
    let name = Query::select()
        .column((one.clone(), Column::NameKey))
        .from_as(Entity, one.clone())
        .and_where(Expr::col((one, Column::Id)).in_subquery(id_now(id)))
        .take();
    now_of(Column::NameKey.in_subquery(name))
}

fn now_of(narrowed: Expr) -> SelectStatement {
    let id_now = Func::coalesce([Expr::col(Column::MergedInto), Expr::col(Column::Id)]);
    Query::select().expr(id_now).from(Entity).and_where(narrowed).take()
}
