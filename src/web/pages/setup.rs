//! The first run: whoever has the token from the log makes the institution and its administrator, or
//! fills the empty installation with a demonstration.

use std::sync::Arc;

use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::passwords::busy;
use super::sessions;
use crate::demo::{self, DEMONSTRATION, Unfilled};
use crate::rules::problem::shown;
use crate::web::answers::page::{Answer, Frame, Page, leave_flash, remember_step};
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::request::Visit;
use crate::web::views::form_values::FormValues;
use crate::web::views::setup::SetupPage;
use crate::web::{AppState, Failure};
use crate::workflows::Refused;
use crate::workflows::accounts::set_up::{self, Draft};
use crate::workflows::accounts::sign_in;

const FIELDS: [&str; 10] = [
    "action",
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
pub async fn form(frame: Frame, app: &State<AppState>) -> Result<Page, Failure> {
    set_up::must_be_first(&app.store).await?;
    page(&frame, app, FormValues::default()).await
}

/// The page, with what was typed.
async fn page(frame: &Frame, app: &AppState, form: FormValues) -> Result<Page, Failure> {
    let empty = demo::is_empty(app.store.reader()).await?;
    Ok(frame.show_open(&SetupPage { form, empty }))
}

#[post("/siapkan", data = "<form>")]
pub async fn create(
    form: Form,
    visit: Visit,
    frame: Frame,
    cookies: &CookieJar<'_>,
    app: &State<AppState>,
) -> Result<Answer, Failure> {
    form.0.only(&FIELDS, &[])?;
    let done = match form.0.text("action") {
        "" => establish(app, &form.0, &visit, cookies).await,
        "demo" => fill(app, &form.0, &visit, cookies).await,
        other => return Err(Failure::invalid(shown("action", "unknown-choice", other))),
    };
    match done {
        Ok(next) => Ok(Answer::Done(next)),
        Err(Stopped::Refused(Refused::Invalid(problems))) => {
            let page = page(&frame, app, form.0.values()).await?;
            Ok(Answer::page(page.with_problems(Status::UnprocessableEntity, &problems)))
        }
        Err(Stopped::Refused(refused)) => Err(refused.into()),
        Err(Stopped::Failed(failure)) => Err(failure),
    }
}

enum Stopped {
    Refused(Refused),
    Failed(Failure),
}

impl From<Refused> for Stopped {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// Sets everything up and signs the administrator in.
async fn establish(
    app: &AppState,
    parts: &Parts,
    visit: &Visit,
    cookies: &CookieJar<'_>,
) -> Result<Redirect, Stopped> {
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
    let ready = set_up::check(&app.store, draft, visit.now).await?;
    let hash = app.passwords.hash(text("password")).await;
    let hash = hash.map_err(|full| Stopped::Failed(busy(full)))?;
    let administrator = set_up::set_up(&app.store, ready, hash, visit.now).await?;
    sessions::remember(
        cookies,
        sign_in::open_session(&app.store, administrator, None, visit.now).await?,
    );
    leave_flash(cookies, "flash-setup-done");
    remember_step(cookies, Some(2));
    Ok(Redirect::to("/admin/persiapan/2"))
}

/// Makes the installation a demonstration; its logins are at the door.
async fn fill(
    app: &AppState,
    parts: &Parts,
    visit: &Visit,
    cookies: &CookieJar<'_>,
) -> Result<Redirect, Stopped> {
    set_up::must_be_first(&app.store).await?;
    if let Some(problem) = set_up::wrong_token(&app.store, parts.text("token")).await? {
        return Err(Refused::invalid(problem).into());
    }
    let quiet = Arc::new(|_, _| {});
    let (store, storage) = (&app.store, &app.storage);
    match demo::fill(store, storage, DEMONSTRATION, visit.now, quiet).await {
        Ok(_) => {
            leave_flash(cookies, "flash-demo-filled");
            Ok(Redirect::to("/masuk"))
        }
        Err(Unfilled::NotEmpty) => Err(Refused::NotFound.into()),
        Err(Unfilled::Store(error)) => Err(Refused::Store(error).into()),
        Err(Unfilled::Receipt(refusal)) => {
            Err(Stopped::Failed(Failure::upload("receipt", &refusal)))
        }
        Err(Unfilled::Drawing) => {
            tracing::error!("a receipt of the demonstration could not be drawn");
            Err(Stopped::Failed(Failure::status(Status::InternalServerError)))
        }
    }
}
