//! Who did what, for auditors and administrators.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rocket::{State, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::paging::Paging;
use crate::rules::{AuditId, RoleKind};
use crate::store::{audit, employees};
use crate::web::answers::json::{Answer, List};
use crate::web::guards::viewer::Caller;
use crate::web::input::query::Query;
use crate::web::{AppState, Failure};

#[derive(Serialize, ToSchema)]
pub struct EntryJson {
    #[schema(value_type = i64)]
    id: AuditId,
    at: DateTime<Utc>,
    /// The number of who did it; `null` for the system.
    actor: Option<String>,
    action: String,
    /// The record: its table and id.
    subject: String,
    #[schema(value_type = Object)]
    details: serde_json::Value,
}

/// The newest first.
#[utoipa::path(context_path = "/api", tag = "audit",
    params(("limit" = Option<u64>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = List<EntryJson>)))]
#[get("/v1/audit")]
pub async fn list(
    caller: Caller,
    query: Query,
    app: &State<AppState>,
) -> Result<Answer<List<EntryJson>>, Failure> {
    if !caller.0.is(RoleKind::Auditor) && !caller.0.is(RoleKind::Administrator) {
        return Err(Failure::forbidden());
    }
    let paging = Paging::read(&query.only(&["limit", "after"])?)?;
    let db = app.store.reader();
    let found = audit::newest(db, paging.after, paging.to_ask()).await?;
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
        action: entry.action,
        subject: entry.subject,
        details: serde_json::from_str(&entry.details).unwrap_or_default(),
    };
    Ok(Answer::ok(paging.list(found, |entry| entry.id, show)))
}
