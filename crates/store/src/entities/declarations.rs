//! Who says that they buy nothing in a period.

use sea_orm::entity::prelude::*;

use pekan_rules::declaration::Reason;
use pekan_rules::{EmployeeId, PeriodKind};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "declarations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub employee_id: EmployeeId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: PeriodKind,
    #[sea_orm(primary_key, auto_increment = false)]
    pub start_on: Date,
    pub reason: Reason,
    pub declared_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
