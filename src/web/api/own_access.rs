//! What opens the caller's account: sessions in browsers, and keys to the API.

use chrono::{DateTime, Utc};
use rocket::http::Status;
use rocket::{State, delete, get};
use serde::Serialize;
use utoipa::ToSchema;

use crate::rules::{SessionId, TokenId};
use crate::store::sessions::{self, Session};
use crate::store::tokens::{self, Token};
use crate::web::answers::json::{Answer, List};
use crate::web::guards::caller::Caller;
use crate::web::input::query::Query;
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows::accounts::own_access;

#[derive(Serialize, ToSchema)]
pub struct SessionJson {
    #[schema(value_type = i64)]
    id: SessionId,
    /// As the browser names itself; may be empty.
    browser: String,
    /// On a device of one's own.
    remembered: bool,
    created_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    /// Whether the call came with it.
    current: bool,
}

#[derive(Serialize, ToSchema)]
pub struct KeyJson {
    #[schema(value_type = i64)]
    id: TokenId,
    name: String,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    /// To some minutes; `null` for one that was never used.
    last_used_at: Option<DateTime<Utc>>,
    /// Whether the call came with it.
    current: bool,
}

impl SessionJson {
    /// `caller`: the hash of what the call came with.
    pub fn of(session: Session, caller: &str) -> Self {
        Self {
            id: session.id,
            browser: session.browser,
            remembered: session.remembered,
            created_at: session.created_at,
            seen_at: session.seen_at,
            current: session.token_hash == caller,
        }
    }
}

impl KeyJson {
    pub fn of(key: Token, caller: &str) -> Self {
        Self {
            id: key.id,
            name: key.name,
            created_at: key.created_at,
            expires_at: key.expires_at,
            last_used_at: key.seen_at,
            current: key.token_hash == caller,
        }
    }
}

/// The browsers in which I am signed in, the one used last first.
#[utoipa::path(context_path = "/api", tag = "me",
    responses((status = 200, body = List<SessionJson>)))]
#[get("/v1/me/sessions")]
pub async fn list_sessions(
    caller: Caller,
    _query: Query<()>,
    app: &State<AppState>,
) -> Result<Answer<List<SessionJson>>, HttpError> {
    let user = caller.0;
    let found = sessions::of(app.store.reader(), user.employee.id, user.now).await?;
    let items = found.into_iter().map(|session| SessionJson::of(session, &user.token_hash));
    Ok(Answer::ok(List { items: items.collect(), next: None }))
}

/// Signs one of my browsers out.
#[utoipa::path(context_path = "/api", tag = "me", params(("id" = i64, Path)),
    responses((status = 204)))]
#[delete("/v1/me/sessions/<id>")]
pub async fn end_session(
    caller: Caller,
    id: UrlId<SessionId>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    let user = caller.0;
    own_access::end_session(&app.store, &user.warrant(), id.0).await?;
    Ok(Status::NoContent)
}

/// My keys to the API, the newest first; what they are is shown once, when they are made.
#[utoipa::path(context_path = "/api", tag = "me",
    responses((status = 200, body = List<KeyJson>)))]
#[get("/v1/me/tokens")]
pub async fn list_keys(
    caller: Caller,
    _query: Query<()>,
    app: &State<AppState>,
) -> Result<Answer<List<KeyJson>>, HttpError> {
    let user = caller.0;
    let found =
        tokens::of(app.store.reader(), user.employee.id, &user.viewer.roles, user.now).await?;
    let items = found.into_iter().map(|key| KeyJson::of(key, &user.token_hash));
    Ok(Answer::ok(List { items: items.collect(), next: None }))
}

/// Ends one of my keys.
#[utoipa::path(context_path = "/api", tag = "me", params(("id" = i64, Path)),
    responses((status = 204)))]
#[delete("/v1/me/tokens/<id>")]
pub async fn revoke_key(
    caller: Caller,
    id: UrlId<TokenId>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    let user = caller.0;
    own_access::revoke_token(&app.store, &user.warrant(), id.0).await?;
    Ok(Status::NoContent)
}
