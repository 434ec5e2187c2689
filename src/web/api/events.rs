//! Bazaars, expos, campaigns and places at which small businesses sell.

use chrono::NaiveDate;
use rocket::{State, get, patch, post, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::offices::given as or_null;
use super::paging::Paging;
use super::sent_purchase::IfMatch;
use crate::rules::EventId;
use crate::rules::event::{Details, Draft, EventKind, EventState, year};
use crate::store::events::{self, Event};
use crate::web::answers::json::{Answer, Body, List, Tagged, given};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::SellerOfficer;
use crate::web::input::query::{Between, Query, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows::events as verbs;

#[derive(Serialize, ToSchema)]
pub struct EventJson {
    #[schema(value_type = i64)]
    id: EventId,
    name: String,
    /// `bazaar`, `expo`, `campaign` or `sale_point`.
    #[schema(value_type = String)]
    kind: EventKind,
    from: NaiveDate,
    /// `null` for a place that stays.
    to: Option<NaiveDate>,
    /// 1 (Monday) to 7: it comes again each week. `null`: it is on every day.
    weekday: Option<i32>,
    place: Option<String>,
    /// The sub-district.
    district: Option<String>,
    organiser: Option<String>,
    expected_sellers: Option<i64>,
    /// `planned` or `cancelled`.
    #[schema(value_type = String)]
    state: EventState,
    /// Why it was cancelled.
    reason: Option<String>,
    version: i32,
}

impl EventJson {
    fn of(event: Event) -> Self {
        Self {
            id: event.id,
            name: event.name,
            kind: event.kind,
            from: event.from_on,
            to: event.to_on,
            weekday: event.weekday,
            place: event.place,
            district: event.district,
            organiser: event.organiser,
            expected_sellers: event.expected_sellers,
            state: event.state,
            reason: event.reason,
            version: event.version,
        }
    }

    fn tagged(event: Event) -> Tagged<Self> {
        let version = event.version;
        Tagged { answer: Answer::ok(Self::of(event)), version }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEvent {
    name: String,
    /// `bazaar`, `expo`, `campaign` or `sale_point`.
    kind: String,
    /// `2026-11-20`
    from: String,
    /// Left out: it is over on the day on which it begins, and a place stays.
    to: Option<String>,
    /// 1 (Monday) to 7, for what comes again each week.
    weekday: Option<u32>,
    place: Option<String>,
    /// The sub-district.
    district: Option<String>,
    organiser: Option<String>,
    expected_sellers: Option<u32>,
}

impl From<NewEvent> for Draft {
    fn from(sent: NewEvent) -> Self {
        Self {
            name: sent.name,
            kind: sent.kind,
            from: sent.from,
            to: sent.to,
            weekday: sent.weekday.map(|number| number.to_string()),
            place: sent.place,
            district: sent.district,
            organiser: sent.organiser,
            expected_sellers: sent.expected_sellers.map(|count| count.to_string()),
        }
    }
}

/// What is left out stays; `null` clears.
#[allow(clippy::option_option, reason = "a key that is left out is not a key that is null")]
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventChange {
    #[serde(default, deserialize_with = "given")]
    name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "given")]
    from: Option<String>,
    #[serde(default, deserialize_with = "or_null")]
    #[schema(value_type = Option<String>)]
    to: Option<Option<String>>,
    #[serde(default, deserialize_with = "or_null")]
    #[schema(value_type = Option<u32>)]
    weekday: Option<Option<u32>>,
    #[serde(default, deserialize_with = "or_null")]
    #[schema(value_type = Option<String>)]
    place: Option<Option<String>>,
    #[serde(default, deserialize_with = "or_null")]
    #[schema(value_type = Option<String>)]
    district: Option<Option<String>>,
    #[serde(default, deserialize_with = "or_null")]
    #[schema(value_type = Option<String>)]
    organiser: Option<Option<String>>,
    #[serde(default, deserialize_with = "or_null")]
    #[schema(value_type = Option<u32>)]
    expected_sellers: Option<Option<u32>>,
}

impl EventChange {
    fn applied_to(self, before: &Details) -> Draft {
        let before = Draft::of(before);
        let number = |number: u32| number.to_string();
        Draft {
            name: self.name.unwrap_or(before.name),
            kind: self.kind.unwrap_or(before.kind),
            from: self.from.unwrap_or(before.from),
            to: self.to.unwrap_or(before.to),
            weekday: self.weekday.map_or(before.weekday, |given| given.map(number)),
            place: self.place.unwrap_or(before.place),
            district: self.district.unwrap_or(before.district),
            organiser: self.organiser.unwrap_or(before.organiser),
            expected_sellers: self
                .expected_sellers
                .map_or(before.expected_sellers, |given| given.map(number)),
        }
    }
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct EventQuery {
        /// Those with a day in this year, and the places that stay; all at once
        #[param(value_type = Option<i32>)]
        pub year: Option<Between<2000, 2199>>,
    }
}

/// All events, in the order in which they were entered; those of a year in the order of their days.
#[utoipa::path(context_path = "/api", tag = "events", params(EventQuery, Paging),
    responses((status = 200, body = List<EventJson>)))]
