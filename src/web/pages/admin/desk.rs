//! What every page of administration begins with, and how its forms end.

use rocket::Request;
use rocket::http::CookieJar;
use rocket::outcome::try_outcome;
use rocket::request::{FromRequest, Outcome};

use crate::rules::OfficeTree;
use crate::store::{ConnectionTrait, Store};
use crate::web::answers::failure::mendable;
use crate::web::answers::page::{Answer, Frame, Page, leave_flash};
use crate::web::guards::viewer::{Administrator, SignedIn};
use crate::web::request::app_state;
use crate::web::views::View;
use crate::web::{AppState, Failure};
use crate::workflows::Refused;

/// The guard of administration: who asks, and what their pages are made with.
pub struct Desk<'r> {
    pub user: SignedIn,
    pub app: &'r AppState,
    frame: Frame,
    cookies: &'r CookieJar<'r>,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Desk<'r> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let user = try_outcome!(Administrator::from_request(request).await).0;
        let frame = try_outcome!(Frame::from_request(request).await);
        let (app, cookies) = (app_state(request), request.cookies());
        Outcome::Success(Self { user, app, frame, cookies })
    }
}

impl Desk<'_> {
    pub fn store(&self) -> &Store {
        &self.app.store
    }

    pub fn db(&self) -> &impl ConnectionTrait {
        self.app.store.reader()
    }

    pub fn cookies(&self) -> &CookieJar<'_> {
        self.cookies
    }

    pub fn offices(&self) -> &OfficeTree {
        &self.user.rulebook.offices
    }

    pub fn show<V: View>(&self, view: &V) -> Page {
        self.frame.show("admin", &self.user, view)
    }

    /// On to the next page, with a message.
    pub fn done(&self, flash: &str, next: impl Into<String>) -> Answer {
        leave_flash(self.cookies, flash);
        Answer::done(next)
    }

    /// What a form comes to: the next page with a message, or the form `again` with what is wrong.
    /// Whatever no form can mend is a failure.
    pub async fn finish(
        &self,
        outcome: Result<impl Into<String>, Refused>,
        flash: &str,
        again: impl Future<Output = Result<Page, Failure>>,
    ) -> Result<Answer, Failure> {
        let (status, problems) = match outcome {
            Ok(next) => return Ok(self.done(flash, next)),
            Err(refused) => mendable(refused)?,
        };
        Ok(Answer::page(again.await?.with_problems(status, &problems)))
    }
}
