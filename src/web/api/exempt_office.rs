//! One exemption for everybody of an office.

use chrono::NaiveDate;
use rocket::{State, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::dry_run::DryRun;
use crate::rules::exemption_draft;
use crate::web::answers::json::{Answer, Body};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::PeopleManager;
use crate::web::input::query::Query;
use crate::web::{AppState, HttpError};
use crate::workflows::exemptions::exempt_office::{self, Draft, Report};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfficeExemption {
    from: String,
    to: String,
    /// A kind of leave, as for one person.
    reason: String,
    /// Also everybody below the office; false if it is left out.
    #[serde(default)]
    below: bool,
}

#[derive(Serialize, ToSchema)]
pub struct OfficeExemptionJson {
    /// Who is exempted, by name.
    employees: Vec<ExemptedJson>,
    /// How many are exempt on all of these days already.
    covered: usize,
    /// Whether the caller is placed there, and left out: nobody exempts themselves.
    oneself: bool,
}

#[derive(Serialize, ToSchema)]
pub struct ExemptedJson {
    number: String,
    name: String,
    /// Of the days, those on which they are placed there.
    from: NaiveDate,
    to: NaiveDate,
}

impl From<Report> for OfficeExemptionJson {
    fn from(report: Report) -> Self {
        let employees = report.people.into_iter().map(|one| ExemptedJson {
            number: one.number,
            name: one.name,
            from: one.from,
            to: one.to,
        });
        Self { employees: employees.collect(), covered: report.covered, oneself: report.oneself }
    }
}

/// Exempts everybody who is placed in an office on one of the days. With `dry_run` it only says whom.
#[utoipa::path(context_path = "/api", tag = "exemptions", request_body = OfficeExemption,
    params(("code" = String, Path), DryRun),
    responses((status = 200, body = OfficeExemptionJson)))]
#[post("/v1/offices/<code>/exemptions", data = "<body>")]
pub async fn exempt(
    caller: Caller<PeopleManager>,
    code: &str,
    query: Query<DryRun>,
    body: Body<OfficeExemption>,
    app: &State<AppState>,
) -> Result<Answer<OfficeExemptionJson>, HttpError> {
    let user = caller.0;
    let dry_run = query.0.dry_run.unwrap_or_default();
    let office = user.office_in_sight(code)?.code.clone();
    let OfficeExemption { from, to, reason, below } = body.0;
    let days = exemption_draft::Draft { from, to, reason };
    let draft = Draft { office, below, days };
    let report = exempt_office::exempt(&app.store, &user.warrant(), draft, dry_run).await?;
    Ok(Answer::ok(report.into()))
}
