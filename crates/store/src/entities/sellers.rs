//! A micro, small or medium business.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use pekan_rules::{EmployeeId, SellerId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "sellers")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: SellerId,
    pub name: String,
    pub district: Option<String>,
    pub name_key: String,
    pub district_key: String,
    pub ineligible_from: Option<Date>,
    pub ineligible_until: Option<Date>,
    pub created_by: Option<EmployeeId>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
