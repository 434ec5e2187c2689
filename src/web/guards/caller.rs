//! The guard of the API: who calls it.

use std::marker::PhantomData;

use rocket::Request;
use rocket::http::{Method, Status};
use rocket::request::{FromRequest, Outcome};

use super::viewer::{SignedIn, by_session, by_token};
use super::who::SignedInAs;
use crate::web::HttpError;
use crate::web::answers::http_error::reject;

/// A caller by its token, or, for reading only, by the session of the browser. A route for some people
/// names them: `Caller<Administrator>`.
pub struct Caller<R: SignedInAs = SignedIn>(pub SignedIn, PhantomData<R>);

#[rocket::async_trait]
impl<'r, R: SignedInAs> FromRequest<'r> for Caller<R> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match identify(request).await {
            Ok(user) if R::allows(&user) => Outcome::Success(Self(user, PhantomData)),
            Ok(_) => Outcome::Error(reject(request, HttpError::forbidden())),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}

async fn identify(request: &Request<'_>) -> Result<SignedIn, HttpError> {
    let bearer = request
        .headers()
        .get_one("Authorization")
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let found = match bearer {
        Some((_, token)) => by_token(request, token.trim()).await?,
        None if request.method() == Method::Get => by_session(request).await?,
        None => None,
    };
    found.ok_or_else(|| HttpError::status(Status::Unauthorized))
}
