//! Money an employee spent at a seller on one day.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use pekan_rules::channel::Channel;
use pekan_rules::purchase::{Funding, State};
use pekan_rules::sample::Attention;
use pekan_rules::seller_confirmation::SellerAnswer;
use pekan_rules::{EmployeeId, EventId, PurchaseId, SellerId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "purchases")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PurchaseId,
    pub employee_id: EmployeeId,
    pub recorded_by: EmployeeId,
    pub purchased_on: Date,
    pub amount: i64,
    /// What the whole receipt comes to, where this is a part of it.
    pub receipt_amount: Option<i64>,
    pub seller_id: SellerId,
    pub channel: Channel,
    /// Where it was bought at an event.
    pub event_id: Option<EventId>,
    pub description: Option<String>,
    /// Of what was ordered online.
    pub order_number: Option<String>,
    pub funding: Funding,
    #[serde(deserialize_with = "crate::gather::boolean")]
    pub no_receipt: bool,
    pub state: State,
    pub recorded_at: DateTimeUtc,
    /// What the seller says of it.
    pub seller_answer: Option<SellerAnswer>,
    pub looks_like: Option<PurchaseId>,
    pub idempotency_key: String,
    pub fingerprint: String,
    pub decided_by: Option<EmployeeId>,
    pub decided_at: Option<DateTimeUtc>,
    pub reason: Option<String>,
    pub version: i32,
    /// None until the worker has looked at it.
    pub attention: Option<Attention>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::employees::Entity",
        from = "Column::EmployeeId",
        to = "super::employees::Column::Id"
    )]
    Employee,
    #[sea_orm(
        belongs_to = "super::sellers::Entity",
        from = "Column::SellerId",
        to = "super::sellers::Column::Id"
    )]
    Seller,
}

impl Related<super::employees::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Employee.def()
    }
}

impl Related<super::sellers::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Seller.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
