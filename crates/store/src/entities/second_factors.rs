//! A secret that somebody's app shares with us.

use sea_orm::entity::prelude::*;

use pekan_rules::EmployeeId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factors")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub employee_id: EmployeeId,
    pub secret: Vec<u8>,
    pub created_at: DateTimeUtc,
    /// When a code of it was first right; until then it is asked for nowhere.
    pub confirmed_at: Option<DateTimeUtc>,
    /// The half minute whose code was used last.
    pub last_step: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
