//! A browser from which somebody has signed in before.

use sea_orm::entity::prelude::*;

use pekan_rules::EmployeeId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "devices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub employee_id: EmployeeId,
    pub created_at: DateTimeUtc,
    /// Without a sign-in until then it is forgotten.
    pub expires_at: DateTimeUtc,
    /// Tries since the last one that was right.
    pub tries: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
