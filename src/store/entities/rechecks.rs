//! Facts that changed on days that closed periods hold.

use sea_orm::entity::prelude::*;

use crate::rules::amendment::Cause;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rechecks")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub employee_id: Option<i64>,
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub cause: Cause,
    pub author_id: Option<i64>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
