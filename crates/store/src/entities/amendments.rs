//! What changed in a closed period, or might.

use sea_orm::entity::prelude::*;

use pekan_rules::amendment::{Cause, State};
use pekan_rules::{AmendmentId, EmployeeId, PeriodKind};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "amendments")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: AmendmentId,
    pub kind: PeriodKind,
    pub start_on: Date,
    pub employee_id: EmployeeId,
    pub state: State,
    pub number: Option<i32>,
    pub cause: Cause,
    pub author_id: Option<EmployeeId>,
    pub created_at: DateTimeUtc,
    pub decided_by: Option<EmployeeId>,
    pub decided_at: Option<DateTimeUtc>,
    pub reason: Option<String>,
    /// When the facts came to something else after a refusal.
    pub overtaken_at: Option<DateTimeUtc>,
    pub before: Option<String>,
    pub after: Option<String>,
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
