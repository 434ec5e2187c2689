//! "Tidak belanja pekan ini": what I say of a period. It changes no status.

use chrono::{DateTime, Utc};
use rocket::http::Status;
use rocket::{State, delete, get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::rules::Period;
use crate::rules::declaration::Reason;
use crate::store::declarations::{self, Declaration};
use crate::web::answers::json::{Answer, Body};
use crate::web::guards::caller::Caller;
use crate::web::{AppState, HttpError};
use crate::workflows::purchases::declare_none::{declare, take_back};

#[derive(Serialize, ToSchema)]
pub struct DeclarationJson {
    period: String,
    #[schema(value_type = String)]
    reason: Reason,
    declared_at: DateTime<Utc>,
}

impl DeclarationJson {
    fn of(period: &Period, declaration: Declaration) -> Self {
        Self {
            period: period.label(),
            reason: declaration.reason,
            declared_at: declaration.declared_at,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclarationBody {
    /// `nothing_needed`, `no_seller`, `no_time`, `away` or `other`.
    reason: String,
}

/// A period that is none was never declared, either.
fn named(label: &str) -> Result<Period, HttpError> {
    Period::parse(label).ok_or_else(HttpError::not_found)
}

/// What I have declared for a period.
#[utoipa::path(context_path = "/api", tag = "me", params(("period" = String, Path)),
    responses((status = 200, body = DeclarationJson)))]
#[get("/v1/me/declarations/<period>")]
pub async fn show(
    caller: Caller,
    period: &str,
    app: &State<AppState>,
) -> Result<Answer<DeclarationJson>, HttpError> {
    let period = named(period)?;
    let found = declarations::of(app.store.reader(), caller.0.employee.id, &period).await?;
    let found = found.ok_or_else(HttpError::not_found)?;
    Ok(Answer::ok(DeclarationJson::of(&period, found)))
}

/// Declares that I buy nothing in a period, and why.
#[utoipa::path(context_path = "/api", tag = "me", request_body = DeclarationBody,
    params(("period" = String, Path, description = "`2026-W47` or `2026-11`")),
    responses((status = 200, body = DeclarationJson)))]
#[put("/v1/me/declarations/<period>", data = "<body>")]
pub async fn make(
    caller: Caller,
    period: &str,
    body: Body<DeclarationBody>,
    app: &State<AppState>,
) -> Result<Answer<DeclarationJson>, HttpError> {
    let (user, period) = (caller.0, named(period)?);
    let made = declare(&app.store, &user.warrant(), period, &body.0.reason).await?;
    Ok(Answer::ok(DeclarationJson::of(&period, made)))
}

/// Takes it back.
#[utoipa::path(context_path = "/api", tag = "me", params(("period" = String, Path)),
    responses((status = 204)))]
#[delete("/v1/me/declarations/<period>")]
pub async fn remove(
    caller: Caller,
    period: &str,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    let user = caller.0;
    take_back(&app.store, &user.warrant(), named(period)?).await?;
    Ok(Status::NoContent)
}
