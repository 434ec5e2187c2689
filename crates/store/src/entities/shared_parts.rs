//! The part of a receipt that somebody is to have, or has.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use pekan_rules::shared_part::PartState;
use pekan_rules::{EmployeeId, PurchaseId, SharedPartId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "shared_parts")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: SharedPartId,
    /// Of who recorded the receipt.
    pub purchase_id: PurchaseId,
    pub proposed_by: EmployeeId,
    pub employee_id: EmployeeId,
    /// Rupiah.
    pub amount: i64,
    pub state: PartState,
    pub proposed_at: DateTimeUtc,
    pub settled_at: Option<DateTimeUtc>,
    /// What was recorded for the colleague.
    pub recorded_id: Option<PurchaseId>,
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
        belongs_to = "super::employees::Entity",
        from = "Column::ProposedBy",
        to = "super::employees::Column::Id"
    )]
    Proposer,
    #[sea_orm(
        belongs_to = "super::purchases::Entity",
        from = "Column::PurchaseId",
        to = "super::purchases::Column::Id"
    )]
    Purchase,
}

impl ActiveModelBehavior for ActiveModel {}
