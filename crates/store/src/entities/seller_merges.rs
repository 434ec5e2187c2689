//! The same seller, written down twice, made one.

use sea_orm::entity::prelude::*;

use pekan_rules::{EmployeeId, SellerId, SellerMergeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seller_merges")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: SellerMergeId,
    pub gone_id: SellerId,
    pub kept_id: SellerId,
    pub merged_by: EmployeeId,
    pub merged_at: DateTimeUtc,
    pub undone_by: Option<EmployeeId>,
    pub undone_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
