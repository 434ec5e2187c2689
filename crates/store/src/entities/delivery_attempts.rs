//! What became of one try to send a mail.

use sea_orm::entity::prelude::*;

use pekan_rules::mail::AttemptOutcome;
use pekan_rules::{DeliveryAttemptId, MailId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delivery_attempts")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: DeliveryAttemptId,
    pub mail_id: MailId,
    pub attempted_at: DateTimeUtc,
    pub outcome: AttemptOutcome,
    pub reply: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::mails::Entity",
        from = "Column::MailId",
        to = "super::mails::Column::Id"
    )]
    Mail,
}

impl ActiveModelBehavior for ActiveModel {}
