//! A link with which a seller says what was sold.

use sea_orm::entity::prelude::*;

use pekan_rules::{EmployeeId, SellerId, SellerLinkId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seller_links")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: SellerLinkId,
    pub seller_id: SellerId,
    pub token_hash: String,
    pub created_by: EmployeeId,
    pub created_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
