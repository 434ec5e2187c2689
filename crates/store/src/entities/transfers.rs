//! A move between offices that one side has proposed.

use sea_orm::entity::prelude::*;

use pekan_rules::transfer::TransferState;
use pekan_rules::{EmployeeId, OfficeId, TransferId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "transfers")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: TransferId,
    pub employee_id: EmployeeId,
    pub before: String,
    pub after: String,
    pub proposing_office_id: OfficeId,
    pub deciding_office_id: OfficeId,
    pub state: TransferState,
    pub proposed_by: EmployeeId,
    pub proposed_at: DateTimeUtc,
    pub decided_by: Option<EmployeeId>,
    pub decided_at: Option<DateTimeUtc>,
    pub reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::employees::Entity",
        from = "Column::EmployeeId",
        to = "super::employees::Column::Id"
    )]
    Employee,
}

impl Related<super::employees::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Employee.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
