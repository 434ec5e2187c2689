//! A browser to which its owner lets us push.

use sea_orm::entity::prelude::*;

use pekan_rules::{EmployeeId, PushSubscriptionId, SessionId};

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "push_subscriptions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PushSubscriptionId,
    pub employee_id: EmployeeId,
    /// In which it was made, while that stands.
    pub session_id: Option<SessionId>,
    /// In words, as it names itself; may be empty.
    pub browser: String,
    /// The address of the push service, for this browser alone.
    pub endpoint: String,
    /// The key of the browser, base64url.
    pub p256dh: String,
    /// What only the browser and we know, base64url.
    pub auth: String,
    pub created_at: DateTimeUtc,
    /// When its push service last took something.
    pub last_ok_at: Option<DateTimeUtc>,
    /// How often in a row its push service has refused.
    pub failures: i32,
}

impl std::fmt::Debug for Model {
    /// Without the address and the keys: whoever has them can push there.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PushSubscription")
            .field("id", &self.id)
            .field("employee_id", &self.employee_id)
            .finish_non_exhaustive()
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
