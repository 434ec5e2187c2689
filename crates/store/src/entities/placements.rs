//! Where somebody works, and as what, from when to when.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use pekan_rules::{EmployeeId, EmploymentType, OfficeId, PlacementId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "placements")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PlacementId,
    pub employee_id: EmployeeId,
    pub office_id: OfficeId,
    pub position_level: String,
    pub position_title: Option<String>,
    pub grade: Option<String>,
    pub employment_type: EmploymentType,
    /// Rupiah a month.
    pub reference_amount: Option<i64>,
    pub from_on: Date,
    pub to_on: Option<Date>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
