//! An office, a node of the tree.

use sea_orm::entity::prelude::*;

use pekan_rules::{OfficeId, Zone};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "offices")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: OfficeId,
    pub code: String,
    pub name: String,
    pub kind: String,
    pub parent_id: Option<OfficeId>,
    pub time_zone: Zone,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
