//! What people say is wrong about them.

use rocket::http::Status;
use rocket::{State, get, post};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::rules::CorrectionId;
use crate::rules::correction::Draft;
use crate::store::corrections as rows;
use crate::web::answers::json::{Answer, Body, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::{PeopleManager, PeopleReader};
use crate::web::input::query::Query;
use crate::web::input::url_id::UrlId;
use crate::web::views::corrections::{self, CorrectionView, OwnCorrection};
use crate::web::{AppState, HttpError};
use crate::workflows::corrections as verbs;

/// The newest; older ones are read in the trail.
const MOST: u64 = 200;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCorrection {
    /// `name`, `number`, `email`, `phone`, `office`, `position`, `grade`, `employment_type` or `other`.
    field: String,
    /// What it should be.
    wanted: String,
    note: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionRefusal {
    /// Why it stays as it is.
    reason: String,
}

/// What the caller has asked to have put right, the newest first.
#[utoipa::path(context_path = "/api", tag = "me",
    responses((status = 200, body = List<OwnCorrection>)))]
#[get("/v1/me/corrections")]
pub async fn list_own(
    caller: Caller,
    _query: Query<()>,
    app: &State<AppState>,
) -> Result<Answer<List<OwnCorrection>>, HttpError> {
    let user = caller.0;
    let found = rows::of(app.store.reader(), user.employee.id, MOST).await?;
    let zone = user.zone();
    let items = found.into_iter().map(|row| OwnCorrection::of(row, zone)).collect();
    Ok(Answer::ok(List { items, next: None }))
}

/// Says what is wrong about the caller; those who look after them answer it. A few may wait at once.
#[utoipa::path(context_path = "/api", tag = "me", request_body = NewCorrection,
    responses((status = 201, body = OwnCorrection)))]
#[post("/v1/me/corrections", data = "<body>")]
pub async fn ask(
    caller: Caller,
    body: Body<NewCorrection>,
    app: &State<AppState>,
) -> Result<Answer<OwnCorrection>, HttpError> {
    let user = caller.0;
    let NewCorrection { field, wanted, note } = body.0;
    let draft = Draft { field, wanted, note: note.unwrap_or_default() };
    let row = verbs::ask(&app.store, &user.warrant(), draft).await?;
    Ok(Answer::created(OwnCorrection::of(row, user.zone())))
}

/// Those of the people that the caller looks after: what waits first, then the newest.
#[utoipa::path(context_path = "/api", tag = "employees",
    responses((status = 200, body = List<CorrectionView>)))]
#[get("/v1/corrections")]
pub async fn list(
    caller: Caller<PeopleReader>,
    _query: Query<()>,
    app: &State<AppState>,
) -> Result<Answer<List<CorrectionView>>, HttpError> {
    let items = corrections::list(app, &caller.0, MOST).await?;
    Ok(Answer::ok(List { items, next: None }))
}

/// It is put right.
#[utoipa::path(context_path = "/api", tag = "employees", params(("id" = i64, Path)),
    responses((status = 204)))]
#[post("/v1/corrections/<id>/done")]
pub async fn done(
    caller: Caller<PeopleManager>,
    id: UrlId<CorrectionId>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    verbs::done(&app.store, &caller.0.warrant(), id.0).await?;
    Ok(Status::NoContent)
}

/// It stays as it is, with a reason.
#[utoipa::path(context_path = "/api", tag = "employees", request_body = CorrectionRefusal,
    params(("id" = i64, Path)), responses((status = 204)))]
#[post("/v1/corrections/<id>/refuse", data = "<body>")]
pub async fn refuse(
    caller: Caller<PeopleManager>,
    id: UrlId<CorrectionId>,
    body: Body<CorrectionRefusal>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    verbs::refuse(&app.store, &caller.0.warrant(), id.0, &body.0.reason).await?;
    Ok(Status::NoContent)
}
