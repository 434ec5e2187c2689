//! The sheet that hangs at an event or at a place: its code opens the form for a purchase there.

use rocket::get;

use super::Keeper;
use crate::rules::EventId;
use crate::store::events::{self, Event};
use crate::text::{Arg, Language, formats, text, text_with};
use crate::web::HttpError;
use crate::web::answers::download::Download;
use crate::web::documents::leaflet::{Format, sheet};
use crate::web::input::url_id::UrlId;

#[get("/acara/<id>/poster/<format>")]
pub async fn poster(
    id: UrlId<EventId>,
    format: Format,
    context: Keeper<'_>,
) -> Result<Download, HttpError> {
    let event = events::by_id(context.db(), id.0).await?.ok_or_else(HttpError::not_found)?;
    let facts = facts(context.language, &event);
    let path = format!("/belanja/baru?acara={}", event.id);
    sheet(&context, (event.name, facts), &path, (format!("acara-{}", id.0), format)).await
}

/// Where and when.
fn facts(language: Language, event: &Event) -> Vec<String> {
    let place = [event.place.as_deref(), event.district.as_deref()];
    let place: Vec<&str> = place.into_iter().flatten().collect();
    let days = match event.to_on {
        Some(to) if to != event.from_on => Some(formats::date_range(language, event.from_on, to)),
        Some(_) => Some(formats::date_long(language, event.from_on)),
        None => None,
    };
    let weekly = event.weekday.map(|number| {
        let day = text(language, &format!("weekday-{number}"));
        text_with(language, "event-each", &[("day", Arg::from(&day))])
    });
    let when: Vec<String> = [weekly, days].into_iter().flatten().collect();
    [place.join(", "), when.join(", ")].into_iter().filter(|line| !line.is_empty()).collect()
}
