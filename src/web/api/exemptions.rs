//! Exemptions.

use chrono::{DateTime, NaiveDate, Utc};
use rocket::{State, get, post};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::paging::Paging;
use super::sent_exemption::{ExemptionReason, NewExemption, SentExemption, SentReason};
use crate::rules::calendar::ExemptionState;
use crate::rules::exemption_access::may_see_kind;
use crate::rules::{ExemptionId, Problem, placement};
use crate::standing::people;
use crate::store::employees::{self, Employee};
use crate::store::exemptions::{self, ExemptionRow};
use crate::store::placements;
use crate::web::answers::file_response::FileResponse;
use crate::web::answers::json::{Answer, List};
use crate::web::documents::exemption_document;
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Parameter, Query, choice, parameters};
use crate::web::input::url_id::UrlId;
use crate::web::opened_names::note_people;
use crate::web::{AppState, HttpError};
use crate::workflows;
use crate::workflows::exemptions::decide::Decision;

#[derive(Serialize, ToSchema)]
pub struct ExemptionJson {
    #[schema(value_type = i64)]
    id: ExemptionId,
    /// The number of whose it is.
    employee: String,
    from: NaiveDate,
    to: NaiveDate,
    /// The kind of leave: for whose it is, and for those who decide on it or enter it; else `null`.
    #[schema(value_type = Option<String>)]
    reason: Option<crate::rules::ExemptionReason>,
    /// `requested`, `approved`, `refused` or `withdrawn`.
    #[schema(value_type = String)]
    state: ExemptionState,
    /// Whether a document came with it; it is at `/exemptions/{id}/document`.
    document: bool,
    decided_at: Option<DateTime<Utc>>,
    /// Why it was refused.
    decision_reason: Option<String>,
    withdrawn_at: Option<DateTime<Utc>>,
    withdrawn_reason: Option<String>,
}

impl ExemptionJson {
    fn of(row: ExemptionRow, number: String, sees_kind: bool) -> Self {
        Self {
            id: row.id,
            employee: number,
            from: row.from_on,
            to: row.to_on,
            reason: Some(row.reason).filter(|_| sees_kind),
            state: row.state,
            document: row.document_sha256.is_some(),
            decided_at: row.decided_at,
            decision_reason: row.decision_reason,
            withdrawn_at: row.withdrawn_at,
            withdrawn_reason: row.withdrawn_reason,
        }
    }
}

async fn view(app: &AppState, row: ExemptionRow) -> Result<ExemptionJson, HttpError> {
    let owner = employees::by_id(app.store.reader(), row.employee_id).await?;
    let number = owner.ok_or_else(HttpError::not_found)?.number;
    // Whoever has just changed it has seen which it is.
    Ok(ExemptionJson::of(row, number, true))
}

/// Asks for an exemption; created approved when an administrator creates it for somebody else.
#[utoipa::path(context_path = "/api", tag = "exemptions",
    params(("number" = String, Path)),
    request_body(content((NewExemption = "application/json"), (String = "multipart/form-data")),
        description = "JSON, or a part `exemption` with it and a part `document`"),
    responses((status = 201, body = ExemptionJson)))]
#[post("/v1/employees/<number>/exemptions", data = "<sent>")]
pub async fn request(
    caller: Caller,
    number: &str,
    sent: SentExemption,
    app: &State<AppState>,
) -> Result<Answer<ExemptionJson>, HttpError> {
    let (user, store) = (caller.0, &app.store);
    let warrant = user.warrant();
    let ready = workflows::exemptions::request::check(store, &warrant, number, &sent.draft).await?;
    // Kept after it was judged, so that what cannot be leaves no file.
    let document = match sent.document {
        None => None,
        Some(file) => {
            let stored = app.storage.store(file).await;
            Some(stored.map_err(|error| exemption_document::refused(&error))?)
        }
    };
    let row = workflows::exemptions::request::record(store, &warrant, ready, document).await?;
    Ok(Answer::created(view(app, row).await?))
}

impl Parameter for Option<ExemptionState> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, ExemptionState::from_name)
    }
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct ExemptionQuery {
        /// A number
        pub employee: Option<String>,
        #[param(value_type = Option<String>)]
        pub state: Option<ExemptionState>,
    }
}

/// The exemptions in sight, the newest first.
#[utoipa::path(context_path = "/api", tag = "exemptions",
    params(ExemptionQuery, Paging),
    responses((status = 200, body = List<ExemptionJson>)))]
