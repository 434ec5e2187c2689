//! Public holidays and joint leave days, a year at a time.

use chrono::{Datelike, NaiveDate};
use rocket::{get, post};

use super::{first_steps, office_choices};
use crate::rules::ImportKind;
use crate::rules::calendar::HolidayKind;
use crate::rules::problem::{self, Problem, problem_with_value};
use crate::store::holidays;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::{AdministrationReader, Administrator, SignedInAs};
use crate::web::input::form::Form;
use crate::web::input::query::{Parameter, Query, choice, parameters};
use crate::web::views::OfficeChoice;
use crate::web::views::form_values::FormValues;
use crate::web::views::holidays::{HolidayRow, HolidaysPage};
use crate::workflows::holidays::put::Draft;
use crate::workflows::imports::holidays::built_in;
use crate::workflows::imports::import;
use crate::workflows::imports::report::ImportReport;
use crate::workflows::{self, WorkflowError};

/// A year that every database knows.
pub struct Year(i32);

impl Parameter for Option<Year> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        let year = |text: &str| text.parse().ok().filter(|year| (1990..=2199).contains(year));
        choice(name, text, |text| year(text).map(Year))
    }
}

parameters! {
    pub struct HolidaysQuery {
        pub tahun: Option<Year>,
    }
}

#[get("/admin/libur")]
pub async fn list(
    context: Context<'_, AdministrationReader>,
    query: Query<HolidaysQuery>,
) -> Result<Page, HttpError> {
    let year = query.0.tahun.map_or(context.user.today.year(), |year| year.0);
    blank(&context, year).await
}

async fn blank<R: SignedInAs>(context: &Context<'_, R>, year: i32) -> Result<Page, HttpError> {
    page(context, year, FormValues::default().with("kind", HolidayKind::Public.name())).await
}

async fn page<R: SignedInAs>(
    context: &Context<'_, R>,
    year: i32,
    form: FormValues,
) -> Result<Page, HttpError> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(context.user.today);
    let found = holidays::between(context.db(), day(1, 1), day(12, 31)).await?;
    let holidays = found.into_iter().map(|holiday| {
        let office = holiday.office.and_then(|id| context.offices().get(id));
        HolidayRow {
            date: holiday.day,
            name: holiday.name,
            kind: holiday.kind,
            office: office.map(OfficeChoice::of),
        }
    });
    Ok(context.render(&HolidaysPage {
        year,
        holidays: holidays.collect(),
        built_in: context.user.viewer.is_administrator() && is_offered(context, year).await?,
        offices: office_choices(context.offices()),
        form,
    }))
}

/// Whether Pekan brings a list of the year along that has days which are missing here.
async fn is_offered<R: SignedInAs>(context: &Context<'_, R>, year: i32) -> Result<bool, HttpError> {
    let Some(table) = built_in(year) else { return Ok(false) };
    Ok(take(context, table, true).await?.created > 0)
}

async fn take<R: SignedInAs>(
    context: &Context<'_, R>,
    table: &str,
    dry_run: bool,
) -> Result<ImportReport, WorkflowError> {
    let (warrant, kind) = (context.user.warrant(), ImportKind::Holidays);
    import::import(context.store(), &warrant, kind, table.as_bytes(), dry_run).await
}

#[post("/admin/libur", data = "<form>")]
pub async fn put(context: Context<'_, Administrator>, form: Form) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&["date", "name", "kind", "office"], &[])?;
    let draft = Draft {
        date: form.text("date").into(),
        name: form.text("name").into(),
        kind: form.text("kind").into(),
        office: form.filled("office").map(str::to_owned),
    };
    let put = workflows::holidays::put(context.store(), &user.warrant(), draft).await;
    let put = put.map(|holiday| of_year(holiday.day));
    context.finish(put, "flash-admin-saved", page(&context, user.today.year(), form.values())).await
}

fn of_year(day: NaiveDate) -> String {
    format!("/admin/libur?tahun={}", day.year())
}

#[post("/admin/libur/<date>/hapus", data = "<form>")]
pub async fn remove(
    date: &str,
    context: Context<'_, Administrator>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["office"], &[])?;
    let day = problem::date("date", date).map_err(|_| HttpError::not_found())?;
    let (user, office) = (&context.user, form.0.filled("office"));
    let removed = workflows::holidays::remove(context.store(), &user.warrant(), day, office).await;
    let removed = removed.map(|()| of_year(day));
    context.finish(removed, "flash-admin-removed", blank(&context, day.year())).await
}

/// Takes over the list of a year that Pekan brings along.
#[post("/admin/libur/bawaan", data = "<form>")]
pub async fn take_built_in(
    context: Context<'_, Administrator>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["year"], &[])?;
    let text = form.0.text("year");
    let known = text.parse().ok().and_then(|year| Some((year, built_in(year)?)));
    let (year, table) = known
        .ok_or_else(|| HttpError::invalid(problem_with_value("year", "unknown-choice", text)))?;
    let next = first_steps::onwards(&context, 6, &format!("/admin/libur?tahun={year}"));
    let taken = take(&context, table, false).await.map(|_| next);
    context.finish(taken, "flash-holidays-built-in", blank(&context, year)).await
}
