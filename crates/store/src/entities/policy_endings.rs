//! That a policy ends earlier than it was to; added, never changed.

use sea_orm::entity::prelude::*;

use pekan_rules::{EmployeeId, PolicyEndingId, PolicyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_endings")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PolicyEndingId,
    pub policy_id: PolicyId,
    pub last_day: Date,
    pub reason: String,
    pub ended_by: Option<EmployeeId>,
    pub ended_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