#[get("/v1/exemptions")]
pub async fn list(
    caller: Caller,
    query: Query<(ExemptionQuery, Paging)>,
    app: &State<AppState>,
) -> Result<Answer<List<ExemptionJson>>, HttpError> {
    let user = caller.0;
    let (query, paging) = query.0;
    let employee = match query.employee.as_deref() {
        None => None,
        number => {
            let found = people::owner(&app.store, &user.rulebook, &user.viewer, number, user.now);
            Some(found.await?.ok_or_else(HttpError::not_found)?.id)
        }
    };
    let search = exemptions::Search {
        state: query.state,
        employee,
        after: paging.after.map(ExemptionId),
        but: None,
    };
    let db = app.store.reader();
    let rows = exemptions::page(db, &user.sight(), &search, (0, paging.to_ask())).await?;
    let places = placements::of_many(db, rows.iter().map(|(row, _)| row.employee_id)).await?;
    note_people(&app.store, &user, &places).await;
    let described = |(row, owner): (ExemptionRow, Option<Employee>)| {
        let places = places.get(&row.employee_id).map(Vec::as_slice).unwrap_or_default();
        let office = placement::current(places, user.rulebook.today(places, user.now));
        let (id, office) = (row.employee_id, office.map(|place| place.office));
        let sees_kind = may_see_kind(&user.rulebook.offices, &user.viewer, id, office);
        ExemptionJson::of(row, owner.map(|owner| owner.number).unwrap_or_default(), sees_kind)
    };
    Ok(Answer::ok(paging.list(rows, |(row, _)| row.id, described)))
}

/// The document of one: to whose it is, and to who may decide.
#[utoipa::path(context_path = "/api", tag = "exemptions", params(("id" = i64, Path)),
    responses((status = 200, description = "JPEG or PDF", content_type = "application/pdf")))]
#[get("/v1/exemptions/<id>/document")]
pub async fn document(
    caller: Caller,
    id: UrlId<ExemptionId>,
    app: &State<AppState>,
) -> Result<FileResponse, HttpError> {
    exemption_document::download(app, &caller.0, id.0).await
}

/// Approves one that is asked for; never one's own.
#[utoipa::path(context_path = "/api", tag = "exemptions", params(("id" = i64, Path)),
    responses((status = 200, body = ExemptionJson)))]
#[post("/v1/exemptions/<id>/approve")]
pub async fn approve(
    caller: Caller,
    id: UrlId<ExemptionId>,
    app: &State<AppState>,
) -> Result<Answer<ExemptionJson>, HttpError> {
    decide(app, &caller.0, id.0, Decision::Approve, None).await
}

/// Refuses one that is asked for, and says why; never one's own.
#[utoipa::path(context_path = "/api", tag = "exemptions", params(("id" = i64, Path)),
    request_body(content = Option<ExemptionReason>, description = "May be left out"),
    responses((status = 200, body = ExemptionJson)))]
#[post("/v1/exemptions/<id>/refuse", data = "<sent>")]
pub async fn refuse(
    caller: Caller,
    id: UrlId<ExemptionId>,
    sent: SentReason,
    app: &State<AppState>,
) -> Result<Answer<ExemptionJson>, HttpError> {
    decide(app, &caller.0, id.0, Decision::Refuse, sent.0.as_deref()).await
}

async fn decide(
    app: &AppState,
    user: &SignedIn,
    id: ExemptionId,
    decision: Decision,
    reason: Option<&str>,
) -> Result<Answer<ExemptionJson>, HttpError> {
    let (store, warrant) = (&app.store, user.warrant());
    let row = workflows::exemptions::decide(store, &warrant, id, decision, reason).await?;
    Ok(Answer::ok(view(app, row).await?))
}

/// Withdraws one's own request while it is open; or, for whoever may decide, one that was approved,
/// with a reason.
#[utoipa::path(context_path = "/api", tag = "exemptions", params(("id" = i64, Path)),
    request_body(content = Option<ExemptionReason>, description = "Needed where it was approved"),
    responses((status = 200, body = ExemptionJson)))]
#[post("/v1/exemptions/<id>/withdraw", data = "<sent>")]
pub async fn withdraw(
    caller: Caller,
    id: UrlId<ExemptionId>,
    sent: SentReason,
    app: &State<AppState>,
) -> Result<Answer<ExemptionJson>, HttpError> {
    let (user, reason) = (caller.0, sent.0.as_deref());
    let row = workflows::exemptions::withdraw(&app.store, &user.warrant(), id.0, reason).await?;
    Ok(Answer::ok(view(app, row).await?))
}
