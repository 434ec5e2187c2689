//! Forgotten passwords, and the first one: both are chosen through a link in a mail.

use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};

use crate::rules::Problem;
use crate::rules::mail::LinkPurpose;
use crate::web::answers::page::{Answer, Frame, Page, leave_flash};
use crate::web::input::form::Form;
use crate::web::request::Visit;
use crate::web::views::passwords::{ChoosePage, ForgotPage, Purpose, SentPage};
use crate::web::{Failure, Pekan};
use crate::workflows::Refused;
use crate::workflows::accounts::choose_password::{self, Opened};
use crate::workflows::accounts::forgot_password::forgot_password;
use crate::workflows::accounts::passwords;

#[get("/lupa-sandi")]
pub fn forgot(frame: Frame) -> Page {
    frame.show_open(&ForgotPage {})
}

/// The answer is the same for everybody, known or not.
#[post("/lupa-sandi", data = "<form>")]
pub async fn send(
    form: Form,
    visit: Visit,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    form.0.only(&["login"], &[])?;
    pekan.throttle.letter(visit.address)?;
    let Some(login) = form.0.filled("login") else {
        let missing = [Problem::new("login", "missing")];
        let page = frame.show_open(&ForgotPage {});
        return Ok(Answer::page(page.with_problems(Status::UnprocessableEntity, &missing)));
    };
    forgot_password(&pekan.store, login, visit.now).await?;
    Ok(Answer::Done(Redirect::to("/lupa-sandi/terkirim")))
}

#[get("/lupa-sandi/terkirim")]
pub fn sent(frame: Frame) -> Page {
    frame.show_open(&SentPage {})
}

#[get("/sandi/<token>")]
pub async fn choose(
    token: &str,
    visit: Visit,
    frame: Frame,
    pekan: &State<Pekan>,
) -> Result<Page, Failure> {
    let opened = opened(pekan, token, &visit).await?;
    Ok(page(&frame, token, &opened))
}

#[post("/sandi/<token>", data = "<form>")]
pub async fn set(
    token: &str,
    form: Form,
    visit: Visit,
    frame: Frame,
    cookies: &CookieJar<'_>,
    pekan: &State<Pekan>,
) -> Result<Answer, Failure> {
    form.0.only(&["login", "password", "password_again"], &[])?;
    let opened = opened(pekan, token, &visit).await?;
    let password = form.0.text("password");
    let mut problems = Vec::from_iter(choose_password::check(password, &opened.employee).err());
    if password != form.0.text("password_again") {
        problems.push(Problem::new("password_again", "password-again"));
    }
    if !problems.is_empty() {
        let page = page(&frame, token, &opened);
        return Ok(Answer::page(page.with_problems(Status::UnprocessableEntity, &problems)));
    }
    let hash = pekan.passwords.hash(password.to_owned()).await.map_err(busy)?;
    choose_password::choose_password(&pekan.store, token, hash, visit.now).await.map_err(used)?;
    leave_flash(cookies, "flash-password-chosen");
    Ok(Answer::Done(Redirect::to("/masuk")))
}

async fn opened(pekan: &Pekan, token: &str, visit: &Visit) -> Result<Opened, Failure> {
    choose_password::open_link(&pekan.store, token, visit.now).await.map_err(used)
}

/// A link that works no more says so, and where to get another.
fn used(refused: Refused) -> Failure {
    match refused {
        Refused::NotFound => Failure::of(Status::NotFound, Problem::new("token", "link-used")),
        refused => refused.into(),
    }
}

/// The pool of password workers is full: in some seconds it is not.
pub fn busy(_: passwords::Busy) -> Failure {
    Failure { retry_after: Some(5), ..Failure::status(Status::ServiceUnavailable) }
}

fn page(frame: &Frame, token: &str, opened: &Opened) -> Page {
    frame.show_open(&ChoosePage {
        purpose: match opened.purpose {
            LinkPurpose::Activation => Purpose::Activate,
            LinkPurpose::PasswordReset => Purpose::Reset,
        },
        action: format!("/sandi/{token}"),
        name: opened.employee.name.clone(),
        login: opened.employee.number.clone(),
    })
}
