//! Public holidays and joint leave days, a year at a time.

use chrono::{Datelike, NaiveDate};
use rocket::{get, post};

use super::{Desk, office_choices};
use crate::rules::calendar::HolidayKind;
use crate::rules::problem::{self, shown};
use crate::store::holidays;
use crate::web::Failure;
use crate::web::answers::page::{Answer, Page};
use crate::web::input::form::Form;
use crate::web::views::OfficeChoice;
use crate::web::views::form_values::FormValues;
use crate::web::views::holidays::{HolidayRow, HolidaysPage};
use crate::workflows::holidays::put::Draft;
use crate::workflows::imports::holidays::built_in;
use crate::workflows::imports::import::{self, TableOf};
use crate::workflows::imports::report::ImportReport;
use crate::workflows::{self, Refused};

#[get("/admin/libur?<tahun>")]
pub async fn list(tahun: Option<&str>, desk: Desk<'_>) -> Result<Page, Failure> {
    let year = match tahun {
        None => desk.me.today.year(),
        Some(text) => text
            .parse()
            .ok()
            .filter(|year| (1990..=2199).contains(year))
            .ok_or_else(|| Failure::invalid(shown("tahun", "unknown-choice", text)))?,
    };
    blank(&desk, year).await
}

async fn blank(desk: &Desk<'_>, year: i32) -> Result<Page, Failure> {
    page(desk, year, FormValues::default().with("kind", HolidayKind::Public.name())).await
}

async fn page(desk: &Desk<'_>, year: i32, form: FormValues) -> Result<Page, Failure> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(desk.me.today);
    let found = holidays::between(desk.db(), day(1, 1), day(12, 31)).await?;
    let holidays = found.into_iter().map(|holiday| {
        let office = holiday.office.and_then(|id| desk.offices().get(id));
        HolidayRow {
            date: holiday.day,
            name: holiday.name,
            kind: holiday.kind,
            office: office.map(OfficeChoice::of),
        }
    });
    Ok(desk.show(&HolidaysPage {
        year,
        holidays: holidays.collect(),
        built_in: is_offered(desk, year).await?,
        offices: office_choices(desk.offices()),
        form,
    }))
}

/// Whether Pekan brings a list of the year along that has days which are missing here.
async fn is_offered(desk: &Desk<'_>, year: i32) -> Result<bool, Failure> {
    let Some(table) = built_in(year) else { return Ok(false) };
    Ok(take(desk, table, true).await?.created > 0)
}

async fn take(desk: &Desk<'_>, table: &str, dry_run: bool) -> Result<ImportReport, Refused> {
    let (by, of) = (desk.me.by(), TableOf::Holidays);
    import::import(desk.store(), &by, of, table.as_bytes(), dry_run, desk.me.now).await
}

#[post("/admin/libur", data = "<form>")]
pub async fn put(desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let (me, form) = (&desk.me, form.0);
    form.only(&["date", "name", "kind", "office"], &[])?;
    let draft = Draft {
        date: form.text("date").into(),
        name: form.text("name").into(),
        kind: form.text("kind").into(),
        office: form.filled("office").map(str::to_owned),
    };
    let put = workflows::holidays::put(desk.store(), &me.by(), draft, me.now).await;
    let put = put.map(|holiday| of_year(holiday.day));
    desk.finish(put, "flash-admin-saved", page(&desk, me.today.year(), form.values())).await
}

fn of_year(day: NaiveDate) -> String {
    format!("/admin/libur?tahun={}", day.year())
}

#[post("/admin/libur/<date>/hapus", data = "<form>")]
pub async fn remove(date: &str, desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    form.0.only(&["office"], &[])?;
    let day = problem::date("date", date).map_err(|_| Failure::not_found())?;
    let (me, office) = (&desk.me, form.0.filled("office"));
    let removed = workflows::holidays::remove(desk.store(), &me.by(), day, office, me.now).await;
    let removed = removed.map(|()| of_year(day));
    desk.finish(removed, "flash-admin-removed", blank(&desk, day.year())).await
}

/// Takes over the list of a year that Pekan brings along.
#[post("/admin/libur/bawaan", data = "<form>")]
pub async fn take_built_in(desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    form.0.only(&["year"], &[])?;
    let text = form.0.text("year");
    let known = text.parse().ok().and_then(|year| Some((year, built_in(year)?)));
    let (year, table) =
        known.ok_or_else(|| Failure::invalid(shown("year", "unknown-choice", text)))?;
    let taken = take(&desk, table, false).await.map(|_| format!("/admin/libur?tahun={year}"));
    desk.finish(taken, "flash-holidays-built-in", blank(&desk, year)).await
}
