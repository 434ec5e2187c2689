//! Moves between offices that are looked after by different people.

use rocket::http::Status;
use rocket::{State, get, post};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::rules::TransferId;
use crate::rules::place_draft::PlaceDraft;
use crate::web::answers::json::{Answer, Body, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::PeopleManager;
use crate::web::input::query::Query;
use crate::web::input::url_id::UrlId;
use crate::web::views::transfers::{self, TransferView};
use crate::web::{AppState, HttpError};
use crate::workflows::transfers as verbs;

/// The newest; older ones are read in the trail.
const MOST: u64 = 200;

/// What is left out stays as in the last placement.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTransfer {
    /// The number of who is to move.
    employee: String,
    /// The code of the office that they go to.
    office: String,
    position_level: Option<String>,
    grade: Option<String>,
    employment_type: Option<String>,
    /// The first day there.
    from: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferRefusal {
    /// Why.
    reason: String,
}

/// The number of a proposal.
#[derive(serde::Serialize, ToSchema)]
pub struct Proposed {
    #[schema(value_type = i64)]
    id: TransferId,
}

/// Proposes a move into or out of the offices that the caller manages. The other side accepts it.
#[utoipa::path(context_path = "/api", tag = "transfers", request_body = NewTransfer,
    responses((status = 201, body = Proposed)))]
#[post("/v1/transfers", data = "<body>")]
pub async fn propose(
    caller: Caller<PeopleManager>,
    body: Body<NewTransfer>,
    app: &State<AppState>,
) -> Result<Answer<Proposed>, HttpError> {
    let user = caller.0;
    let NewTransfer { employee, office, position_level, grade, employment_type, from } = body.0;
    let draft = PlaceDraft {
        office: Some(office),
        position_level,
        grade,
        employment_type,
        from,
        ..PlaceDraft::default()
    };
    let row = verbs::propose(&app.store, &user.warrant(), &employee, draft).await?;
    Ok(Answer::created(Proposed { id: row.id }))
}

/// The proposals of which the caller manages a side; what is open comes first.
#[utoipa::path(context_path = "/api", tag = "transfers",
    responses((status = 200, body = List<TransferView>)))]
#[get("/v1/transfers")]
pub async fn list(
    caller: Caller<PeopleManager>,
    _query: Query<()>,
    app: &State<AppState>,
) -> Result<Answer<List<TransferView>>, HttpError> {
    let items = transfers::list(app, &caller.0, MOST).await?;
    Ok(Answer::ok(List { items, next: None }))
}

/// Accepts one: the person is placed.
#[utoipa::path(context_path = "/api", tag = "transfers", params(("id" = i64, Path)),
    responses((status = 204)))]
#[post("/v1/transfers/<id>/accept")]
pub async fn accept(
    caller: Caller<PeopleManager>,
    id: UrlId<TransferId>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    verbs::accept(&app.store, &caller.0.warrant(), id.0).await?;
    Ok(Status::NoContent)
}

/// Refuses one, with a reason.
#[utoipa::path(context_path = "/api", tag = "transfers", request_body = TransferRefusal,
    params(("id" = i64, Path)), responses((status = 204)))]
#[post("/v1/transfers/<id>/refuse", data = "<body>")]
pub async fn refuse(
    caller: Caller<PeopleManager>,
    id: UrlId<TransferId>,
    body: Body<TransferRefusal>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    let user = caller.0;
    verbs::refuse(&app.store, &user.warrant(), id.0, &body.0.reason).await?;
    Ok(Status::NoContent)
}

/// Takes one back, by the side that proposed it.
#[utoipa::path(context_path = "/api", tag = "transfers", params(("id" = i64, Path)),
    responses((status = 204)))]
#[post("/v1/transfers/<id>/withdraw")]
pub async fn withdraw(
    caller: Caller<PeopleManager>,
    id: UrlId<TransferId>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    verbs::withdraw(&app.store, &caller.0.warrant(), id.0).await?;
    Ok(Status::NoContent)
}
