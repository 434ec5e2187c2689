//! What opens the account of somebody else: their sessions and keys, for those who manage them.

use rocket::http::Status;
use rocket::{State, delete, get, put};

use super::employees::must_be_in_sight;
use super::own_access::{KeyJson, SessionJson};
use crate::rules::access::scope_day;
use crate::rules::{SessionId, TokenId};
use crate::store::{roles, sessions, tokens};
use crate::web::answers::json::{Answer, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::Administrator;
use crate::web::input::query::Query;
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows::accounts::{disable, others_access, second_factor};

/// The browsers in which somebody is signed in, the one used last first.
#[utoipa::path(context_path = "/api", tag = "employees", params(("number" = String, Path)),
    responses((status = 200, body = List<SessionJson>)))]
#[get("/v1/employees/<number>/sessions")]
pub async fn list_sessions(
    caller: Caller,
    number: &str,
    _query: Query<()>,
    app: &State<AppState>,
) -> Result<Answer<List<SessionJson>>, HttpError> {
    let (user, db) = (caller.0, app.store.reader());
    must_be_in_sight(app, &user, number).await?;
    let owner = others_access::managed(db, user.warrant().by(), &number.into(), user.now).await?;
    let found = sessions::of(db, owner.id, user.now).await?;
    let items = found.into_iter().map(|session| SessionJson::of(session, &user.token_hash));
    Ok(Answer::ok(List { items: items.collect(), next: None }))
}

/// Signs one of somebody's browsers out.
#[utoipa::path(context_path = "/api", tag = "employees",
    params(("number" = String, Path), ("id" = i64, Path)), responses((status = 204)))]
#[delete("/v1/employees/<number>/sessions/<id>")]
pub async fn end_session(
    caller: Caller,
    number: &str,
    id: UrlId<SessionId>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    let user = caller.0;
    must_be_in_sight(app, &user, number).await?;
    others_access::end_session(&app.store, &user.warrant(), number, id.0).await?;
    Ok(Status::NoContent)
}

/// Somebody's keys to the API, the newest first.
#[utoipa::path(context_path = "/api", tag = "employees", params(("number" = String, Path)),
    responses((status = 200, body = List<KeyJson>)))]
#[get("/v1/employees/<number>/tokens")]
pub async fn list_keys(
    caller: Caller,
    number: &str,
    _query: Query<()>,
    app: &State<AppState>,
) -> Result<Answer<List<KeyJson>>, HttpError> {
    let (user, db) = (caller.0, app.store.reader());
    must_be_in_sight(app, &user, number).await?;
    let owner = others_access::managed(db, user.warrant().by(), &number.into(), user.now).await?;
    let roles = roles::of(db, owner.id, scope_day(user.now)).await?;
    let found = tokens::of(db, owner.id, &roles, user.now).await?;
    let items = found.into_iter().map(|key| KeyJson::of(key, &user.token_hash));
    Ok(Answer::ok(List { items: items.collect(), next: None }))
}

/// Ends one of somebody's keys.
#[utoipa::path(context_path = "/api", tag = "employees",
    params(("number" = String, Path), ("id" = i64, Path)), responses((status = 204)))]
#[delete("/v1/employees/<number>/tokens/<id>")]
pub async fn revoke_key(
    caller: Caller,
    number: &str,
    id: UrlId<TokenId>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    let user = caller.0;
    must_be_in_sight(app, &user, number).await?;
    others_access::revoke_token(&app.store, &user.warrant(), number, id.0).await?;
    Ok(Status::NoContent)
}

/// Keeps somebody out: sessions, keys and links end, and nobody signs in to the account.
#[utoipa::path(context_path = "/api", tag = "employees", params(("number" = String, Path)),
    responses((status = 204)))]
#[put("/v1/employees/<number>/disabled")]
pub async fn disable_account(
    caller: Caller,
    number: &str,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    let user = caller.0;
    must_be_in_sight(app, &user, number).await?;
    disable::disable(&app.store, &user.warrant(), number).await?;
    Ok(Status::NoContent)
}

/// Lets them sign in again, with the password that they had.
#[utoipa::path(context_path = "/api", tag = "employees", params(("number" = String, Path)),
    responses((status = 204)))]
#[delete("/v1/employees/<number>/disabled")]
pub async fn enable_account(
    caller: Caller,
    number: &str,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    let user = caller.0;
    must_be_in_sight(app, &user, number).await?;
    disable::enable(&app.store, &user.warrant(), number).await?;
    Ok(Status::NoContent)
}

/// Takes the second factor of somebody away who has lost it; their sessions and keys end.
#[utoipa::path(context_path = "/api", tag = "employees", params(("number" = String, Path)),
    responses((status = 204)))]
#[delete("/v1/employees/<number>/second-factor")]
pub async fn reset_second_factor(
    caller: Caller<Administrator>,
    number: &str,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    second_factor::reset(&app.store, &caller.0.warrant(), number).await?;
    Ok(Status::NoContent)
}
