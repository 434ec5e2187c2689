//! A sign-in whose password was right and whose code is waited for.

use sea_orm::entity::prelude::*;

use pekan_rules::EmployeeId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_steps")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub employee_id: EmployeeId,
    /// On a device of one's own.
    pub remembered: bool,
    /// Whether the identity provider vouched for them, and no password was typed.
    pub by_provider: bool,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    /// Codes that were typed.
    pub tries: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
