//! Ways into accounts: handed out by whoever looks after people, used by whoever got one.

use chrono::{DateTime, Utc};
use rocket::{State, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::employees::must_be_in_sight;
use crate::rules::Problem;
use crate::rules::activation::Channel;
use crate::rules::problem::problem_with_value;
use crate::store::employees;
use crate::web::answers::json::{Answer, Body};
use crate::web::guards::caller::Caller;
use crate::web::request::Visit;
use crate::web::{AppState, HttpError};
use crate::workflows::accounts::choose_password::{self, choose_password};
use crate::workflows::accounts::invite::invite;
use crate::workflows::accounts::open_link::{TypedCode, open_code};
use crate::workflows::accounts::slips::issue_slip;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewActivation {
    /// `mail` or `slip`.
    channel: String,
}

#[derive(Serialize, ToSchema)]
pub struct ActivationJson {
    channel: &'static str,
    /// Of a slip, shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// Of a slip. The link of a mail works for 72 hours from its delivery.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<DateTime<Utc>>,
}

/// Hands somebody a way into their account; a slip ends earlier ones.
#[utoipa::path(context_path = "/api", tag = "employees", request_body = NewActivation,
    params(("number" = String, Path)), responses((status = 201, body = ActivationJson)))]
#[post("/v1/employees/<number>/activation", data = "<body>")]
pub async fn issue(
    caller: Caller,
    number: &str,
    body: Body<NewActivation>,
    app: &State<AppState>,
) -> Result<Answer<ActivationJson>, HttpError> {
    let (user, store) = (caller.0, &app.store);
    must_be_in_sight(app, &user, number).await?;
    match Channel::from_name(&body.0.channel) {
        Some(Channel::Slip) => {
            let issued = issue_slip(store, &user.warrant(), number).await?;
            let code = issued.slips.into_iter().next().map(|slip| slip.code);
            let expires_at = Some(issued.expires_at);
            Ok(Answer::created(ActivationJson { channel: Channel::Slip.name(), code, expires_at }))
        }
        Some(Channel::Mail) => {
            let found = employees::by_number(store.reader(), number).await?;
            let id = found.ok_or_else(HttpError::not_found)?.id;
            invite(store, &user.warrant(), id).await?;
            let channel = Channel::Mail.name();
            Ok(Answer::created(ActivationJson { channel, code: None, expires_at: None }))
        }
        Some(Channel::Whatsapp) | None => {
            let channel = &body.0.channel;
            Err(HttpError::invalid(problem_with_value("channel", "unknown-choice", channel)))
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UsedCode {
    /// The NIP or employee number on the slip.
    number: String,
    /// Eight letters, large or small.
    code: String,
    /// The password from now on.
    password: String,
}

#[derive(Serialize, ToSchema)]
pub struct Activated {
    number: String,
}

/// Uses the code of a slip up and sets the password. Needs no token.
#[utoipa::path(context_path = "/api", tag = "tokens", request_body = UsedCode,
    responses((status = 201, body = Activated)))]
#[post("/v1/activations", data = "<body>")]
pub async fn activate(
    body: Body<UsedCode>,
    visit: Visit,
    app: &State<AppState>,
) -> Result<Answer<Activated>, HttpError> {
    let UsedCode { number, code, password } = body.0;
    let typed_code = TypedCode { whose: number.into(), code, address: visit.address };
    let opened =
        open_code(&app.store, &app.passwords, &app.throttle, typed_code, visit.now).await?;
    choose_password::check(&password, &opened.employee).map_err(HttpError::invalid)?;
    let number = opened.employee.number.clone();
    let hash = app.password_changes.hash(&number, password).await?;
    let warrant = visit.proved(opened.employee.id);
    choose_password(&app.store, &warrant, opened, hash).await.map_err(|error| match error {
        // Somebody was faster.
        crate::workflows::WorkflowError::NotFound => {
            HttpError::invalid(Problem::new("code", "code-wrong"))
        }
        error => error.into(),
    })?;
    Ok(Answer::created(Activated { number }))
}
