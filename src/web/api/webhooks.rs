//! What other systems were told, for administrators.

use chrono::{DateTime, Utc};
use rocket::{State, get, post};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::paging::Paging;
use crate::rules::mail::MailState;
use crate::rules::unsent::Unsent;
use crate::rules::webhook::WebhookKind;
use crate::rules::{Problem, WebhookDeliveryId, WebhookId};
use crate::store::webhooks::{self, Delivery, Search, Webhook};
use crate::web::answers::json::{Answer, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::Administrator;
use crate::web::input::query::{Parameter, Query, choice, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows;

#[derive(Serialize, ToSchema)]
pub struct DeliveryJson {
    #[schema(value_type = i64)]
    id: WebhookDeliveryId,
    /// `message`, `purchase.recorded`, `period.closed` or `policy.added`.
    #[schema(value_type = String)]
    kind: WebhookKind,
    /// The receiver that it is for.
    #[schema(value_type = i64)]
    webhook: WebhookId,
    url: Option<String>,
    /// The `webhook-id` by which the receiver knows it, the same for each attempt.
    message_id: String,
    /// `queued`, `sending`, `sent`, `failed` or `obsolete`.
    #[schema(value_type = String)]
    state: MailState,
    attempts: i32,
    created_at: DateTime<Utc>,
    next_attempt_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
    /// What the receiver has last answered: a status and the beginning of its words.
    reply: Option<String>,
    /// Why it was not sent, where no receiver was asked: `cancelled`, `ended`, `no-longer-so` and others.
    #[schema(value_type = Option<String>)]
    why: Option<Unsent>,
}

impl DeliveryJson {
    fn of((delivery, webhook): (Delivery, Option<Webhook>)) -> Self {
        let why = Unsent::from_name(&delivery.reply);
        Self {
            id: delivery.id,
            kind: delivery.kind,
            webhook: delivery.webhook_id,
            url: webhook.map(|webhook| webhook.url),
            message_id: delivery.message_id,
            state: delivery.state,
            attempts: delivery.attempts,
            created_at: delivery.created_at,
            next_attempt_at: delivery.next_attempt_at,
            sent_at: delivery.sent_at,
            reply: Some(delivery.reply).filter(|reply| why.is_none() && !reply.is_empty()),
            why,
        }
    }
}

impl Parameter for Option<WebhookKind> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, WebhookKind::from_name)
    }
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct DeliveryQuery {
        #[param(value_type = Option<String>)]
        pub state: Option<MailState>,
        #[param(value_type = Option<String>)]
        pub kind: Option<WebhookKind>,
        /// Only those for this receiver.
        #[param(value_type = Option<i64>)]
        pub webhook: Option<i64>,
    }
}

/// What other systems were told or wait to be, the newest first.
#[utoipa::path(context_path = "/api", tag = "webhooks",
    params(DeliveryQuery, Paging),
    responses((status = 200, body = List<DeliveryJson>)))]
#[get("/v1/webhooks/deliveries")]
pub async fn list(
    _caller: Caller<Administrator>,
    query: Query<(DeliveryQuery, Paging)>,
    app: &State<AppState>,
) -> Result<Answer<List<DeliveryJson>>, HttpError> {
    let (DeliveryQuery { state, kind, webhook }, paging) = query.0;
    let webhook = webhook.map(WebhookId);
    let (after, limit) = (paging.after.map(WebhookDeliveryId), paging.to_ask());
    let search = Search { state, kind, webhook, after, limit };
    let found = webhooks::search(app.store.reader(), &search).await?;
    Ok(Answer::ok(paging.list(found, |(one, _)| one.id, DeliveryJson::of)))
}

/// One of them.
#[utoipa::path(context_path = "/api", tag = "webhooks", params(("id" = i64, Path)),
    responses((status = 200, body = DeliveryJson)))]
#[get("/v1/webhooks/deliveries/<id>")]
pub async fn show(
    _caller: Caller<Administrator>,
    id: UrlId<WebhookDeliveryId>,
    app: &State<AppState>,
) -> Result<Answer<DeliveryJson>, HttpError> {
    one(app, id.0).await
}

async fn one(app: &AppState, id: WebhookDeliveryId) -> Result<Answer<DeliveryJson>, HttpError> {
    let found = webhooks::delivery(app.store.reader(), id).await?;
    Ok(Answer::ok(DeliveryJson::of(found.ok_or_else(HttpError::not_found)?)))
}

/// Puts a delivery that has failed back in the queue. While its receiver is paused it waits.
#[utoipa::path(context_path = "/api", tag = "webhooks", params(("id" = i64, Path)),
    responses((status = 200, body = DeliveryJson)))]
#[post("/v1/webhooks/deliveries/<id>/retry")]
pub async fn retry(
    caller: Caller,
    id: UrlId<WebhookDeliveryId>,
    app: &State<AppState>,
) -> Result<Answer<DeliveryJson>, HttpError> {
    workflows::webhooks::retry(&app.store, &caller.0.warrant(), id.0).await?;
    one(app, id.0).await
}

/// Drops a delivery that waits.
#[utoipa::path(context_path = "/api", tag = "webhooks", params(("id" = i64, Path)),
    responses((status = 200, body = DeliveryJson)))]
#[post("/v1/webhooks/deliveries/<id>/cancel")]
pub async fn cancel(
    caller: Caller,
    id: UrlId<WebhookDeliveryId>,
    app: &State<AppState>,
) -> Result<Answer<DeliveryJson>, HttpError> {
    workflows::webhooks::cancel(&app.store, &caller.0.warrant(), id.0).await?;
    one(app, id.0).await
}
