//! Public holidays and joint leave days, a year at a time.

use chrono::{Datelike, NaiveDate};
use rocket::http::CookieJar;
use rocket::{State, get, post};
use serde_json::{Value, json};

use super::{Answer, mendable};
use crate::rules::problem::{self, shown};
use crate::store::holidays;
use crate::web::form::Form;
use crate::web::page::{Frame, Page, leave_flash};
use crate::web::viewer::{Administrator, SignedIn};
use crate::web::{Failure, Pekan};
use crate::workflows::put_holiday::{self, Draft};
use crate::workflows::remove_holiday;

#[get("/admin/libur?<tahun>")]
pub async fn list(
    tahun: Option<&str>,
    me: Administrator,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let year = match tahun {
        None => me.0.today.year(),
        Some(text) => text
            .parse()
            .ok()
            .filter(|year| (1990..=2199).contains(year))
            .ok_or_else(|| Failure::invalid(shown("tahun", "unknown-choice", text)))?,
    };
    page(pekan, &frame, &me.0, year, json!({ "kind": "public" })).await
}

async fn page(
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    year: i32,
    form: Value,
) -> Result<Page, Failure> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(me.today);
    let found = holidays::between(pekan.store.reader(), day(1, 1), day(12, 31)).await?;
    let holidays = found
        .into_iter()
        .map(|holiday| json!({ "date": holiday.day, "name": holiday.name, "kind": holiday.kind }));
    let own = json!({ "year": year, "holidays": holidays.collect::<Vec<_>>(), "form": form });
    Ok(frame.page("admin/holidays/index.html", "admin", me, own))
}

#[post("/admin/libur", data = "<form>")]
pub async fn put(
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let (me, form) = (me.0, form.0);
    form.only(&["date", "name", "kind"], &[])?;
    let draft = Draft {
        date: form.text("date").into(),
        name: form.text("name").into(),
        kind: form.text("kind").into(),
    };
    match put_holiday::put(&pekan.store, &me.by(), draft, me.now).await {
        Ok(holiday) => {
            leave_flash(cookies, "flash-admin-saved");
            Ok(Answer::done(format!("/admin/libur?tahun={}", holiday.day.year())))
        }
        Err(refused) => {
            let (status, problems) = mendable(refused)?;
            let page = page(pekan, &frame, &me, me.today.year(), form.typed()).await?;
            Ok(Answer::page(page.with_problems(status, &problems)))
        }
    }
}

#[post("/admin/libur/<date>/hapus", data = "<form>")]
pub async fn remove(
    date: &str,
    form: Form,
    me: Administrator,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    form.0.only(&[], &[])?;
    let day = problem::date("date", date).map_err(|_| Failure::not_found())?;
    remove_holiday::remove(&pekan.store, &me.0.by(), day, me.0.now).await?;
    leave_flash(cookies, "flash-admin-removed");
    Ok(Answer::done(format!("/admin/libur?tahun={}", day.year())))
}
