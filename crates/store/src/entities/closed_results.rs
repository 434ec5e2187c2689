//! How somebody stood in a closed period.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use pekan_rules::{EmployeeId, NotObliged, OfficeId, PeriodKind, PolicyId, Status, Zone};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "closed_results")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: PeriodKind,
    #[sea_orm(primary_key, auto_increment = false)]
    pub start_on: Date,
    #[sea_orm(primary_key, auto_increment = false)]
    pub employee_id: EmployeeId,
    pub office_id: OfficeId,
    pub time_zone: Zone,
    pub policy_id: Option<PolicyId>,
    pub status: Status,
    pub not_obliged: Option<NotObliged>,
    pub minimum: Option<i64>,
    pub minimum_count: Option<i32>,
    pub counted: i64,
    pub count: i32,
    pub shortfall: Option<i64>,
    pub holidays: Option<i32>,
    pub leave_days: Option<i32>,
    pub tier: Option<i32>,
    pub full_amount: Option<i64>,
    /// In hundredths of a percent.
    pub percent: Option<i32>,
    pub amendment: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
