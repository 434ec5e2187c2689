//! Public holidays and joint leave days.

use chrono::{Datelike, NaiveDate};
use rocket::http::Status;
use rocket::{State, delete, get, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::rules::calendar::HolidayKind;
use crate::rules::{OfficeTree, problem};
use crate::store::holidays::{self, Holiday};
use crate::web::answers::json::{Answer, Body, List};
use crate::web::guards::caller::Caller;
use crate::web::guards::who::Administrator;
use crate::web::input::query::{Between, Query, parameters};
use crate::web::{AppState, HttpError};
use crate::workflows;
use crate::workflows::holidays::put::Draft;

#[derive(Serialize, ToSchema)]
pub struct HolidayJson {
    date: NaiveDate,
    name: String,
    #[schema(value_type = String)]
    kind: HolidayKind,
    /// The code of the office that is closed, with all below it; left out for everybody's.
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<String>,
}

fn view(holiday: Holiday, tree: &OfficeTree) -> HolidayJson {
    let office = holiday.office.and_then(|id| tree.get(id));
    HolidayJson {
        date: holiday.day,
        name: holiday.name,
        kind: holiday.kind,
        office: office.map(|office| office.code.clone()),
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HolidayBody {
    name: String,
    /// `public` or `joint_leave`.
    kind: String,
    /// The code of an office, for a day on which only it and what is below it are closed.
    office: Option<String>,
}

/// Adds a holiday, or changes the one of that day and office.
#[utoipa::path(context_path = "/api", tag = "holidays", request_body = HolidayBody,
    params(("date" = String, Path)), responses((status = 200, body = HolidayJson)))]
#[put("/v1/holidays/<date>", data = "<body>")]
pub async fn put(
    caller: Caller,
    date: &str,
    body: Body<HolidayBody>,
    app: &State<AppState>,
) -> Result<Answer<HolidayJson>, HttpError> {
    let user = caller.0;
    let HolidayBody { name, kind, office } = body.0;
    let draft = Draft { date: date.into(), name, kind, office };
    let holiday = workflows::holidays::put(&app.store, &user.warrant(), draft).await?;
    Ok(Answer::ok(view(holiday, &user.rulebook.offices)))
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct HolidayQuery {
        /// A code
        pub office: Option<String>,
    }
}

/// Removes a holiday: everybody's, or that of an office.
#[utoipa::path(context_path = "/api", tag = "holidays",
    params(("date" = String, Path), HolidayQuery),
    responses((status = 204)))]
#[delete("/v1/holidays/<date>")]
pub async fn remove(
    caller: Caller<Administrator>,
    date: &str,
    query: Query<HolidayQuery>,
    app: &State<AppState>,
) -> Result<Status, HttpError> {
    let day = problem::date("date", date).map_err(|_| HttpError::not_found())?;
    let office = query.0.office.as_deref();
    workflows::holidays::remove(&app.store, &caller.0.warrant(), day, office).await?;
    Ok(Status::NoContent)
}

parameters! {
    #[derive(IntoParams)]
    #[into_params(parameter_in = Query)]
    pub struct YearQuery {
        #[param(value_type = Option<i32>)]
        pub year: Option<Between<1990, 2199>>,
    }
}

/// The holidays of a year; of this year if none is given.
#[utoipa::path(context_path = "/api", tag = "holidays", params(YearQuery),
    responses((status = 200, body = List<HolidayJson>)))]
#[get("/v1/holidays")]
pub async fn list(
    caller: Caller,
    query: Query<YearQuery>,
    app: &State<AppState>,
) -> Result<Answer<List<HolidayJson>>, HttpError> {
    let (from, to) = days_of(&query.0, caller.0.today);
    let tree = &caller.0.rulebook.offices;
    let found = holidays::between(app.store.reader(), from, to).await?;
    Ok(Answer::ok(List {
        items: found.into_iter().map(|one| view(one, tree)).collect(),
        next: None,
    }))
}

/// The first and the last day of a year.
fn days_of(query: &YearQuery, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let year = query.year.as_ref().map_or(today.year(), |year| year.0.cast_signed());
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(today);
    (day(1, 1), day(12, 31))
}
