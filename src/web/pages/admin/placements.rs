//! Transfers, promotions and departures, on a person's page.

use rocket::http::CookieJar;
use rocket::{State, post};

use super::employees::{edit_page, place as place_of};
use super::{Answer, mendable};
use crate::web::form::{Form, Parts};
use crate::web::page::{Frame, leave_flash};
use crate::web::viewer::{Administrator, SignedIn};
use crate::web::{Failure, Pekan};
use crate::workflows::{Refused, depart_employee, place_employee};

#[post("/admin/pegawai/<number>/penempatan", data = "<form>")]
pub async fn place(
    number: &str,
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let (me, form) = (me.0, form.0);
    form.only(&["office", "employment_type", "grade", "position_level", "from"], &[])?;
    let draft = place_of(&form);
    let placed = place_employee::place(&pekan.store, &me.by(), number, draft, me.now).await;
    let placed = placed.map(|_| "flash-employee-placed");
    answer(placed, pekan, &frame, &me, number, &form, cookies).await
}

#[post("/admin/pegawai/<number>/berhenti", data = "<form>")]
pub async fn depart(
    number: &str,
    form: Form,
    me: Administrator,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    let (me, form) = (me.0, form.0);
    form.only(&["on"], &[])?;
    let on = form.text("on");
    let left = depart_employee::depart(&pekan.store, &me.by(), number, on, me.now).await;
    answer(left.map(|_| "flash-employee-departed"), pekan, &frame, &me, number, &form, cookies)
        .await
}

/// Back to the person's page: with the message, or with what is wrong.
async fn answer(
    outcome: Result<&str, Refused>,
    pekan: &Pekan,
    frame: &Frame,
    me: &SignedIn,
    number: &str,
    form: &Parts,
    cookies: &CookieJar<'_>,
) -> Result<Answer, Failure> {
    match outcome {
        Ok(message) => {
            leave_flash(cookies, message);
            Ok(Answer::done(format!("/admin/pegawai/{number}")))
        }
        Err(refused) => {
            let (status, problems) = mendable(refused)?;
            let page = edit_page(pekan, frame, me, number, Some(form.typed())).await?;
            Ok(Answer::page(page.with_problems(status, &problems)))
        }
    }
}
