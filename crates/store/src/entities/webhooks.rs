//! A system that is told what happens.

use sea_orm::entity::prelude::*;

use pekan_rules::{EmployeeId, WebhookId};

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhooks")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: WebhookId,
    pub url: String,
    pub secret: String,
    /// Names with spaces between them.
    pub kinds: String,
    pub created_by: EmployeeId,
    pub created_at: DateTimeUtc,
    pub paused_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
}

impl std::fmt::Debug for Model {
    /// Without the secret, which no log is to have.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Webhook")
            .field("id", &self.id)
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
