//! The circular on which a policy rests, as a PDF.

use sea_orm::entity::prelude::*;

use pekan_rules::{EmployeeId, PolicyDocumentId, PolicyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_documents")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PolicyDocumentId,
    pub policy_id: Option<PolicyId>,
    pub stored_sha256: String,
    pub bytes: i64,
    pub uploaded_by: Option<EmployeeId>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
