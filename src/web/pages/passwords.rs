//! Forgotten passwords, and the first one, chosen through a link in a mail.

use rocket::http::Status;
use rocket::{get, post};

use super::sessions;
use crate::rules::Problem;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::Guest;
use crate::web::input::form::Form;
use crate::web::views::passwords::{ChoosePage, ForgotPage, Purpose, SentPage};
use crate::workflows::WorkflowError;
use crate::workflows::accounts::choose_password;
use crate::workflows::accounts::forgot_password::forgot_password;
use crate::workflows::accounts::open_link::{Opened, open_link};
use crate::workflows::accounts::sign_in::Browser;

#[get("/lupa-sandi")]
pub fn forgot(context: Context<'_, Guest>) -> Page {
    context.render(&ForgotPage {})
}

/// The answer is the same for everybody, known or not.
#[post("/lupa-sandi", data = "<form>")]
pub async fn send(context: Context<'_, Guest>, form: Form) -> Result<Answer, HttpError> {
    form.0.only(&["login"], &[])?;
    context.app.throttle.email(context.user.address)?;
    let Some(login) = form.0.filled("login") else {
        let page = context.render(&ForgotPage {});
        let missing = [Problem::new("login", "missing")];
        return Ok(Answer::page(page.with_problems(Status::UnprocessableEntity, &missing)));
    };
    forgot_password(context.store(), &context.user.stranger(), login).await?;
    Ok(Answer::done("/lupa-sandi/terkirim"))
}

#[get("/lupa-sandi/terkirim")]
pub fn sent(context: Context<'_, Guest>) -> Page {
    context.render(&SentPage {})
}

#[get("/sandi/<token>")]
pub async fn choose(token: &str, context: Context<'_, Guest>) -> Result<Page, HttpError> {
    let opened = opened(&context, token).await?;
    Ok(page(&context, token, &opened))
}

/// Sets the password of a link from a mail, and signs its owner in.
#[post("/sandi/<token>", data = "<form>")]
pub async fn set(
    token: &str,
    context: Context<'_, Guest>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["login", "password"], &[])?;
    let opened = opened(&context, token).await?;
    let again = page(&context, token, &opened);
    let chosen = set_password(&context, opened, form.0.text("password")).await?;
    context.finish(chosen, "flash-password-chosen", async { Ok(again) }).await
}

async fn opened(context: &Context<'_, Guest>, token: &str) -> Result<Opened, HttpError> {
    open_link(context.store(), token, context.user.now).await.map_err(used)
}

/// A link that works no more says so, and where to get another.
fn used(error: WorkflowError) -> HttpError {
    match error {
        WorkflowError::NotFound => {
            HttpError::of(Status::NotFound, Problem::new("token", "link-used"))
        }
        error => error.into(),
    }
}

/// Sets a password that was typed, and signs its owner in: they have just shown who they are. What is
/// wrong with the password is the inner error.
pub async fn set_password(
    context: &Context<'_, Guest>,
    opened: Opened,
    password: &str,
) -> Result<Result<String, WorkflowError>, HttpError> {
    if let Err(weak) = choose_password::check(password, &opened.employee) {
        return Ok(Err(WorkflowError::invalid(weak)));
    }
    let (store, warrant) = (context.store(), context.user.proved(opened.employee.id));
    let (whose, passwords) = (&opened.employee.number, &context.app.password_changes);
    let hash = passwords.hash(whose, password.to_owned()).await?;
    let employee =
        choose_password::choose_password(store, &warrant, opened, hash).await.map_err(used)?;
    let browser = Browser { after_password: true, ..Browser::default() };
    Ok(Ok(sessions::sign_in(context, employee, browser, "/").await?))
}

fn page(context: &Context<'_, Guest>, token: &str, opened: &Opened) -> Page {
    context.render(&ChoosePage {
        purpose: Purpose::of(opened.purpose()),
        action: format!("/sandi/{token}"),
        name: opened.employee.name.clone(),
        login: opened.employee.number.clone(),
        code: None,
    })
}
