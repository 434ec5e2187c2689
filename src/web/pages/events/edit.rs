//! A new event, and what is known of one.

use rocket::{get, post};

use super::Keeper;
use crate::rules::EventId;
use crate::rules::event::{Draft, FIELDS};
use crate::store::events;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::input::url_id::UrlId;
use crate::web::pages::purchase_form::districts;
use crate::web::views::events::{EventFormPage, NamedEvent};
use crate::web::views::form_values::FormValues;
use crate::workflows::events as verbs;

#[get("/acara/baru")]
pub fn new(context: Keeper<'_>) -> Page {
    blank(&context, FormValues::default())
}

fn blank(context: &Keeper<'_>, form: FormValues) -> Page {
    let districts = districts(&context.user);
    context.render(&EventFormPage { event: None, version: 0, districts, form })
}

#[post("/acara", data = "<form>")]
pub async fn add(context: Keeper<'_>, form: Form) -> Result<Answer, HttpError> {
    form.0.only(&FIELDS, &[])?;
    let added = verbs::add(context.store(), &context.user.warrant(), draft(&form.0)).await;
    let added = added.map(|event| format!("/acara/{}", event.id));
    let again = async { Ok(blank(&context, form.0.values())) };
    context.finish_versioned(added, "flash-event-added", again).await
}

#[get("/acara/<id>/ubah")]
pub async fn form(id: UrlId<EventId>, context: Keeper<'_>) -> Result<Page, HttpError> {
    page(&context, id.0, FormValues::default()).await
}

async fn page(context: &Keeper<'_>, id: EventId, typed: FormValues) -> Result<Page, HttpError> {
    let event = events::by_id(context.db(), id).await?.ok_or_else(HttpError::not_found)?;
    let known = Draft::of(&events::details(&event));
    let form = FormValues::default()
        .with("name", known.name)
        .with("kind", known.kind)
        .with("from", known.from)
        .with_some("to", known.to)
        .with_some("weekday", known.weekday)
        .with_some("place", known.place)
        .with_some("district", known.district)
        .with_some("organiser", known.organiser)
        .with_some("expected_sellers", known.expected_sellers)
        .overlaid(typed);
    Ok(context.render(&EventFormPage {
        version: event.version,
        event: Some(NamedEvent { id, name: event.name }),
        districts: districts(&context.user),
        form,
    }))
}

#[post("/acara/<id>", data = "<form>")]
pub async fn edit(
    id: UrlId<EventId>,
    context: Keeper<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    let fields: Vec<_> = FIELDS.into_iter().chain(["version"]).collect();
    form.0.only(&fields, &[])?;
    let (warrant, draft) = (context.user.warrant(), draft(&form.0));
    // What is no number is no version that anybody has seen.
    let about = (id.0, form.0.text("version").parse().unwrap_or(0));
    let edited = verbs::edit(context.store(), &warrant, about, |_| draft).await;
    let edited = edited.map(|event| format!("/acara/{}", event.id));
    let again = page(&context, id.0, form.0.values());
    context.finish_versioned(edited, "flash-admin-saved", again).await
}

fn draft(form: &Parts) -> Draft {
    let text = |field: &str| form.text(field).to_owned();
    let given = |field: &str| form.filled(field).map(str::to_owned);
    Draft {
        name: text("name"),
        kind: text("kind"),
        from: text("from"),
        to: given("to"),
        weekday: given("weekday"),
        place: given("place"),
        district: given("district"),
        organiser: given("organiser"),
        expected_sellers: given("expected_sellers"),
    }
}
