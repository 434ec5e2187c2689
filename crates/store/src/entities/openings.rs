//! Who has opened what of somebody else.

use sea_orm::entity::prelude::*;

use pekan_rules::opening::OpeningKind;
use pekan_rules::{EmployeeId, OpeningId, RecordId, RoleKind};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "openings")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: OpeningId,
    pub kind: OpeningKind,
    /// The purchase, exemption or mail.
    pub record_id: RecordId,
    pub owner_id: EmployeeId,
    pub reader_id: EmployeeId,
    /// By which role; the first of them, where there were several.
    pub role: Option<RoleKind>,
    pub opened_on: Date,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
