//! Roles.

use chrono::NaiveDate;
use rocket::http::Status;
use rocket::{State, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::rules::{OfficeTree, RoleId, RoleKind, keys};
use crate::store::roles::{self, RoleRow};
use crate::web::answers::json::{Answer, Body, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::Administrator;
use crate::web::input::query::Query;
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows::employees::grant_role::{self, Draft};
use crate::workflows::employees::revoke_role;

#[derive(Serialize, ToSchema)]
pub struct RoleJson {
    #[schema(value_type = i64)]
    id: RoleId,
    /// The holder's number.
    employee: String,
    #[schema(value_type = String)]
    role: RoleKind,
    /// An office's code; `null` serves the whole installation.
    office: Option<String>,
    from: NaiveDate,
    to: Option<NaiveDate>,
    acting: bool,
}

impl RoleJson {
    fn of(row: RoleRow, employee: String, tree: &OfficeTree) -> Self {
        Self {
            id: row.id,
            employee,
            role: row.kind,
            office: row.office_id.and_then(|id| tree.get(id)).map(|office| office.code.clone()),
            from: row.from_on,
            to: row.to_on,
            acting: row.acting,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRole {
    /// A number.
    employee: String,
    /// `head`, `reviewer`, `operator`, `seller_officer`, `auditor` or `administrator`.
    role: String,
    /// An office's code; heads, reviewers and operators need one, an auditor may have one.
    office: Option<String>,
    from: String,
    to: Option<String>,
    #[serde(default)]
    acting: bool,
}

/// Gives somebody a role.
#[utoipa::path(context_path = "/api", tag = "roles", request_body = NewRole,
    responses((status = 201, body = RoleJson)))]
#[post("/v1/roles", data = "<body>")]
pub async fn grant(
    caller: Caller,
    body: Body<NewRole>,
    app: &State<AppState>,
) -> Result<Answer<RoleJson>, HttpError> {
    let user = caller.0;
    let NewRole { employee, role, office, from, to, acting } = body.0;
    let number = keys::number(&employee);
    let draft = Draft { employee: employee.into(), role, office, from, to, acting };
    let row = grant_role::grant(&app.store, &user.warrant(), draft).await?;
    let rulebook = app.store.rulebook().await?;
    Ok(Answer::created(RoleJson::of(row, number, &rulebook.offices)))
}

/// All roles that stand, for administrators.
#[utoipa::path(context_path = "/api", tag = "roles",
    responses((status = 200, body = List<RoleJson>)))]
#[get("/v1/roles")]
pub async fn list(
    caller: Caller<Administrator>,
    _query: Query<()>,
    app: &State<AppState>,
) -> Result<Answer<List<RoleJson>>, HttpError> {
    let user = caller.0;
    let standing = roles::standing(app.store.reader(), user.today).await?;
    let items = standing.into_iter().filter_map(|(row, employee)| {
        Some(RoleJson::of(row, employee?.number, &user.rulebook.offices))
    });
    Ok(Answer::ok(List { items: items.collect(), next: None }))
}

/// Takes a role back, at once.
#[utoipa::path(context_path = "/api", tag = "roles", params(("id" = i64, Path)),
    responses((status = 204)))]
#[delete("/v1/roles/<id>")]
pub async fn revoke(
    caller: Caller,
    id: UrlId<RoleId>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    revoke_role::revoke(&app.store, &caller.0.warrant(), id.0).await?;
    Ok(Status::NoContent)
}
