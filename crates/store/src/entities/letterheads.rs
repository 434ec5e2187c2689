//! What stands above the recaps of an office, and who signs them.

use sea_orm::entity::prelude::*;

use pekan_rules::{EmployeeId, OfficeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letterheads")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub office_id: OfficeId,
    pub address: Option<String>,
    pub contact: Option<String>,
    pub place: String,
    pub position: String,
    pub signer: String,
    pub signer_rank: Option<String>,
    pub signer_number: Option<String>,
    pub changed_by: Option<EmployeeId>,
    pub changed_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
