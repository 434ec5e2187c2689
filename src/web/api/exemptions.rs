//! Exemptions.

use chrono::{DateTime, NaiveDate, Utc};
use rocket::{State, get, post};
use serde::Serialize;
use utoipa::ToSchema;

use super::paging::Paging;
use super::sent_exemption::{ExemptionReason, NewExemption, SentExemption, SentReason};
use crate::rules::calendar::ExemptionState;
use crate::standing::people;
use crate::store::employees::{self, Employee};
use crate::store::exemptions::{self, ExemptionRow};
use crate::web::answers::json::{Answer, List};
use crate::web::answers::kept_file::KeptFile;
use crate::web::documents::exemption_document;
use crate::web::guards::viewer::{Caller, SignedIn};
use crate::web::input::query::Query;
use crate::web::{Failure, Pekan};
use crate::workflows;
use crate::workflows::exemptions::decide::Decision;

#[derive(Serialize, ToSchema)]
pub struct ExemptionJson {
    id: i64,
    /// The number of whose it is.
    employee: String,
    from: NaiveDate,
    to: NaiveDate,
    #[schema(value_type = String)]
    reason: crate::rules::ExemptionReason,
    /// `requested`, `approved`, `refused` or `withdrawn`.
    #[schema(value_type = String)]
    state: ExemptionState,
    /// Whether a document came with it; it is at `/exemptions/{id}/document`.
    document: bool,
    decided_at: Option<DateTime<Utc>>,
    /// Why it was refused.
    decision_reason: Option<String>,
    withdrawn_at: Option<DateTime<Utc>>,
    withdrawn_reason: Option<String>,
}

impl ExemptionJson {
    fn of(row: ExemptionRow, number: String) -> Self {
        Self {
            id: row.id,
            employee: number,
            from: row.from_on,
            to: row.to_on,
            reason: row.reason,
            state: row.state,
            document: row.document_sha256.is_some(),
            decided_at: row.decided_at,
            decision_reason: row.decision_reason,
            withdrawn_at: row.withdrawn_at,
            withdrawn_reason: row.withdrawn_reason,
        }
    }
}

async fn shown(pekan: &Pekan, row: ExemptionRow) -> Result<ExemptionJson, Failure> {
    let whose = employees::by_id(pekan.store.reader(), row.employee_id).await?;
    let number = whose.ok_or_else(Failure::not_found)?.number;
    Ok(ExemptionJson::of(row, number))
}

/// Asks for an exemption; created approved when an administrator creates it for somebody else.
#[utoipa::path(context_path = "/api", tag = "exemptions",
    params(("number" = String, Path)),
    request_body(content((NewExemption = "application/json"), (String = "multipart/form-data")),
        description = "JSON, or a part `exemption` with it and a part `document`"),
    responses((status = 201, body = ExemptionJson)))]
#[post("/v1/employees/<number>/exemptions", data = "<sent>")]
pub async fn request(
    caller: Caller,
    number: &str,
    sent: SentExemption,
    pekan: &State<Pekan>,
) -> Result<Answer<ExemptionJson>, Failure> {
    let (me, store) = (caller.0, &pekan.store);
    let ready =
        workflows::exemptions::request::check(store, &me.by(), number, &sent.draft, me.now).await?;
    // Kept after it was judged, so that what cannot be leaves no file.
    let document = match sent.document {
        None => None,
        Some(file) => {
            let kept = pekan.storage.keep(file).await;
            Some(kept.map_err(|refusal| exemption_document::refused(&refusal))?)
        }
    };
    let row = workflows::exemptions::request::record(store, ready, document, me.now).await?;
    Ok(Answer::created(shown(pekan, row).await?))
}

/// The exemptions in sight, the newest first.
#[utoipa::path(context_path = "/api", tag = "exemptions",
    params(("employee" = Option<String>, Query, description = "A number"),
        ("state" = Option<String>, Query),
        ("limit" = Option<u64>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = List<ExemptionJson>)))]
