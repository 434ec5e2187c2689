//! Forms that do something dangerous: who sends one has typed their password a few minutes ago
//! (`rules::session`), or types it now. What was filled in comes along and is not typed again.

use rocket::Request;
use rocket::data::{Data, FromData, Outcome};
use rocket::http::Status;

use super::form::Form;
use super::parts::Parts;
use crate::rules::{Problem, Viewer};
use crate::web::answers::http_error::{HttpError, Resend, reject};
use crate::web::guards::viewer::account;
use crate::web::request::{app_state, client_address};
use crate::workflows::Warrant;
use crate::workflows::accounts::own_access::{Confirmation, confirm_password};
use crate::workflows::accounts::sign_in::NotSignedIn;

/// A [`Form`] by somebody whose password was typed a while ago at the most.
pub struct ConfirmedForm(pub Parts);

/// Where the page that asks has the password.
const PASSWORD: &str = "confirm_password";

#[rocket::async_trait]
impl<'r> FromData<'r> for ConfirmedForm {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let parts = match Form::from_data(request, data).await {
            Outcome::Success(form) => form.0,
            Outcome::Error(error) => return Outcome::Error(error),
            Outcome::Forward(forward) => return Outcome::Forward(forward),
        };
        match confirmed(request, parts).await {
            Ok(parts) => Outcome::Success(Self(parts)),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}

async fn confirmed(request: &Request<'_>, mut parts: Parts) -> Result<Parts, HttpError> {
    let clock = app_state(request).clock;
    let given = parts.take(PASSWORD);
    let account = account(request).ok_or_else(|| HttpError::status(Status::Unauthorized))?;
    if account.session.is_some_and(|session| session.is_confirmed(clock.now())) {
        return Ok(parts);
    }
    let Some(password) = given else { return Err(ask(&parts, Vec::new())) };
    let viewer = Viewer { employee: account.employee, roles: Vec::new() };
    let confirmation = Confirmation {
        token_hash: account.token_hash.clone(),
        password,
        address: client_address(request),
    };
    let app = app_state(request);
    let warrant = Warrant::of_session(viewer, account.token_hash.clone(), clock);
    let (store, passwords, throttle) = (&app.store, &app.password_changes, &app.throttle);
    match confirm_password(store, passwords, throttle, &warrant, confirmation).await {
        Ok(()) => Ok(parts),
        Err(NotSignedIn::Wrong { .. }) => {
            Err(ask(&parts, vec![Problem::new(PASSWORD, "password-current")]))
        }
        Err(error) => Err(error.into()),
    }
}

/// 403 with the page that asks for the password and has the form in it.
fn ask(parts: &Parts, problems: Vec<Problem>) -> HttpError {
    let fields = parts.to_resend().unwrap_or_default();
    let resend = Some(Resend { fields, asks_password: true });
    HttpError { problems, resend, ..HttpError::forbidden() }
}
