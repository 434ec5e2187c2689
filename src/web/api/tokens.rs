//! Keys to the API.

use chrono::{DateTime, Utc};
use rocket::http::Status;
use rocket::{State, delete, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::rules::problem;
use crate::web::answers::json::{Answer, Body};
use crate::web::guards::caller::Caller;
use crate::web::request::Visit;
use crate::web::{AppState, HttpError};
use crate::workflows::accounts::api_keys;
use crate::workflows::accounts::second_step;
use crate::workflows::accounts::sign_in::{self, Attempt};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// NIP, employee number, email or login name.
    login: String,
    password: String,
    /// What it is for, as its owner will recognise it.
    name: String,
    /// The code of the app, or a recovery code, for whoever has a second factor.
    code: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Token {
    token: String,
    /// After 30 days for administrators, after 90 for others.
    expires_at: DateTime<Utc>,
}

/// Signs in and gives a token for the header `Authorization: Bearer`.
#[utoipa::path(context_path = "/api", tag = "tokens", request_body = NewToken,
    responses((status = 201, body = Token)))]
#[post("/v1/tokens", data = "<body>")]
pub async fn issue(
    body: Body<NewToken>,
    visit: Visit,
    app: &State<AppState>,
) -> Result<Answer<Token>, HttpError> {
    let NewToken { login, password, name, code } = body.0;
    let name = problem::line("name", &name, 80).map_err(HttpError::invalid)?;
    let attempt = Attempt { login, password, address: visit.address, device: None };
    let employee = sign_in::authenticate(
        &app.store,
        &app.passwords,
        &app.throttle,
        &visit.stranger(),
        attempt,
    )
    .await?;
    let warrant = visit.proved(employee);
    let (passwords, throttle) = (&app.passwords, &app.throttle);
    second_step::pass_at_once(&app.store, passwords, throttle, &warrant, code.as_deref()).await?;
    let (token, expires_at) = api_keys::issue_token(&app.store, &warrant, name).await?;
    Ok(Answer::created(Token { token, expires_at }))
}

/// Ends the token with which it is called.
#[utoipa::path(context_path = "/api", tag = "tokens", responses((status = 204)))]
#[delete("/v1/tokens/current")]
pub async fn revoke(caller: Caller, app: &State<AppState>) -> Result<Status, HttpError> {
    api_keys::revoke_token(&app.store, &caller.0.warrant(), caller.0.token_hash).await?;
    Ok(Status::NoContent)
}
