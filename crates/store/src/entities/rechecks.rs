//! Facts that changed on days that closed periods hold.

use sea_orm::entity::prelude::*;

use pekan_rules::amendment::Cause;
use pekan_rules::{EmployeeId, RecheckId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rechecks")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: RecheckId,
    pub employee_id: Option<EmployeeId>,
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub cause: Cause,
    pub author_id: Option<EmployeeId>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