#[get("/v1/exemptions")]
pub async fn list(
    caller: Caller,
    query: Query,
    pekan: &State<Pekan>,
) -> Result<Answer<List<ExemptionJson>>, Failure> {
    let me = caller.0;
    let query = query.only(&["employee", "state", "limit", "after"])?;
    let paging = Paging::read(&query)?;
    let state = query.choice("state", ExemptionState::from_name)?;
    let employee = match query.text("employee") {
        None => None,
        number => {
            let found = people::owner(&pekan.store, &me.rulebook, &me.viewer, number, me.now);
            Some(found.await?.ok_or_else(Failure::not_found)?.id)
        }
    };
    let search = exemptions::Search { state, employee, after: paging.after, but: None };
    let (db, day) = (pekan.store.reader(), people::scope_day(me.now));
    let rows = exemptions::page(db, &me.scope(), &search, day, (0, paging.to_ask())).await?;
    let shown = |(row, whose): (ExemptionRow, Option<Employee>)| {
        ExemptionJson::of(row, whose.map(|whose| whose.number).unwrap_or_default())
    };
    Ok(Answer::ok(paging.list(rows, |(row, _)| row.id, shown)))
}

/// The document of one: to whose it is, and to who may decide.
#[utoipa::path(context_path = "/api", tag = "exemptions", params(("id" = i64, Path)),
    responses((status = 200, description = "JPEG or PDF", content_type = "application/pdf")))]
#[get("/v1/exemptions/<id>/document")]
pub async fn document(caller: Caller, id: i64, pekan: &State<Pekan>) -> Result<KeptFile, Failure> {
    exemption_document::download(pekan, &caller.0, id).await
}

/// Approves one that is asked for; never one's own.
#[utoipa::path(context_path = "/api", tag = "exemptions", params(("id" = i64, Path)),
    responses((status = 200, body = ExemptionJson)))]
#[post("/v1/exemptions/<id>/approve")]
pub async fn approve(
    caller: Caller,
    id: i64,
    pekan: &State<Pekan>,
) -> Result<Answer<ExemptionJson>, Failure> {
    decide(pekan, &caller.0, id, Decision::Approve, None).await
}

/// Refuses one that is asked for, and says why; never one's own.
#[utoipa::path(context_path = "/api", tag = "exemptions", params(("id" = i64, Path)),
    request_body(content = Option<ExemptionReason>, description = "May be left out"),
    responses((status = 200, body = ExemptionJson)))]
#[post("/v1/exemptions/<id>/refuse", data = "<sent>")]
pub async fn refuse(
    caller: Caller,
    id: i64,
    sent: SentReason,
    pekan: &State<Pekan>,
) -> Result<Answer<ExemptionJson>, Failure> {
    decide(pekan, &caller.0, id, Decision::Refuse, sent.0.as_deref()).await
}

async fn decide(
    pekan: &Pekan,
    me: &SignedIn,
    id: i64,
    decision: Decision,
    reason: Option<&str>,
) -> Result<Answer<ExemptionJson>, Failure> {
    let (store, by) = (&pekan.store, me.by());
    let row = workflows::exemptions::decide(store, &by, id, decision, reason, me.now).await?;
    Ok(Answer::ok(shown(pekan, row).await?))
}

/// Withdraws one's own request while it is open; or, for whoever may decide, one that was approved,
/// with a reason.
#[utoipa::path(context_path = "/api", tag = "exemptions", params(("id" = i64, Path)),
    request_body(content = Option<ExemptionReason>, description = "Needed where it was approved"),
    responses((status = 200, body = ExemptionJson)))]
#[post("/v1/exemptions/<id>/withdraw", data = "<sent>")]
pub async fn withdraw(
    caller: Caller,
    id: i64,
    sent: SentReason,
    pekan: &State<Pekan>,
) -> Result<Answer<ExemptionJson>, Failure> {
    let (me, reason) = (caller.0, sent.0.as_deref());
    let row = workflows::exemptions::withdraw(&pekan.store, &me.by(), id, reason, me.now).await?;
    Ok(Answer::ok(shown(pekan, row).await?))
}
