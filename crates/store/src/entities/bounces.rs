//! Somebody was written to, and nobody was there.

use sea_orm::entity::prelude::*;

use pekan_rules::bounce::BounceSource;
use pekan_rules::{BounceId, EmployeeId, MailId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bounces")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: BounceId,
    pub employee_id: EmployeeId,
    pub mail_id: Option<MailId>,
    /// In lower case.
    pub address: String,
    pub source: BounceSource,
    pub noted_at: DateTimeUtc,
    /// Of what an administrator has entered.
    pub noted_by: Option<EmployeeId>,
    pub words: String,
    /// From then on it counts no more.
    pub cleared_at: Option<DateTimeUtc>,
    pub cleared_by: Option<EmployeeId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
