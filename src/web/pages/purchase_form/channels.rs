//! By which way something was bought, and at which event.

use chrono::NaiveDate;

use crate::rules::channel::{BuiltIn, Channels};
use crate::rules::event::{EventKind, EventState};
use crate::store::events::{self, Event};
use crate::store::sellers::Recent;
use crate::store::{self, consignments};
use crate::text::{Language, channel_name};
use crate::web::AppState;
use crate::web::views::form_values::FormValues;
use crate::web::views::purchase_form::ChannelChoice;

/// The event that a form names, unless there is none of this id or it was cancelled.
pub async fn event(app: &AppState, named: &str) -> store::Result<Option<Event>> {
    let Ok(id) = named.parse() else { return Ok(None) };
    let found = events::by_id(app.store.reader(), id).await?;
    Ok(found.filter(|event| event.state == EventState::Planned))
}

/// The makers whose goods are at the place where somebody has bought, if it is such a place.
pub async fn makers(
    app: &AppState,
    event: Option<&Event>,
    today: NaiveDate,
) -> store::Result<Vec<Recent>> {
    let Some(place) = event.filter(|event| event.kind == EventKind::SalePoint) else {
        return Ok(Vec::new());
    };
    let makers = consignments::makers(app.store.reader(), place.id, today).await?;
    let offered = makers.into_iter().map(|maker| Recent {
        id: maker.id,
        name: maker.name,
        district: maker.district,
        amount: 0,
    });
    Ok(offered.collect())
}

/// Fills in the channel that was not typed, and takes away an event that no page could show.
pub fn complete(values: &mut FormValues, channels: &Channels, event: Option<&Event>) {
    let typed = values.get("channel").and_then(|text| channels.read(text));
    let usual = event.map_or(BuiltIn::Direct, |event| event.kind.channel());
    values.set("channel", typed.unwrap_or_else(|| usual.into()).code());
    if event.is_none() && values.get("event").is_some() {
        values.set("event", "");
    }
}

/// All that are offered, and the chosen one: the built-in ones first, those of the installation before the last.
pub fn choices(language: Language, channels: &Channels, chosen: &str) -> Vec<ChannelChoice> {
    let known = BuiltIn::ALL.into_iter().map(Into::into);
    let (mut codes, last): (Vec<_>, Vec<_>) =
        known.partition(|code| *code != BuiltIn::Other.into());
    codes.extend(channels.offered().map(|own| own.code.clone()));
    codes.extend(last);
    if let Some(gone) = channels.read(chosen).filter(|chosen| !codes.contains(chosen)) {
        codes.push(gone);
    }
    let choices = codes.into_iter().map(|code| ChannelChoice {
        label: channel_name(language, channels, &code),
        value: code.code().to_owned(),
    });
    choices.collect()
}
