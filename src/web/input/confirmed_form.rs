//! Forms that do something dangerous: who sends one has proved a few minutes ago who they are
//! (`rules::session`), or does it now: by the password, or at the identity provider, and by the code of their
//! second factor. What was filled in comes along and is not typed again.

use std::convert::Infallible;
use std::net::IpAddr;

use rocket::Request;
use rocket::data::{Data, FromData, Outcome};
use rocket::http::Status;
use rocket::request::{self, FromRequest};

use super::form::Form;
use super::parts::Parts;
use crate::rules::{Problem, Viewer};
use crate::web::AppState;
use crate::web::answers::http_error::{HttpError, Proof, Resend, reject};
use crate::web::guards::viewer::{Account, account};
use crate::web::request::{app_state, client_address};
use crate::workflows::Warrant;
use crate::workflows::accounts::own_access::{self, Confirmation};
use crate::workflows::accounts::sign_in::NotSignedIn;

/// A [`Form`] by somebody who has proved who they are a while ago at the most.
pub struct ConfirmedForm(pub Parts);

/// Where the page that asks has the password and the code.
pub const PASSWORD: &str = "confirm_password";
pub const CODE: &str = "confirm_code";

#[rocket::async_trait]
impl<'r> FromData<'r> for ConfirmedForm {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let mut parts = match Form::from_data(request, data).await {
            Outcome::Success(form) => form.0,
            Outcome::Error(error) => return Outcome::Error(error),
            Outcome::Forward(forward) => return Outcome::Forward(forward),
        };
        match Confirmer::of(request).confirm(&mut parts, false).await {
            Ok(()) => Outcome::Success(Self(parts)),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}

/// Asks whoever sends a form, once a guard of the route has identified them, to prove who they are.
pub struct Confirmer<'r> {
    app: &'r AppState,
    account: Option<Account>,
    address: Option<IpAddr>,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Confirmer<'r> {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, Infallible> {
        request::Outcome::Success(Self::of(request))
    }
}

impl<'r> Confirmer<'r> {
    fn of(request: &'r Request<'_>) -> Self {
        let (app, address) = (app_state(request), client_address(request));
        Self { app, account: account(request).cloned(), address }
    }

    /// Whether they have proved it lately.
    pub fn is_confirmed(&self) -> bool {
        let session = self.account.as_ref().and_then(|account| account.session);
        session.is_some_and(|session| session.is_confirmed(self.app.clock.now()))
    }

    /// Goes on where they have proved it, lately or with this form, and takes the proof out of it.
    ///
    /// # Errors
    /// 403 with the page that asks for the proof and has the form in it.
    pub async fn confirm(&self, parts: &mut Parts, with_files: bool) -> Result<(), HttpError> {
        let (password, code) = (parts.take(PASSWORD), parts.take(CODE));
        let account = self.account.as_ref();
        let account = account.ok_or_else(|| HttpError::status(Status::Unauthorized))?;
        if self.is_confirmed() {
            return Ok(());
        }
        let proof = self.asked_of(account);
        let ask = |problems| Err(ask(parts, with_files, proof, problems));
        if password.is_none() && code.is_none() && (proof.code || !proof.is_vouched) {
            return ask(Vec::new());
        }
        let typed = password.filter(|password| !password.is_empty());
        if !proof.is_vouched && typed.is_none() {
            return ask(vec![Problem::new(PASSWORD, "confirmation-missing")]);
        }
        let confirmation = Confirmation {
            token_hash: account.token_hash.clone(),
            password: typed.filter(|_| !proof.is_vouched),
            code,
            address: self.address,
        };
        match self.try_it(account, confirmation).await {
            Ok(()) => Ok(()),
            Err(NotSignedIn::Wrong { .. }) => ask(vec![Problem::new(PASSWORD, "password-current")]),
            Err(NotSignedIn::CodeNeeded) => ask(vec![Problem::new(CODE, "missing")]),
            Err(NotSignedIn::CodeWrong) => ask(vec![Problem::new(CODE, "second-factor-wrong")]),
            Err(error) => Err(error.into()),
        }
    }

    fn asked_of(&self, account: &Account) -> Proof {
        let now = self.app.clock.now();
        let is_vouched = account.session.is_some_and(|session| session.is_vouched(now));
        Proof {
            password: account.has_password && !is_vouched,
            is_vouched,
            code: account.has_second_factor,
        }
    }

    async fn try_it(
        &self,
        account: &Account,
        confirmation: Confirmation,
    ) -> Result<(), NotSignedIn> {
        let app = self.app;
        let viewer = Viewer { employee: account.employee, roles: Vec::new() };
        let warrant = Warrant::of_session(viewer, account.token_hash.clone(), app.clock);
        let (store, passwords, throttle) = (&app.store, &app.password_changes, &app.throttle);
        own_access::confirm(store, passwords, throttle, &warrant, confirmation).await
    }
}

fn ask(parts: &Parts, with_files: bool, proof: Proof, problems: Vec<Problem>) -> HttpError {
    let fields = parts.to_resend().unwrap_or_default();
    let resend = Some(Resend { fields, with_files, proof: Some(proof) });
    HttpError { problems, resend, ..HttpError::forbidden() }
}
