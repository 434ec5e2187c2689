//! Public holidays and joint leave days, a year at a time.

use chrono::{Datelike, NaiveDate};
use rocket::{get, post};
use serde_json::{Value, json};

use super::Desk;
use crate::rules::problem::{self, shown};
use crate::store::holidays;
use crate::web::Failure;
use crate::web::form::Form;
use crate::web::page::{Answer, Page};
use crate::workflows::put_holiday::{self, Draft};
use crate::workflows::remove_holiday;

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
    page(&desk, year, json!({ "kind": "public" })).await
}

async fn page(desk: &Desk<'_>, year: i32, form: Value) -> Result<Page, Failure> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(desk.me.today);
    let found = holidays::between(desk.db(), day(1, 1), day(12, 31)).await?;
    let holidays = found
        .into_iter()
        .map(|holiday| json!({ "date": holiday.day, "name": holiday.name, "kind": holiday.kind }));
    let own = json!({ "year": year, "holidays": holidays.collect::<Vec<_>>(), "form": form });
    Ok(desk.page("admin/holidays/index.html", own))
}

#[post("/admin/libur", data = "<form>")]
pub async fn put(desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    let (me, form) = (&desk.me, form.0);
    form.only(&["date", "name", "kind"], &[])?;
    let draft = Draft {
        date: form.text("date").into(),
        name: form.text("name").into(),
        kind: form.text("kind").into(),
    };
    let put = put_holiday::put(desk.store(), &me.by(), draft, me.now).await;
    let put = put.map(|holiday| of_year(holiday.day));
    desk.finish(put, "flash-admin-saved", page(&desk, me.today.year(), form.typed())).await
}

fn of_year(day: NaiveDate) -> String {
    format!("/admin/libur?tahun={}", day.year())
}

#[post("/admin/libur/<date>/hapus", data = "<form>")]
pub async fn remove(date: &str, desk: Desk<'_>, form: Form) -> Result<Answer, Failure> {
    form.0.only(&[], &[])?;
    let day = problem::date("date", date).map_err(|_| Failure::not_found())?;
    remove_holiday::remove(desk.store(), &desk.me.by(), day, desk.me.now).await?;
    Ok(desk.done("flash-admin-removed", of_year(day)))
}
