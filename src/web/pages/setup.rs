//! The first run: whoever has the token from the log makes the institution and its administrator.

use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};
use serde_json::json;

use super::passwords::busy;
use super::sessions;
use crate::web::form::{Form, Parts};
use crate::web::page::{Answer, Frame, Page, leave_flash, remember_step};
use crate::web::request::Visit;
use crate::web::{Failure, Pekan};
use crate::workflows::set_up::{self, Draft};
use crate::workflows::{Refused, sign_in};

const TEMPLATE: &str = "setup/new.html";
const FIELDS: [&str; 9] = [
    "token",
    "institution",
    "code",
    "time_zone",
    "name",
    "login",
    "email",
    "password",
    "password_again",
];

#[get("/siapkan")]
pub async fn form(frame: Frame, pekan: &State<Pekan>) -> Result<Page, Failure> {
    set_up::must_be_first(&pekan.store).await?;
    Ok(frame.open_page(TEMPLATE, json!({})))
}

#[post("/siapkan", data = "<form>")]
pub async fn create(
    form: Form,
    visit: Visit,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    form.0.only(&FIELDS, &[])?;
    match establish(pekan, &form.0, &visit).await {
        Ok(session) => {
            sessions::remember(cookies, session);
            leave_flash(cookies, "flash-setup-done");
            remember_step(cookies, Some(2));
            Ok(Answer::Done(Redirect::to("/admin/persiapan/2")))
        }
        Err(Stopped::Refused(Refused::Invalid(problems))) => {
            let own = json!({ "form": form.0.typed() });
            let page = frame.open_page(TEMPLATE, own);
            Ok(Answer::page(page.with_problems(Status::UnprocessableEntity, &problems)))
        }
        Err(Stopped::Refused(refused)) => Err(refused.into()),
        Err(Stopped::Busy(failure)) => Err(failure),
    }
}

enum Stopped {
    Refused(Refused),
    Busy(Failure),
}

impl From<Refused> for Stopped {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// Sets everything up and signs the administrator in.
async fn establish(
    pekan: &Pekan,
    parts: &Parts,
    visit: &Visit,
) -> Result<(String, Option<String>), Stopped> {
    let text = |field| parts.text(field).to_owned();
    let draft = Draft {
        token: text("token"),
        institution: text("institution"),
        code: text("code"),
        time_zone: text("time_zone"),
        name: text("name"),
        login: text("login"),
        email: text("email"),
        password: text("password"),
        password_again: text("password_again"),
    };
    let ready = set_up::check(&pekan.store, draft, visit.now).await?;
    let hash = pekan.passwords.hash(text("password")).await;
    let hash = hash.map_err(|full| Stopped::Busy(busy(full)))?;
    let administrator = set_up::set_up(&pekan.store, ready, hash, visit.now).await?;
    Ok(sign_in::open_session(&pekan.store, administrator, None, visit.now).await?)
}
