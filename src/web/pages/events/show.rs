//! One event: when and where, and for those who keep the sellers what was bought there and what became of it.

use chrono::Days;
use rocket::{get, post};

use super::Keeper;
use crate::rules::EventId;
use crate::rules::event::{EventKind, EventState};
use crate::store::events::Event;
use crate::store::sellers::Seller;
use crate::store::{consignments, events, insights, seller_search};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::SignedInAs;
use crate::web::input::form::Form;
use crate::web::input::query::{Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::views::events::{BoughtAtEvent, EventPage, EventRow, MakerRow, Makers};
use crate::web::views::form_values::FormValues;
use crate::web::views::sellers::NamedSeller;
use crate::workflows::events as verbs;

/// Days that are named of what comes again.
const NEXT: usize = 4;
/// How far ahead they are looked for.
const AHEAD: u64 = 366;
/// Makers that are found.
const FOUND: u64 = 8;

parameters! {
    pub struct EventQuery {
        /// Which maker is looked for.
        pub cari: Option<String>,
    }
}

#[get("/acara/<id>")]
pub async fn show(
    id: UrlId<EventId>,
    context: Context<'_>,
    query: Query<EventQuery>,
) -> Result<Page, HttpError> {
    page(&context, id.0, query.0.cari, FormValues::default()).await
}

pub async fn page<R: SignedInAs>(
    context: &Context<'_, R>,
    id: EventId,
    looked_for: Option<String>,
    form: FormValues,
) -> Result<Page, HttpError> {
    let (db, user) = (context.db(), &context.user);
    let event = events::by_id(db, id).await?.ok_or_else(HttpError::not_found)?;
    let schedule = events::schedule(&event);
    let coming = schedule.occurrences(user.today, user.today + Days::new(AHEAD));
    let next = coming.into_iter().take(NEXT).map(|once| once.from);
    let is_planned = event.state == EventState::Planned;
    let bought = if user.viewer.may_keep_sellers() {
        Some(BoughtAtEvent::of(insights::of_event(db, id).await?, user.today))
    } else {
        None
    };
    Ok(context.render(&EventPage {
        version: event.version,
        weekday: event.weekday,
        organiser: event.organiser.clone(),
        expected_sellers: event.expected_sellers,
        reason: event.reason.clone(),
        next: next.filter(|_| event.weekday.is_some() && is_planned).collect(),
        may_log: is_planned && schedule.last_before(user.today).is_some(),
        makers: makers(context, &event, looked_for).await?,
        bought,
        event: EventRow::of(&event, None, user.today),
        form,
    }))
}

/// Of a place where small businesses sell; those who keep the sellers look for more.
async fn makers<R: SignedInAs>(
    context: &Context<'_, R>,
    event: &Event,
    looked_for: Option<String>,
) -> Result<Option<Makers>, HttpError> {
    if event.kind != EventKind::SalePoint {
        return Ok(None);
    }
    let db = context.db();
    let there = consignments::of_event(db, event.id).await?;
    let looked_for = looked_for.filter(|text| !text.trim().is_empty());
    let found = match looked_for.as_deref() {
        Some(text) if context.user.viewer.may_keep_sellers() => {
            seller_search::first(db, Some(text), None, FOUND).await?
        }
        _ => Vec::new(),
    };
    let is_there = |seller: &Seller| {
        there.iter().any(|(row, maker)| row.to_on.is_none() && maker.id == seller.id)
    };
    Ok(Some(Makers {
        found: found.iter().filter(|one| !is_there(one)).map(NamedSeller::of).collect(),
        there: there.iter().map(|(row, maker)| MakerRow::of(row, maker)).collect(),
        looked_for,
    }))
}

#[post("/acara/<id>/batal", data = "<form>")]
pub async fn cancel(
    id: UrlId<EventId>,
    context: Keeper<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["version", "reason"], &[])?;
    let about = (id.0, form.0.text("version").parse().unwrap_or(0));
    let (warrant, reason) = (context.user.warrant(), form.0.text("reason"));
    let done = verbs::cancel(context.store(), &warrant, about, reason).await;
    let again = page(&context, id.0, None, form.0.values());
    let done = done.map(|_| format!("/acara/{}", id.0));
    context.finish_versioned(done, "flash-event-cancelled", again).await
}
