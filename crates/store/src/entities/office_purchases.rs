//! What an office has bought from its own budget.

use pekan_rules::channel::Channel;
use pekan_rules::{EmployeeId, OfficeId, OfficePurchaseId, SellerId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "office_purchases")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: OfficePurchaseId,
    pub office_id: OfficeId,
    pub purchased_on: Date,
    pub amount: i64,
    pub channel: Channel,
    /// A small business of the list; anybody else by name.
    pub seller_id: Option<SellerId>,
    pub supplier: Option<String>,
    pub item: String,
    pub order_number: String,
    /// A domestic product (P3DN).
    pub domestic: bool,
    pub recorded_by: EmployeeId,
    pub recorded_at: DateTimeUtc,
    pub voided_by: Option<EmployeeId>,
    pub voided_at: Option<DateTimeUtc>,
    pub reason: Option<String>,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::sellers::Entity",
        from = "Column::SellerId",
        to = "super::sellers::Column::Id"
    )]
    Seller,
}

impl Related<super::sellers::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Seller.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