#[get("/v1/events")]
pub async fn list(
    _caller: Caller,
    query: Query<(EventQuery, Paging)>,
    app: &State<AppState>,
) -> Result<Answer<List<EventJson>>, HttpError> {
    let (query, paging) = query.0;
    let db = app.store.reader();
    let days = query.year.and_then(|chosen| year(i32::try_from(chosen.0).ok()?));
    if let Some((first, last)) = days {
        let found = events::between(db, first, last).await?;
        let items = found.into_iter().map(EventJson::of).collect();
        return Ok(Answer::ok(List { items, next: None }));
    }
    let found = events::after(db, paging.after.map(EventId), paging.to_ask()).await?;
    Ok(Answer::ok(paging.list(found, |event| event.id, EventJson::of)))
}

/// One event.
#[utoipa::path(context_path = "/api", tag = "events", params(("id" = i64, Path)),
    responses((status = 200, body = EventJson)))]
#[get("/v1/events/<id>")]
pub async fn show(
    _caller: Caller,
    id: UrlId<EventId>,
    app: &State<AppState>,
) -> Result<Tagged<EventJson>, HttpError> {
    let found = events::by_id(app.store.reader(), id.0).await?;
    Ok(EventJson::tagged(found.ok_or_else(HttpError::not_found)?))
}

/// Enters an event.
#[utoipa::path(context_path = "/api", tag = "events", request_body = NewEvent,
    responses((status = 201, body = EventJson)))]
#[post("/v1/events", data = "<body>")]
pub async fn add(
    caller: Caller<SellerOfficer>,
    body: Body<NewEvent>,
    app: &State<AppState>,
) -> Result<Answer<EventJson>, HttpError> {
    let event = verbs::add(&app.store, &caller.0.warrant(), body.0.into()).await?;
    Ok(Answer::created(EventJson::of(event)))
}

/// Changes an event; what is left out stays.
#[utoipa::path(context_path = "/api", tag = "events", request_body = EventChange,
    params(("id" = i64, Path), ("If-Match" = String, Header, description = "The `ETag`")),
    responses((status = 200, body = EventJson)))]
#[patch("/v1/events/<id>", data = "<body>")]
pub async fn edit(
    caller: Caller<SellerOfficer>,
    id: UrlId<EventId>,
    version: IfMatch,
    body: Body<EventChange>,
    app: &State<AppState>,
) -> Result<Tagged<EventJson>, HttpError> {
    let (warrant, change) = (caller.0.warrant(), body.0);
    let about = (id.0, version.0);
    let changed = verbs::edit(&app.store, &warrant, about, |before| change.applied_to(before));
    Ok(EventJson::tagged(changed.await?))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelBody {
    reason: String,
}

/// Says that an event is not held.
#[utoipa::path(context_path = "/api", tag = "events", request_body = CancelBody,
    params(("id" = i64, Path), ("If-Match" = String, Header, description = "The `ETag`")),
    responses((status = 200, body = EventJson)))]
#[post("/v1/events/<id>/cancel", data = "<body>")]
pub async fn cancel(
    caller: Caller<SellerOfficer>,
    id: UrlId<EventId>,
    version: IfMatch,
    body: Body<CancelBody>,
    app: &State<AppState>,
) -> Result<Tagged<EventJson>, HttpError> {
    let about = (id.0, version.0);
    let cancelled = verbs::cancel(&app.store, &caller.0.warrant(), about, &body.0.reason).await?;
    Ok(EventJson::tagged(cancelled))
}

#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanBody {
    /// How many events are planned; `null` takes the plan away.
    planned: Option<u32>,
}

/// Says how many events are planned for a year.
#[utoipa::path(context_path = "/api", tag = "events", request_body = PlanBody,
    params(("year" = i32, Path)), responses((status = 200, body = PlanBody)))]
#[put("/v1/events/plans/<year>", data = "<body>")]
pub async fn plan(
    caller: Caller<SellerOfficer>,
    year: UrlId<i32>,
    body: Body<PlanBody>,
    app: &State<AppState>,
) -> Result<Answer<PlanBody>, HttpError> {
    let wanted = body.0.planned.map(|count| count.to_string()).unwrap_or_default();
    let plan = (year.0, wanted);
    let planned = verbs::plan_year(&app.store, &caller.0.warrant(), plan).await?;
    Ok(Answer::ok(PlanBody { planned }))
}
