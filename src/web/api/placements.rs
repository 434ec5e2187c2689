//! Transfers, promotions and departures.

use rocket::{State, delete, post};
use serde::Deserialize;
use utoipa::ToSchema;

use super::employees::{self, EmployeeJson, PlacementJson};
use super::offices::given;
use crate::rules::language::Language;
use crate::rules::money::AmountInput;
use crate::rules::place_draft::PlaceDraft;
use crate::rules::placement::LastChange;
use crate::web::answers::json::{Answer, Body};
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::{AppState, HttpError};
use crate::workflows;

/// What is left out stays as in the last placement.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPlacement {
    /// An office's code.
    office: Option<String>,
    position_level: Option<String>,
    position_title: Option<String>,
    grade: Option<String>,
    employment_type: Option<String>,
    /// Rupiah a month that a percentage is taken of; `null` clears it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    reference_amount: Option<Option<i64>>,
    /// The first day; the last placement ends on the day before.
    from: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Departure {
    /// The last day.
    on: String,
}

/// Transfers or promotes somebody.
#[utoipa::path(context_path = "/api", tag = "employees", request_body = NewPlacement,
    params(("number" = String, Path)), responses((status = 201, body = PlacementJson)))]
#[post("/v1/employees/<number>/placements", data = "<body>")]
pub async fn add(
    caller: Caller,
    number: &str,
    body: Body<NewPlacement>,
    app: &State<AppState>,
) -> Result<Answer<PlacementJson>, HttpError> {
    let user = caller.0;
    let id = employees::must_be_in_sight(app, &user, number).await?;
    let NewPlacement {
        office,
        position_level,
        position_title,
        grade,
        employment_type,
        reference_amount,
        from,
    } = body.0;
    let cleared = || AmountInput::Written(String::new(), Language::Indonesian);
    let draft = PlaceDraft {
        office,
        position_level,
        position_title,
        grade,
        employment_type,
        reference_amount: reference_amount
            .map(|amount| amount.map_or_else(cleared, AmountInput::Rupiah)),
        from,
    };
    let placed = workflows::employees::place(&app.store, &user.warrant(), number, draft).await?;
    let rulebook = app.store.rulebook().await?;
    Ok(Answer::created(PlacementJson::of(&placed, id, &user.viewer, &rulebook.offices)))
}

/// Somebody leaves; placement and roles end on the last day.
#[utoipa::path(context_path = "/api", tag = "employees", request_body = Departure,
    params(("number" = String, Path)), responses((status = 200, body = EmployeeJson)))]
#[post("/v1/employees/<number>/departure", data = "<body>")]
pub async fn depart(
    caller: Caller,
    number: &str,
    body: Body<Departure>,
    app: &State<AppState>,
) -> Result<Answer<EmployeeJson>, HttpError> {
    let user = caller.0;
    employees::must_be_in_sight(app, &user, number).await?;
    workflows::employees::depart(&app.store, &user.warrant(), number, &body.0.on).await?;
    Ok(Answer::ok(employees::load(app, &user, number).await?))
}

/// Takes the last placement back, named by the day on which it begins; what it ended runs on.
#[utoipa::path(context_path = "/api", tag = "employees",
    params(("number" = String, Path), ("from" = NaiveDate, Path)),
    responses((status = 200, body = EmployeeJson)))]
#[delete("/v1/employees/<number>/placements/<from>")]
pub async fn take_back(
    caller: Caller,
    number: &str,
    from: &str,
    app: &State<AppState>,
) -> Result<Answer<EmployeeJson>, HttpError> {
    let from = from.parse().map_err(|_| HttpError::not_found())?;
    undo(&caller.0, number, LastChange::Placement(from), app).await
}

/// Takes a departure back; the roles that ended with it stay ended.
#[utoipa::path(context_path = "/api", tag = "employees", params(("number" = String, Path)),
    responses((status = 200, body = EmployeeJson)))]
#[delete("/v1/employees/<number>/departure")]
pub async fn stay(
    caller: Caller,
    number: &str,
    app: &State<AppState>,
) -> Result<Answer<EmployeeJson>, HttpError> {
    undo(&caller.0, number, LastChange::Departure, app).await
}

async fn undo(
    user: &SignedIn,
    number: &str,
    mistake: LastChange,
    app: &AppState,
) -> Result<Answer<EmployeeJson>, HttpError> {
    employees::must_be_in_sight(app, user, number).await?;
    workflows::employees::undo_last_change::undo_last_change(
        &app.store,
        &user.warrant(),
        number,
        mistake,
    )
    .await?;
    Ok(Answer::ok(employees::load(app, user, number).await?))
}
