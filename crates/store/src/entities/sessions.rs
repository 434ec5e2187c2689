//! A signed-in browser.

use sea_orm::entity::prelude::*;

use pekan_rules::{EmployeeId, SessionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: SessionId,
    pub token_hash: String,
    pub employee_id: EmployeeId,
    /// In words, as it names itself; may be empty.
    pub browser: String,
    /// On a device of one's own.
    pub remembered: bool,
    pub created_at: DateTimeUtc,
    pub seen_at: DateTimeUtc,
    /// When its owner last proved themselves anew, by the password or at the identity provider.
    pub confirmed_at: DateTimeUtc,
    /// When the identity provider last vouched for its owner anew.
    pub vouched_at: Option<DateTimeUtc>,
    pub expires_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::employees::Entity",
        from = "Column::EmployeeId",
        to = "super::employees::Column::Id"
    )]
    Employee,
}

impl Related<super::employees::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Employee.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
