//! Offices.

use rocket::{State, get, patch, post};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{Limit, limit_of};
use crate::rules::office::{Change, Draft};
use crate::rules::{Office, OfficeTree, Scope, Zone};
use crate::web::answers::json::{Answer, Body, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::query::{Query, parameters};
use crate::web::{AppState, HttpError};
use crate::workflows;

#[derive(Serialize, ToSchema)]
pub struct OfficeJson {
    code: String,
    name: String,
    kind: String,
    /// The code of the office above; `null` for the root.
    parent: Option<String>,
    #[schema(value_type = String)]
    time_zone: Zone,
}

impl OfficeJson {
    fn of(office: &Office, tree: &OfficeTree) -> Self {
        Self {
            code: office.code.clone(),
            name: office.name.clone(),
            kind: office.kind.clone(),
            parent: office.parent.and_then(|id| tree.get(id)).map(|parent| parent.code.clone()),
            time_zone: office.zone,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOffice {
    code: String,
    name: String,
    kind: String,
    /// The code of the office above; none for the root.
    parent: Option<String>,
    /// `Asia/Jakarta`, `Asia/Makassar` or `Asia/Jayapura`; that of the office above if left out.
    time_zone: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfficeChange {
    name: Option<String>,
    kind: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    parent: Option<Option<String>>,
    time_zone: Option<String>,
}

/// Tells `null` from a key that is left out.
pub fn given<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

/// Adds an office.
#[utoipa::path(context_path = "/api", tag = "offices", request_body = NewOffice,
    responses((status = 201, body = OfficeJson)))]
#[post("/v1/offices", data = "<body>")]
pub async fn add(
    caller: Caller,
    body: Body<NewOffice>,
    app: &State<AppState>,
) -> Result<Answer<OfficeJson>, HttpError> {
    let NewOffice { code, name, kind, parent, time_zone } = body.0;
    let draft = Draft { code, name, kind, parent, time_zone };
    let office = workflows::offices::add(&app.store, &caller.0.warrant(), draft).await?;
    let rulebook = app.store.rulebook().await?;
    Ok(Answer::created(OfficeJson::of(&office, &rulebook.offices)))
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct OfficeQuery {
        /// 1 to 200, 50 if it is left out.
        #[param(value_type = Option<u32>)]
        pub limit: Option<Limit>,
        /// The `next` of the page before.
        pub after: Option<String>,
    }
}

/// The offices in sight, and one's own; by code.
#[utoipa::path(context_path = "/api", tag = "offices",
    params(OfficeQuery),
    responses((status = 200, body = List<OfficeJson>)))]
#[get("/v1/offices")]
pub fn list(caller: Caller, query: Query<OfficeQuery>) -> Answer<List<OfficeJson>> {
    let limit = usize::try_from(limit_of(query.0.limit.as_ref())).unwrap_or(usize::MAX);
    let after = query.0.after.as_deref();
    let user = caller.0;
    let (scope, tree) = (user.scope(), &user.rulebook.offices);
    let mut offices: Vec<_> = tree
        .iter()
        .filter(|office| is_seen(&user, &scope, office))
        .filter(|office| after.is_none_or(|after| office.code.as_str() > after))
        .collect();
    offices.sort_by(|a, b| a.code.cmp(&b.code));
    let next = offices.get(limit.saturating_sub(1)).filter(|_| offices.len() > limit);
    let next = next.map(|office| office.code.clone());
    let items = offices.iter().take(limit).map(|office| OfficeJson::of(office, tree)).collect();
    Answer::ok(List { items, next })
}

/// An office in sight, or one's own.
fn is_seen(user: &SignedIn, scope: &Scope, office: &Office) -> bool {
    scope.shows_office(office.id, user.office)
}

/// Changes an office; what is left out stays.
#[utoipa::path(context_path = "/api", tag = "offices", request_body = OfficeChange,
    params(("code" = String, Path)), responses((status = 200, body = OfficeJson)))]
#[patch("/v1/offices/<code>", data = "<body>")]
pub async fn edit(
    caller: Caller,
    code: &str,
    body: Body<OfficeChange>,
    app: &State<AppState>,
) -> Result<Answer<OfficeJson>, HttpError> {
    let user = caller.0;
    let (scope, found) = (user.scope(), user.rulebook.offices.by_code(code));
    if !found.is_some_and(|office| is_seen(&user, &scope, office)) {
        return Err(HttpError::not_found());
    }
    let OfficeChange { name, kind, parent, time_zone } = body.0;
    let parent = parent.map(Option::unwrap_or_default);
    let change = Change { name, kind, parent, time_zone };
    let office = workflows::offices::edit(&app.store, &user.warrant(), code, change).await?;
    let rulebook = app.store.rulebook().await?;
    Ok(Answer::ok(OfficeJson::of(&office, &rulebook.offices)))
}
