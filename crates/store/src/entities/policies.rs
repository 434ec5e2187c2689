//! A quota policy; never edited.

use sea_orm::entity::prelude::*;

use pekan_rules::{EmployeeId, Mode, OfficeId, PeriodKind, PolicyId, ProrationRule};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policies")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PolicyId,
    pub title: String,
    pub legal_basis: String,
    pub mode: Mode,
    pub period: PeriodKind,
    pub office_id: OfficeId,
    pub effective_from: Date,
    pub effective_until: Option<Date>,
    pub minimum_amount: i64,
    /// In hundredths of a percent.
    pub minimum_percent: Option<i32>,
    pub minimum_count: i32,
    /// Lists as JSON; empty where all days and all sellers count.
    pub counts_on: Option<String>,
    pub seller_classes: Option<String>,
    pub tiers: String,
    pub holiday_rule: ProrationRule,
    pub leave_rule: ProrationRule,
    pub grace_days: i32,
    pub late_days: i32,
    pub max_amount_per_purchase: i64,
    pub reminders: Option<String>,
    pub created_by: Option<EmployeeId>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
