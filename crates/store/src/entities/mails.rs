//! The outbox.

use sea_orm::entity::prelude::*;

use pekan_rules::mail::{MailKind, MailState};
use pekan_rules::{EmployeeId, ExemptionId, MailId, PeriodKind, PurchaseId, RemindingId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mails")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: MailId,
    pub kind: MailKind,
    pub employee_id: EmployeeId,
    pub period_kind: Option<PeriodKind>,
    pub period_start: Option<Date>,
    pub purchase_id: Option<PurchaseId>,
    /// Where it goes; none: to the address that its receiver has when it is sent.
    pub address: Option<String>,
    /// What was changed of an account, as JSON.
    pub change: Option<String>,
    pub state: MailState,
    pub created_at: DateTimeUtc,
    pub next_attempt_at: DateTimeUtc,
    pub lease_until: Option<DateTimeUtc>,
    pub attempts: i32,
    pub message_id: String,
    pub recipient: Option<String>,
    pub subject: Option<String>,
    pub body: Option<String>,
    /// None for a mail that was only written to a folder.
    pub sent_at: Option<DateTimeUtc>,
    /// With which it was asked for, where somebody sent it by hand.
    pub reminding_id: Option<RemindingId>,
    /// From when its receiver's own page says it; none where it went out, or is to.
    pub shown_from: Option<DateTimeUtc>,
    /// When they had read it there.
    pub put_aside_at: Option<DateTimeUtc>,
    /// On how many phones it was shown; 0 where that was tried and none took it, none where no phone was tried.
    pub phones: Option<i32>,
    /// About which it is, where it was decided.
    pub exemption_id: Option<ExemptionId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::employees::Entity",
        from = "Column::EmployeeId",
        to = "super::employees::Column::Id"
    )]
    Employee,
    #[sea_orm(
        belongs_to = "super::purchases::Entity",
        from = "Column::PurchaseId",
        to = "super::purchases::Column::Id"
    )]
    Purchase,
    #[sea_orm(
        belongs_to = "super::remindings::Entity",
        from = "Column::RemindingId",
        to = "super::remindings::Column::Id"
    )]
    Reminding,
}

impl Related<super::employees::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Employee.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
