//! A public holiday or joint leave day.

use sea_orm::entity::prelude::*;

use pekan_rules::calendar::HolidayKind;
use pekan_rules::{HolidayId, OfficeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "holidays")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: HolidayId,
    pub day: Date,
    pub office_id: Option<OfficeId>,
    pub name: String,
    pub kind: HolidayKind,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
