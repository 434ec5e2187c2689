//! Who says that they buy nothing in a period.

use sea_orm::entity::prelude::*;

use crate::rules::PeriodKind;
use crate::rules::declaration::Reason;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "declarations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub employee_id: i64,
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
