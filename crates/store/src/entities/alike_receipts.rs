//! Photos that are alike, or the same.

use sea_orm::entity::prelude::*;

use pekan_rules::ReceiptId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "alike_receipts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub receipt_id: ReceiptId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub earlier_id: ReceiptId,
    pub distance: i16,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
