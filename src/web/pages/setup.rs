//! The first run: whoever has the token from the log makes the institution and its administrator, or
//! fills the empty installation with a demonstration.

use std::sync::Arc;

use rocket::http::Status;
use rocket::{get, post};

use super::sessions;
use crate::demo::{self, DEMONSTRATION, DemoError};
use crate::rules::problem::problem_with_value;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page, remember_step};
use crate::web::guards::context::Context;
use crate::web::guards::who::Guest;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::views::form_values::FormValues;
use crate::web::views::setup::SetupPage;
use crate::workflows::accounts::set_up::{self, Draft};
use crate::workflows::accounts::sign_in::Browser;

#[get("/siapkan")]
pub async fn form(context: Context<'_, Guest>) -> Result<Page, HttpError> {
    set_up::must_be_first(context.store()).await?;
    page(&context, FormValues::default()).await
}

/// The page, with what was typed.
async fn page(context: &Context<'_, Guest>, form: FormValues) -> Result<Page, HttpError> {
    let empty = demo::is_empty(context.db()).await?;
    Ok(context.render(&SetupPage { form, empty }))
}

#[post("/siapkan", data = "<form>")]
pub async fn create(context: Context<'_, Guest>, form: Form) -> Result<Answer, HttpError> {
    let fields: Vec<_> = set_up::FIELDS.into_iter().chain(["action"]).collect();
    form.0.only(&fields, &[])?;
    let (done, flash) = match form.0.text("action") {
        "" => (establish(&context, &form.0).await, "flash-setup-done"),
        "demo" => (fill(&context, &form.0).await, "flash-demo-filled"),
        other => {
            return Err(HttpError::invalid(problem_with_value("action", "unknown-choice", other)));
        }
    };
    context.finish(done, flash, page(&context, form.0.values())).await
}

/// Sets everything up and signs the administrator in.
async fn establish(context: &Context<'_, Guest>, parts: &Parts) -> Result<&'static str, HttpError> {
    let (store, now) = (context.store(), context.user.now);
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
    let ready = set_up::check(store, draft, now).await?;
    let hash = context.app.password_changes.hash("", text("password")).await?;
    let administrator = set_up::set_up(store, &context.user.stranger(), ready, hash).await?;
    let browser = Browser { after_password: true, ..Browser::default() };
    // Whoever is new has no second factor.
    sessions::sign_in(context, administrator, browser, "").await?;
    remember_step(context.cookies, Some(2));
    Ok("/admin/persiapan/2")
}

/// Makes the installation a demonstration; its logins are shown where people sign in.
async fn fill(context: &Context<'_, Guest>, parts: &Parts) -> Result<&'static str, HttpError> {
    let (store, storage) = (context.store(), &context.app.storage);
    set_up::must_be_first(store).await?;
    if let Some(problem) = set_up::wrong_token(store, parts.text("token")).await? {
        return Err(HttpError::invalid(problem));
    }
    let quiet = Arc::new(|_, _| {});
    match demo::fill(store, storage, DEMONSTRATION, context.user.now, quiet).await {
        Ok(_) => Ok("/masuk"),
        Err(DemoError::NotEmpty) => Err(HttpError::not_found()),
        Err(DemoError::Store(error)) => Err(error.into()),
        // No form can mend a receipt that Pekan has drawn itself.
        Err(DemoError::Receipt(refusal)) => {
            Err(HttpError { problems: Vec::new(), ..HttpError::upload("receipt", &refusal) })
        }
        Err(DemoError::Drawing) => {
            tracing::error!("a receipt of the demonstration could not be drawn");
            Err(HttpError::status(Status::InternalServerError))
        }
    }
}
