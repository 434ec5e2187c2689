//! Systems of the district that are told what happens, and what became of it.

use std::collections::HashMap;

use rocket::{get, post};

use super::zone;
use crate::rules::unsent::Unsent;
use crate::rules::webhook::WebhookKind;
use crate::rules::{WebhookDeliveryId, WebhookId};
use crate::store::webhooks::{self, Webhook};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::Administrator;
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::input::form::Form;
use crate::web::input::url_id::UrlId;
use crate::web::request::local;
use crate::web::views::form_values::FormValues;
use crate::web::views::webhooks::{DeliveryRow, WebhookRow, WebhooksPage};
use crate::workflows;

/// How many of the deliveries are shown.
const NEWEST: u64 = 50;

const PATH: &str = "/admin/webhook";

#[get("/admin/webhook")]
pub async fn list(context: Context<'_, Administrator>) -> Result<Page, HttpError> {
    page(&context, None, FormValues::default()).await
}

async fn page(
    context: &Context<'_, Administrator>,
    key: Option<String>,
    form: FormValues,
) -> Result<Page, HttpError> {
    let (db, zone) = (context.db(), zone(&context.user));
    let standing = webhooks::standing(db).await?;
    let urls: HashMap<_, _> = standing.iter().map(|hook| (hook.id, hook.url.clone())).collect();
    let deliveries = webhooks::newest(db, NEWEST).await?.into_iter().map(|one| DeliveryRow {
        id: one.id,
        kind: one.kind,
        url: urls.get(&one.webhook_id).cloned().unwrap_or_default(),
        state: one.state,
        at: local(one.sent_at.unwrap_or(one.created_at), zone),
        attempts: one.attempts,
        why: Unsent::from_name(&one.reply),
        reply: one.reply,
    });
    let row = |hook: Webhook| WebhookRow {
        kinds: WebhookKind::ALL.into_iter().filter(|kind| hook.is_told(*kind)).collect(),
        id: hook.id,
        url: hook.url,
        paused_at: hook.paused_at.map(|at| local(at, zone)),
    };
    Ok(context.render(&WebhooksPage {
        zone: zone.label().to_owned(),
        key,
        deliveries: deliveries.collect(),
        webhooks: standing.into_iter().map(row).collect(),
        kinds: WebhookKind::ALL.to_vec(),
        form,
    }))
}

/// Adds one, and shows its key this once.
#[post("/admin/webhook", data = "<form>")]
pub async fn add(
    context: Context<'_, Administrator>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    let form = form.0;
    form.only(&[&["url"][..], WebhookKind::NAMES].concat(), &[])?;
    let kinds = WebhookKind::ALL.into_iter().filter(|kind| form.is_checked(kind.name()));
    let (store, warrant) = (context.store(), context.user.warrant());
    match workflows::webhooks::add(store, &warrant, form.text("url"), kinds.collect()).await {
        Ok(key) => Ok(Answer::page(page(&context, Some(key), FormValues::default()).await?)),
        refused => {
            let again = page(&context, None, form.values());
            context.finish(refused.map(|_| PATH), "flash-admin-saved", again).await
        }
    }
}

#[post("/admin/webhook/<id>/akhiri", data = "<form>")]
pub async fn end(
    id: UrlId<WebhookId>,
    context: Context<'_, Administrator>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    workflows::webhooks::end(context.store(), &context.user.warrant(), id.0).await?;
    Ok(context.done("flash-admin-saved", PATH))
}

#[post("/admin/webhook/<id>/lanjutkan", data = "<form>")]
pub async fn resume(
    id: UrlId<WebhookId>,
    context: Context<'_, Administrator>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    workflows::webhooks::resume(context.store(), &context.user.warrant(), id.0).await?;
    Ok(context.done("flash-webhook-queued", PATH))
}

#[post("/admin/webhook/kiriman/<id>/ulangi", data = "<form>")]
pub async fn retry(
    id: UrlId<WebhookDeliveryId>,
    context: Context<'_, Administrator>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    workflows::webhooks::retry(context.store(), &context.user.warrant(), id.0).await?;
    Ok(context.done("flash-webhook-queued", PATH))
}

#[post("/admin/webhook/kiriman/<id>/batal", data = "<form>")]
pub async fn cancel(
    id: UrlId<WebhookDeliveryId>,
    context: Context<'_, Administrator>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    workflows::webhooks::cancel(context.store(), &context.user.warrant(), id.0).await?;
    Ok(context.done("flash-webhook-cancelled", PATH))
}
