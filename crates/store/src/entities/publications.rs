//! What the public is told of a closed period.

use sea_orm::entity::prelude::*;

use pekan_rules::PeriodKind;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "publications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: PeriodKind,
    #[sea_orm(primary_key, auto_increment = false)]
    pub start_on: Date,
    /// As JSON.
    pub tables: String,
    pub published_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
