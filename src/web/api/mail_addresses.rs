//! Addresses that are not written to any more, for administrators.

use chrono::{DateTime, Utc};
use rocket::http::Status;
use rocket::{State, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::paging::Paging;
use crate::rules::BounceId;
use crate::store::bounces::{self, Marked};
use crate::web::answers::json::{Answer, Body, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::Administrator;
use crate::web::input::query::Query;
use crate::web::{AppState, HttpError};
use crate::workflows::mail::addresses;

#[derive(Serialize, ToSchema)]
pub struct MarkedAddressJson {
    address: String,
    /// How often it was said since it was last cleared that nobody is there.
    failures: i64,
    last_failed_at: DateTime<Utc>,
    /// The numbers of those who have it now.
    employees: Vec<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClearedAddress {
    address: String,
}

/// Addresses that get no more mail, the one that failed last first.
#[utoipa::path(context_path = "/api", tag = "mail", params(Paging),
    responses((status = 200, body = List<MarkedAddressJson>)))]
#[get("/v1/mail/addresses")]
pub async fn list(
    _caller: Caller<Administrator>,
    query: Query<Paging>,
    app: &State<AppState>,
) -> Result<Answer<List<MarkedAddressJson>>, HttpError> {
    let (paging, db) = (query.0, app.store.reader());
    let after = paging.after.map(BounceId);
    let found = bounces::marked_after(db, after, paging.to_ask()).await?;
    let people = bounces::people_at(db, found.iter().map(|one| one.address.clone())).await?;
    let shown = |one: Marked| MarkedAddressJson {
        employees: people
            .iter()
            .filter(|person| person.email.as_ref() == Some(&one.address))
            .map(|person| person.number.clone())
            .collect(),
        address: one.address,
        failures: one.failures,
        last_failed_at: one.last_at,
    };
    Ok(Answer::ok(paging.list(found, |one| one.last_id, shown)))
}

/// Writes to an address again; 404 where nothing is said of it.
#[utoipa::path(context_path = "/api", tag = "mail", request_body = ClearedAddress,
    responses((status = 204)))]
#[post("/v1/mail/addresses/clear", data = "<body>")]
pub async fn clear(
    caller: Caller,
    body: Body<ClearedAddress>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    addresses::clear(&app.store, &caller.0.warrant(), body.0.address).await?;
    Ok(Status::NoContent)
}
