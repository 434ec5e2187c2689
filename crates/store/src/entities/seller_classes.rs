//! A class that a seller carries, from when to when.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use pekan_rules::seller_class::Curation;
use pekan_rules::{SellerClassId, SellerId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "seller_classes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: SellerClassId,
    pub seller_id: SellerId,
    pub class: String,
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub curation: Curation,
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

impl ActiveModelBehavior for ActiveModel {}
