//! The imports that were made, and taking one back.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rocket::{State, get, post};
use serde::Serialize;
use utoipa::ToSchema;

use super::paging::Paging;
use crate::rules::import::ImportKind;
use crate::rules::{EmployeeId, ImportId};
use crate::store::imports::{self, Import};
use crate::store::{self, Store, employees};
use crate::web::answers::json::{Answer, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::Administrator;
use crate::web::input::query::Query;
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};
use crate::workflows;

#[derive(Serialize, ToSchema)]
pub struct ImportJson {
    #[schema(value_type = i64)]
    id: ImportId,
    /// `employees`, `offices` or `placements`.
    #[schema(value_type = String)]
    kind: ImportKind,
    rows: i64,
    created: i64,
    changed: i64,
    imported_at: DateTime<Utc>,
    /// A number; `null` for the command line.
    imported_by: Option<String>,
    /// `null` while it stands.
    undone_at: Option<DateTime<Utc>>,
    undone_by: Option<String>,
    /// Since when its rows are gone, so that it cannot be undone any more.
    rows_removed_at: Option<DateTime<Utc>>,
}

/// The imports that changed something, the newest first.
#[utoipa::path(context_path = "/api", tag = "imports",
    params(Paging),
    responses((status = 200, body = List<ImportJson>)))]
#[get("/v1/imports")]
pub async fn list(
    _caller: Caller<Administrator>,
    query: Query<Paging>,
    app: &State<AppState>,
) -> Result<Answer<List<ImportJson>>, HttpError> {
    let paging = query.0;
    let mut found =
        imports::newest(app.store.reader(), paging.after.map(ImportId), paging.to_ask()).await?;
    let next = paging.cut(&mut found, |import| import.id);
    Ok(Answer::ok(List { items: views(&app.store, found).await?, next }))
}

/// Takes an import back, all of it or nothing. Where something else has touched what it changed,
/// 409 names the first rows.
#[utoipa::path(context_path = "/api", tag = "imports", params(("id" = i64, Path)),
    responses((status = 200, body = ImportJson), (status = 409, body = Object)))]
#[post("/v1/imports/<id>/undo")]
pub async fn undo(
    caller: Caller,
    id: UrlId<ImportId>,
    app: &State<AppState>,
) -> Result<Answer<Option<ImportJson>>, HttpError> {
    let user = caller.0;
    let undone = workflows::imports::undo(&app.store, &user.warrant(), id.0).await?;
    Ok(Answer::ok(views(&app.store, vec![undone]).await?.pop()))
}

async fn views(store: &Store, found: Vec<Import>) -> store::Result<Vec<ImportJson>> {
    let people = found.iter().flat_map(|import| [import.imported_by, import.undone_by]);
    let people: Vec<_> = people.flatten().collect();
    let numbers: HashMap<EmployeeId, String> = employees::by_ids(store.reader(), people)
        .await?
        .into_iter()
        .map(|employee| (employee.id, employee.number))
        .collect();
    let number = |id: Option<EmployeeId>| id.and_then(|id| numbers.get(&id).cloned());
    let described = found.into_iter().map(|import| ImportJson {
        id: import.id,
        imported_by: number(import.imported_by),
        undone_by: number(import.undone_by),
        kind: import.kind,
        rows: import.row_count,
        created: import.created,
        changed: import.changed,
        imported_at: import.imported_at,
        undone_at: import.undone_at,
        rows_removed_at: import.rows_removed_at,
    });
    Ok(described.collect())
}
