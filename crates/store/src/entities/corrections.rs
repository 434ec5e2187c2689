//! What somebody says is wrong about them.

use pekan_rules::correction::{CorrectionField, CorrectionState};
use pekan_rules::{CorrectionId, EmployeeId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "corrections")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: CorrectionId,
    pub employee_id: EmployeeId,
    pub field: CorrectionField,
    /// What it should be, in their words.
    pub wanted: String,
    pub note: Option<String>,
    pub state: CorrectionState,
    pub asked_at: DateTimeUtc,
    pub decided_by: Option<EmployeeId>,
    pub decided_at: Option<DateTimeUtc>,
    /// Why it was not put right.
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
