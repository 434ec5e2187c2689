//! A secret that opens an account once: a link, or the code of a slip.

use sea_orm::entity::prelude::*;

use pekan_rules::EmployeeId;
use pekan_rules::activation::Channel;
use pekan_rules::mail::LinkPurpose;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "one_use_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub employee_id: EmployeeId,
    pub purpose: LinkPurpose,
    pub channel: Channel,
    /// None where people asked for it themselves.
    pub issued_by: Option<EmployeeId>,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub used_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
