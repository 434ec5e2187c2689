//! What a photo looks like.

use sea_orm::entity::prelude::*;

use pekan_rules::{EmployeeId, ReceiptId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "likenesses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub receipt_id: ReceiptId,
    pub employee_id: EmployeeId,
    pub compared_at: DateTimeUtc,
    pub bits: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
