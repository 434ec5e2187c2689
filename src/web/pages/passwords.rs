//! Forgotten passwords, and the first one: both are chosen through a link in a mail.

use rocket::http::Status;
use rocket::{get, post};

use crate::rules::Problem;
use crate::rules::mail::LinkPurpose;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::Guest;
use crate::web::input::form::Form;
use crate::web::views::passwords::{ChoosePage, ForgotPage, Purpose, SentPage};
use crate::workflows::WorkflowError;
use crate::workflows::accounts::choose_password::{self, Opened};
use crate::workflows::accounts::forgot_password::forgot_password;
use crate::workflows::accounts::passwords;

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
    forgot_password(context.store(), login, context.user.now).await?;
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

#[post("/sandi/<token>", data = "<form>")]
pub async fn set(
    token: &str,
    context: Context<'_, Guest>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["login", "password", "password_again"], &[])?;
    let opened = opened(&context, token).await?;
    let password = form.0.text("password");
    let mut problems = Vec::from_iter(choose_password::check(password, &opened.employee).err());
    if password != form.0.text("password_again") {
        problems.push(Problem::new("password_again", "password-again"));
    }
    let chosen = if problems.is_empty() {
        let hash = context.app.passwords.hash(password.to_owned()).await.map_err(busy)?;
        let (store, now) = (context.store(), context.user.now);
        choose_password::choose_password(store, token, hash, now).await.map_err(used)?;
        Ok("/masuk")
    } else {
        Err(WorkflowError::Invalid(problems))
    };
    let again = async { Ok(page(&context, token, &opened)) };
    context.finish(chosen, "flash-password-chosen", again).await
}

async fn opened(context: &Context<'_, Guest>, token: &str) -> Result<Opened, HttpError> {
    choose_password::open_link(context.store(), token, context.user.now).await.map_err(used)
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

/// The pool of password workers is full: in some seconds it is not.
pub fn busy(_: passwords::Busy) -> HttpError {
    HttpError { retry_after: Some(5), ..HttpError::status(Status::ServiceUnavailable) }
}

fn page(context: &Context<'_, Guest>, token: &str, opened: &Opened) -> Page {
    context.render(&ChoosePage {
        purpose: match opened.purpose {
            LinkPurpose::Activation => Purpose::Activate,
            LinkPurpose::PasswordReset => Purpose::Reset,
        },
        action: format!("/sandi/{token}"),
        name: opened.employee.name.clone(),
        login: opened.employee.number.clone(),
    })
}
