//! Somebody has reminded the people of an office by hand.

use sea_orm::entity::prelude::*;

use pekan_rules::{EmployeeId, OfficeId, PeriodKind, RemindingId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "remindings")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: RemindingId,
    pub office_id: OfficeId,
    pub period_kind: PeriodKind,
    pub period_start: Date,
    /// The day at the office.
    pub on_day: Date,
    pub reminded_by: EmployeeId,
    pub reminded_at: DateTimeUtc,
    /// How many were short.
    pub short: i32,
    /// How many mails were put into the outbox.
    pub written: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
