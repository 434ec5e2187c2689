//! What a system is told, and what became of it.

use sea_orm::entity::prelude::*;

use pekan_rules::mail::MailState;
use pekan_rules::webhook::WebhookKind;
use pekan_rules::{MailId, PeriodKind, PolicyId, PurchaseId, WebhookDeliveryId, WebhookId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_deliveries")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: WebhookDeliveryId,
    pub webhook_id: WebhookId,
    pub kind: WebhookKind,
    pub mail_id: Option<MailId>,
    pub purchase_id: Option<PurchaseId>,
    pub period_kind: Option<PeriodKind>,
    pub period_start: Option<Date>,
    pub policy_id: Option<PolicyId>,
    pub message_id: String,
    pub state: MailState,
    pub created_at: DateTimeUtc,
    pub next_attempt_at: DateTimeUtc,
    pub lease_until: Option<DateTimeUtc>,
    pub attempts: i32,
    pub reply: String,
    pub sent_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::webhooks::Entity",
        from = "Column::WebhookId",
        to = "super::webhooks::Column::Id"
    )]
    Webhook,
}

impl Related<super::webhooks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Webhook.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
