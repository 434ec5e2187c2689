//! A period that is closed, or being closed.

use sea_orm::entity::prelude::*;

use pekan_rules::close::ClosingState;
use pekan_rules::{EmployeeId, PeriodKind};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "closings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: PeriodKind,
    #[sea_orm(primary_key, auto_increment = false)]
    pub start_on: Date,
    pub state: ClosingState,
    pub begun_at: DateTimeUtc,
    pub begun_by: Option<EmployeeId>,
    pub closed_at: Option<DateTimeUtc>,
    pub people: i64,
    pub done: i64,
    pub done_up_to: EmployeeId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
