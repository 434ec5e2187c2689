//! How files of a shape are read.

use chrono::{DateTime, Utc};
use pekan_rules::{EmployeeId, ImportKind};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_mappings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: ImportKind,
    #[sea_orm(primary_key, auto_increment = false)]
    pub shape: String,
    pub mapping: String,
    pub saved_by: Option<EmployeeId>,
    pub saved_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
