//! Forms of pages. [`Form`] takes texts alone and may be sent by anybody; [`UploadForm`] takes files
//! too, and its reader asks who sends them. No form is read without its token.

use std::marker::PhantomData;

use rocket::Request;
use rocket::data::{Data, FromData, Outcome};
use rocket::http::Status;

use super::body;
use super::multipart::{self, announced, expired};
use super::parts::Parts;
use super::takes::Takes;
use crate::web::answers::http_error::{HttpError, Resend, reject};
use crate::web::answers::page::csrf_token;
use crate::web::guards::viewer::identified;

/// Forms without files are small.
const URL_ENCODED_BYTES: u64 = 32 * 1024;

/// A submitted form of ours without files: its token was right.
pub struct Form(pub Parts);

/// A submitted form of ours with the files that `T` takes: its token came first and was right.
pub struct UploadForm<T>(pub Parts, PhantomData<T>);

#[rocket::async_trait]
impl<'r> FromData<'r> for Form {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match url_encoded(request, data).await {
            Ok(parts) => Outcome::Success(Self(parts)),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}

/// The same for a form that comes back filled where its token is no longer right, or where nobody has
/// signed in any more. Its files were not received then: their bytes are dropped as they come.
pub struct ReturnableForm<T> {
    pub parts: Parts,
    pub is_accepted: bool,
    takes: PhantomData<T>,
}

#[rocket::async_trait]
impl<'r, T: Takes> FromData<'r> for ReturnableForm<T> {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let token = csrf_token(request);
        let read = if request.content_type().is_some_and(|kind| kind.is_form()) {
            url_encoded_parts(request, data).await.map(|parts| {
                let is_accepted = token.is(parts.text("csrf")) && identified(request).is_some();
                (parts, is_accepted)
            })
        } else {
            multipart::read_or_return::<T>(request, data, &token).await
        };
        match read {
            Ok((parts, is_accepted)) => {
                Outcome::Success(Self { parts, is_accepted, takes: PhantomData })
            }
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}

#[rocket::async_trait]
impl<'r, T: Takes> FromData<'r> for UploadForm<T> {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let parts = if request.content_type().is_some_and(|kind| kind.is_form()) {
            url_encoded(request, data).await
        } else {
            multipart::read::<T>(request, data, Some(&csrf_token(request))).await
        };
        match parts {
            Ok(parts) => Outcome::Success(Self(parts, PhantomData)),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}

async fn url_encoded(request: &Request<'_>, data: Data<'_>) -> Result<Parts, HttpError> {
    let parts = url_encoded_parts(request, data).await?;
    if csrf_token(request).is(parts.text("csrf")) {
        return Ok(parts);
    }
    let resend = parts.to_resend().map(|fields| Resend { fields, with_files: false, proof: None });
    Err(HttpError { resend, ..expired() })
}

async fn url_encoded_parts(request: &Request<'_>, data: Data<'_>) -> Result<Parts, HttpError> {
    let is_form = request.content_type().is_some_and(|kind| kind.is_form());
    if !is_form || request.headers().contains("Content-Encoding") {
        return Err(HttpError::status(Status::UnsupportedMediaType));
    }
    if announced(request).is_some_and(|bytes| bytes > URL_ENCODED_BYTES) {
        return Err(HttpError::status(Status::PayloadTooLarge));
    }
    let body = body::read(request, data, URL_ENCODED_BYTES).await?;
    let mut parts = Parts::default();
    for (name, value) in url::form_urlencoded::parse(&body) {
        parts.add(name.into_owned(), value.into_owned())?;
    }
    Ok(parts)
}
