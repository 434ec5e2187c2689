//! Days on which nothing is asked of somebody.

use sea_orm::entity::prelude::*;

use pekan_rules::calendar::ExemptionState;
use pekan_rules::media::MediaType;
use pekan_rules::{EmployeeId, ExemptionId, ExemptionReason};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "exemptions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ExemptionId,
    pub employee_id: EmployeeId,
    pub from_on: Date,
    pub to_on: Date,
    pub reason: ExemptionReason,
    pub state: ExemptionState,
    pub requested_by: EmployeeId,
    pub decided_by: Option<EmployeeId>,
    pub decided_at: Option<DateTimeUtc>,
    pub decision_reason: Option<String>,
    pub withdrawn_by: Option<EmployeeId>,
    pub withdrawn_at: Option<DateTimeUtc>,
    pub withdrawn_reason: Option<String>,
    pub document_sha256: Option<String>,
    pub document_type: Option<MediaType>,
    pub document_bytes: Option<i64>,
    pub created_at: DateTimeUtc,
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
