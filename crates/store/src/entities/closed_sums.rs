//! What an office came to in a closed period, with all that hung below it.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use pekan_rules::{OfficeId, PeriodKind};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "closed_sums")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub office_id: OfficeId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: PeriodKind,
    #[sea_orm(primary_key, auto_increment = false)]
    pub start_on: Date,
    pub headcount: i64,
    pub obliged: i64,
    pub exempt: i64,
    pub met: i64,
    pub met_late: i64,
    pub short: i64,
    pub counted_amount: i64,
    pub shortfall_amount: i64,
    pub amendment: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
