//! Who did what.

use sea_orm::entity::prelude::*;

use pekan_rules::audit::AuditAction;
use pekan_rules::{AuditId, EmployeeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: AuditId,
    pub at: DateTimeUtc,
    pub actor_id: Option<EmployeeId>,
    /// Whose record it is, where it is about one person.
    pub about_id: Option<EmployeeId>,
    pub action: AuditAction,
    pub subject: String,
    pub details: String,
    /// The hash of the entry before; empty at the first.
    pub previous: String,
    /// Of that and of what the entry says.
    pub hash: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
