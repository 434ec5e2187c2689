//! A purchase of an office that followed its seller into another.

use sea_orm::entity::prelude::*;

use pekan_rules::{OfficePurchaseId, SellerMergeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "merged_office_purchases")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub merge_id: SellerMergeId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub office_purchase_id: OfficePurchaseId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
