//! How files of a shape are read.

use chrono::{DateTime, Utc};
use pekan_rules::{EmployeeId, ImportKind, ImportMappingId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_mappings")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ImportMappingId,
    pub kind: ImportKind,
    pub shape: String,
    pub mapping: String,
    pub saved_by: Option<EmployeeId>,
    /// Of an operator: it holds for their own files.
    pub only_theirs: bool,
    pub saved_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
