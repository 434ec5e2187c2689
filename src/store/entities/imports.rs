//! A table that was imported.

use sea_orm::entity::prelude::*;

use crate::rules::import::ImportKind;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "imports")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub kind: ImportKind,
    pub imported_by: Option<i64>,
    pub imported_at: DateTimeUtc,
    pub row_count: i64,
    pub created: i64,
    pub changed: i64,
    pub undone_by: Option<i64>,
    pub undone_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
