//! A table that was imported.

use sea_orm::entity::prelude::*;

use pekan_rules::import::ImportKind;
use pekan_rules::{EmployeeId, ImportId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "imports")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ImportId,
    pub kind: ImportKind,
    pub imported_by: Option<EmployeeId>,
    pub imported_at: DateTimeUtc,
    pub row_count: i64,
    pub created: i64,
    pub changed: i64,
    pub undone_by: Option<EmployeeId>,
    pub undone_at: Option<DateTimeUtc>,
    /// Since when there are no rows of it by which it could be undone.
    pub rows_removed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
