//! A maker has goods at a place where small businesses sell.

use sea_orm::entity::prelude::*;

use pekan_rules::{ConsignmentId, EmployeeId, EventId, SellerId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consignments")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ConsignmentId,
    pub event_id: EventId,
    pub seller_id: SellerId,
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub created_by: EmployeeId,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
