//! What the public is told of closed periods, and the facts that it is made of.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};

use super::entities::closed_results;
use super::entities::publications::{Column, Entity, Model};
use super::entities::purchases::{Column as Purchase, Entity as Purchases, Relation};
use super::entities::sellers::Column as Seller;
use super::{Result, Txn, broken};
use pekan_rules::purchase::{Funding, State};
use pekan_rules::seller::Goods;
use pekan_rules::transparency::Publication;
use pekan_rules::{EmployeeId, OfficeId, Period, Status};

/// Of one period.
#[derive(Clone, Debug)]
pub struct Published {
    pub period: Period,
    pub tables: Publication,
    pub at: DateTime<Utc>,
}

/// All that there are, the newest period first.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Published>> {
    let found = Entity::find().order_by_desc(Column::StartOn).order_by_asc(Column::Kind);
    found.all(db).await?.into_iter().map(read).collect()
}

fn read(row: Model) -> Result<Published> {
    let tables =
        serde_json::from_str(&row.tables).map_err(|_| broken("publication", &row.tables))?;
    Ok(Published { period: Period::of(row.kind, row.start_on), tables, at: row.published_at })
}

/// Puts one unless there is one: what was published stays.
pub async fn insert(
    txn: &Txn,
    period: &Period,
    tables: &Publication,
    now: DateTime<Utc>,
) -> Result<()> {
    let text =
        serde_json::to_string(tables).map_err(|error| broken("publication", &error.to_string()))?;
    let row = Model { kind: period.kind, start_on: period.start, tables: text, published_at: now };
    let stay = OnConflict::columns([Column::Kind, Column::StartOn]).do_nothing().to_owned();
    let row = row.into_active_model().reset_all();
    Entity::insert(row).on_conflict(stay).exec_without_returning(txn).await?;
    Ok(())
}

/// Somebody of whom something was asked in a closed period.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Judged {
    pub employee_id: EmployeeId,
    pub office_id: OfficeId,
    pub status: Status,
}

/// All of a period, in no order.
pub async fn judged(db: &impl ConnectionTrait, period: &Period) -> Result<Vec<Judged>> {
    use closed_results::Column as Result;
    let found = closed_results::Entity::find()
        .select_only()
        .columns([Result::EmployeeId, Result::OfficeId, Result::Status])
        .filter(Result::Kind.eq(period.kind))
        .filter(Result::StartOn.eq(period.start))
        .filter(Result::Status.is_in([Status::Met, Status::MetLate, Status::Short]));
    Ok(found.into_model().all(db).await?)
}

/// That somebody bought at sellers of a sub-district and a line of business.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Visit {
    pub employee_id: EmployeeId,
    pub district: Option<String>,
    pub goods: Option<Goods>,
}

/// Those of some days, each once, the lowest person first.
pub async fn visits(db: &impl ConnectionTrait, period: &Period) -> Result<Vec<Visit>> {
    let found = Purchases::find()
        .select_only()
        .distinct()
        .join(JoinType::InnerJoin, Relation::Seller.def())
        .filter(Purchase::State.is_in([State::Recorded, State::Verified]))
        .filter(Purchase::Funding.eq(Funding::Personal))
        .filter(Purchase::PurchasedOn.between(period.start, period.end))
        .column(Purchase::EmployeeId)
        .column(Seller::District)
        .column(Seller::Goods)
        .order_by_asc(Purchase::EmployeeId)
        .order_by_asc(Seller::District)
        .order_by_asc(Seller::Goods);
    Ok(found.into_model().all(db).await?)
}
