//! Exemptions.

use chrono::NaiveDate;
use rocket::{State, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::store::employees;
use crate::store::exemptions::ExemptionRow;
use crate::web::json::{Answer, Body};
use crate::web::viewer::{Caller, SignedIn};
use crate::web::{Failure, Pekan};
use crate::workflows::decide_exemption::{self, Decision};
use crate::workflows::request_exemption::{self, Draft};

#[derive(Serialize, ToSchema)]
pub struct ExemptionJson {
    id: i64,
    /// The number of whose it is.
    employee: String,
    from: NaiveDate,
    to: NaiveDate,
    reason: String,
    /// `requested`, `approved` or `refused`.
    state: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewExemption {
    from: String,
    to: String,
    /// A kind of leave, never a diagnosis.
    reason: String,
}

/// Asks for an exemption; created approved when an administrator creates it for somebody else.
#[utoipa::path(context_path = "/api", tag = "exemptions", request_body = NewExemption,
    params(("number" = String, Path)), responses((status = 201, body = ExemptionJson)))]
#[post("/v1/employees/<number>/exemptions", data = "<body>")]
pub async fn request(
    caller: Caller,
    number: &str,
    body: Body<NewExemption>,
    pekan: &State<Pekan>,
) -> Result<Answer<ExemptionJson>, Failure> {
    let me = caller.0;
    let NewExemption { from, to, reason } = body.0;
    let draft = Draft { from, to, reason };
    let row = request_exemption::request(&pekan.store, &me.by(), number, draft, me.now).await?;
    Ok(Answer::created(shown(pekan, row).await?))
}

/// Approves one that is asked for.
#[utoipa::path(context_path = "/api", tag = "exemptions", params(("id" = i64, Path)),
    responses((status = 200, body = ExemptionJson)))]
#[post("/v1/exemptions/<id>/approve")]
pub async fn approve(
    caller: Caller,
    id: i64,
    pekan: &State<Pekan>,
) -> Result<Answer<ExemptionJson>, Failure> {
    decide(pekan, &caller.0, id, Decision::Approve).await
}

/// Refuses one that is asked for.
#[utoipa::path(context_path = "/api", tag = "exemptions", params(("id" = i64, Path)),
    responses((status = 200, body = ExemptionJson)))]
#[post("/v1/exemptions/<id>/refuse")]
pub async fn refuse(
    caller: Caller,
    id: i64,
    pekan: &State<Pekan>,
) -> Result<Answer<ExemptionJson>, Failure> {
    decide(pekan, &caller.0, id, Decision::Refuse).await
}

async fn decide(
    pekan: &Pekan,
    me: &SignedIn,
    id: i64,
    decision: Decision,
) -> Result<Answer<ExemptionJson>, Failure> {
    let row = decide_exemption::decide(&pekan.store, &me.by(), id, decision, me.now).await?;
    Ok(Answer::ok(shown(pekan, row).await?))
}

async fn shown(pekan: &Pekan, row: ExemptionRow) -> Result<ExemptionJson, Failure> {
    let whose = employees::by_id(pekan.store.reader(), row.employee_id).await?;
    Ok(ExemptionJson {
        id: row.id,
        employee: whose.ok_or_else(Failure::not_found)?.number,
        from: row.from_on,
        to: row.to_on,
        reason: row.reason,
        state: row.state,
    })
}
