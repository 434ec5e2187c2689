//! Systems of the district that are told what happens.

use serde::Serialize;

use super::View;
use super::form_values::FormValues;
use crate::rules::mail::MailState;
use crate::rules::unsent::Unsent;
use crate::rules::webhook::WebhookKind;
use crate::rules::{WebhookDeliveryId, WebhookId};

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct WebhooksPage {
    pub zone: String,
    /// Of the one that was added right now: no page shows it again.
    pub key: Option<String>,
    pub webhooks: Vec<WebhookRow>,
    /// The newest first.
    pub deliveries: Vec<DeliveryRow>,
    pub kinds: Vec<WebhookKind>,
    pub form: FormValues,
}

impl View for WebhooksPage {
    const TEMPLATE: &'static str = "admin/webhooks/index.html";
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct WebhookRow {
    pub id: WebhookId,
    pub url: String,
    pub kinds: Vec<WebhookKind>,
    /// Since when nothing is sent to it.
    pub paused_at: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct DeliveryRow {
    pub id: WebhookDeliveryId,
    pub kind: WebhookKind,
    /// To which system.
    pub url: String,
    pub state: MailState,
    /// When it was taken, else when it was put in.
    pub at: String,
    pub attempts: i32,
    /// What was last answered; may be empty.
    pub reply: String,
    /// Where that is ours and no receiver's.
    pub why: Option<Unsent>,
}
