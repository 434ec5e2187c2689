//! A record that an import made or changed.

use sea_orm::entity::prelude::*;

use pekan_rules::{ImportId, RecordId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: ImportId,
    pub sheet_row: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: RecordId,
    pub before: Option<String>,
    pub after: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
