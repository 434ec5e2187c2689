//! A role over an office and all below it.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use pekan_rules::{EmployeeId, OfficeId, RoleId, RoleKind};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "roles")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: RoleId,
    pub employee_id: EmployeeId,
    pub kind: RoleKind,
    pub office_id: Option<OfficeId>,
    pub from_on: Date,
    pub to_on: Option<Date>,
    #[serde(deserialize_with = "crate::gather::boolean")]
    pub acting: bool,
    pub created_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
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
