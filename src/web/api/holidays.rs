//! Public holidays and joint leave days.

use chrono::{Datelike, NaiveDate};
use rocket::http::Status;
use rocket::{State, delete, get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::rules::problem;
use crate::store::holidays::{self, Holiday};
use crate::web::json::{Answer, Body, List};
use crate::web::query::Query;
use crate::web::viewer::Caller;
use crate::web::{Failure, Pekan};
use crate::workflows::put_holiday::{self, Draft};
use crate::workflows::remove_holiday;

#[derive(Serialize, ToSchema)]
pub struct HolidayJson {
    date: NaiveDate,
    name: String,
    kind: String,
}

impl From<Holiday> for HolidayJson {
    fn from(holiday: Holiday) -> Self {
        Self { date: holiday.day, name: holiday.name, kind: holiday.kind }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HolidayBody {
    name: String,
    /// `public` or `joint_leave`.
    kind: String,
}

/// Adds a holiday, or changes the one of that day.
#[utoipa::path(context_path = "/api", tag = "holidays", request_body = HolidayBody,
    params(("date" = String, Path)), responses((status = 200, body = HolidayJson)))]
#[put("/v1/holidays/<date>", data = "<body>")]
pub async fn put(
    caller: Caller,
    date: &str,
    body: Body<HolidayBody>,
    pekan: &State<Pekan>,
) -> Result<Answer<HolidayJson>, Failure> {
    let HolidayBody { name, kind } = body.0;
    let draft = Draft { date: date.into(), name, kind };
    let holiday = put_holiday::put(&pekan.store, &caller.0.by(), draft, caller.0.now).await?;
    Ok(Answer::ok(holiday.into()))
}

/// Removes a holiday.
#[utoipa::path(context_path = "/api", tag = "holidays", params(("date" = String, Path)),
    responses((status = 204)))]
#[delete("/v1/holidays/<date>")]
pub async fn remove(caller: Caller, date: &str, pekan: &State<Pekan>) -> Result<Status, Failure> {
    let by = caller.0.by();
    by.must_administer()?;
    let day = problem::date("date", date).map_err(|_| Failure::not_found())?;
    remove_holiday::remove(&pekan.store, &by, day, caller.0.now).await?;
    Ok(Status::NoContent)
}

/// The holidays of a year; of this year if none is given.
#[utoipa::path(context_path = "/api", tag = "holidays", params(("year" = Option<i32>, Query)),
    responses((status = 200, body = List<HolidayJson>)))]
#[get("/v1/holidays")]
pub async fn list(
    caller: Caller,
    query: Query,
    pekan: &State<Pekan>,
) -> Result<Answer<List<HolidayJson>>, Failure> {
    let (from, to) = days_of(&query.only(&["year"])?, caller.0.today)?;
    let found = holidays::between(pekan.store.reader(), from, to).await?;
    Ok(Answer::ok(List { items: found.into_iter().map(Into::into).collect(), next: None }))
}

/// The first and the last day of a year.
fn days_of(query: &Query, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), Failure> {
    let year = query.whole("year", today.year().unsigned_abs(), 1990..=2199)?.cast_signed();
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(today);
    Ok((day(1, 1), day(12, 31)))
}
