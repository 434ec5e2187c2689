//! A reviewer says that a seller is no small business.

use sea_orm::entity::prelude::*;

use pekan_rules::seller::DoubtState;
use pekan_rules::{EmployeeId, PurchaseId, SellerDoubtId, SellerId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seller_doubts")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: SellerDoubtId,
    pub seller_id: SellerId,
    /// Which was rejected for it.
    pub purchase_id: PurchaseId,
    pub reason: String,
    pub state: DoubtState,
    pub raised_by: EmployeeId,
    pub raised_at: DateTimeUtc,
    pub decided_by: Option<EmployeeId>,
    pub decided_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
