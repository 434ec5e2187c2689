//! What names somebody who has left is erased.

use rocket::{State, get, post};
use serde::Serialize;
use utoipa::ToSchema;

use super::ProblemDocument;
use super::employees::{self, EmployeeJson};
use crate::store::erasure::{Goes, Stays};
use crate::web::answers::json::Answer;
use crate::web::guards::caller::Caller;
use crate::web::guards::who::Administrator;
use crate::web::input::query::Query;
use crate::web::{AppState, HttpError};
use crate::workflows::employees::erase as erasure;

/// How much an erasure takes away, and how much it leaves.
#[derive(Serialize, ToSchema)]
pub struct ErasureJson {
    goes: GoesJson,
    stays: StaysJson,
}

/// Besides number, name, address, telephone, password and whatever else opens the account.
#[derive(Serialize, ToSchema)]
struct GoesJson {
    /// Files of receipts.
    receipts: u64,
    /// Descriptions of purchases.
    descriptions: u64,
    /// Documents of leave.
    documents: u64,
    /// Leave of which it is known what for.
    leave: u64,
    mails: u64,
    roles: u64,
    /// Sessions, browsers, keys and links.
    access: u64,
    /// Rows of imported tables.
    import_rows: u64,
}

#[derive(Serialize, ToSchema)]
struct StaysJson {
    purchases: u64,
    /// Of the purchases those that nobody has reviewed: their receipts go all the same.
    unreviewed: u64,
    leave: u64,
    placements: u64,
    closed_periods: u64,
    /// Entries of the audit.
    audit: u64,
}

/// What an erasure would do; it changes nothing.
#[utoipa::path(context_path = "/api", tag = "employees", params(("number" = String, Path)),
    responses((status = 200, body = ErasureJson),
        (status = 409, description = "They still work here", body = ProblemDocument,
            content_type = "application/problem+json")))]
#[get("/v1/employees/<number>/erasure")]
pub async fn preview(
    caller: Caller<Administrator>,
    number: &str,
    _query: Query<()>,
    app: &State<AppState>,
) -> Result<Answer<ErasureJson>, HttpError> {
    let preview = erasure::preview(&app.store, &caller.0.warrant(), &number.into()).await?;
    let Goes { receipts, documents, leave, descriptions, mails, roles, access, import_rows } =
        preview.goes;
    let goes =
        GoesJson { receipts, descriptions, documents, leave, mails, roles, access, import_rows };
    let Stays { purchases, unreviewed, leave, placements, closed_periods, audit } = preview.stays;
    let stays = StaysJson { purchases, unreviewed, leave, placements, closed_periods, audit };
    Ok(Answer::ok(ErasureJson { goes, stays }))
}

/// Erases what names somebody who has left, for ever; 409 while they work here. What figures are made of stays
/// under the number that is answered.
#[utoipa::path(context_path = "/api", tag = "employees", params(("number" = String, Path)),
    responses((status = 200, body = EmployeeJson)))]
#[post("/v1/employees/<number>/erasure")]
pub async fn erase(
    caller: Caller<Administrator>,
    number: &str,
    app: &State<AppState>,
) -> Result<Answer<EmployeeJson>, HttpError> {
    let user = caller.0;
    let number = erasure::erase(&app.store, &user.warrant(), number).await?;
    Ok(Answer::ok(employees::load(app, &user, &number).await?))
}
