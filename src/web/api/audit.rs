//! Who did what, for auditors and administrators.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rocket::{State, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::paging::Paging;
use crate::rules::AuditId;
use crate::store::{audit, employees};
use crate::web::answers::json::{Answer, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::AdministrationReader;
use crate::web::input::query::Query;
use crate::web::{AppState, HttpError};

#[derive(Serialize, ToSchema)]
pub struct EntryJson {
    #[schema(value_type = i64)]
    id: AuditId,
    at: DateTime<Utc>,
    /// The number of who did it; `null` for the system.
    actor: Option<String>,
    action: &'static str,
    /// The record: its table and id.
    subject: String,
    #[schema(value_type = Object)]
    details: serde_json::Value,
}

/// The newest first.
#[utoipa::path(context_path = "/api", tag = "audit",
    params(Paging),
    responses((status = 200, body = List<EntryJson>)))]
#[get("/v1/audit")]
pub async fn list(
    _caller: Caller<AdministrationReader>,
    query: Query<Paging>,
    app: &State<AppState>,
) -> Result<Answer<List<EntryJson>>, HttpError> {
    let paging = query.0;
    let db = app.store.reader();
    let found = audit::newest(db, paging.after.map(AuditId), paging.to_ask()).await?;
    let actors: Vec<_> = found.iter().filter_map(|entry| entry.actor_id).collect();
    let numbers: HashMap<_, _> = employees::by_ids(db, actors)
        .await?
        .into_iter()
        .map(|employee| (employee.id, employee.number))
        .collect();
    let show = |entry: audit::Entry| EntryJson {
        id: entry.id,
        at: entry.at,
        actor: entry.actor_id.and_then(|id| numbers.get(&id).cloned()),
        action: entry.action.name(),
        subject: entry.subject,
        details: serde_json::from_str(&entry.details).unwrap_or_default(),
    };
    Ok(Answer::ok(paging.list(found, |entry| entry.id, show)))
}
