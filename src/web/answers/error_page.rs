//! Every answer that is not what was asked for: a page in words, or a problem document (RFC 9457).

use rocket::http::{ContentType, Header, Method, Status};
use rocket::response::{self, Redirect, Responder, Response};
use rocket::{Catcher, Request, catch, catchers};
use serde::Serialize;
use utoipa::ToSchema;

use super::http_error::{
    FORM_EXPIRED, HttpError, ProblemView, SECOND_FACTOR_MISSING, describe, rejection,
};
use super::methods;
use super::page::Page;
use super::refusals;
use crate::text::{self, Language};
use crate::web::guards::context::{self, Context};
use crate::web::request::{app_state, is_by_script, language, request_id};
use crate::web::views::errors::{ErrorPage, ResendPage, ResendProof, ResentField};

impl<'r> Responder<'r, 'static> for HttpError {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        refusals::log(request, &self);
        let language = language(request);
        let mut response = if request.uri().path().starts_with("/api") {
            self.document(language)
        } else if self.status == Status::Unauthorized
            && self.problems.is_empty()
            && !is_by_script(request)
        {
            return to_sign_in(request).respond_to(request);
        } else if self.problems.iter().any(|problem| problem.code == SECOND_FACTOR_MISSING)
            && !is_by_script(request)
        {
            return Redirect::to("/akun/dua-langkah").respond_to(request);
        } else {
            let mut response = page(request, &self).respond_to(request)?;
            response.set_status(self.status);
            response
        };
        if let Some(seconds) = self.retry_after {
            response.set_header(Header::new("Retry-After", seconds.to_string()));
        }
        Ok(response)
    }
}

/// The page that says what went wrong. It asks the database nothing; whom a guard has identified keeps
/// their menu.
fn page(request: &Request<'_>, failure: &HttpError) -> Page {
    let context = Context::without_database(request);
    if let Some(resend) = &failure.resend {
        let fields = resend.fields.iter().cloned();
        let view = ResendPage {
            action: request.uri().to_string(),
            fields: fields.map(|(name, value)| ResentField { name, value }).collect(),
            multipart: resend.with_files,
            proof: resend.proof.map(|proof| ResendProof {
                password: proof.password,
                vouched: proof.is_vouched,
                provider: app_state(request).provider_name(context.language),
                code: proof.code,
            }),
            login: context.viewer_number(),
        };
        let problems = if resend.proof.is_some() { failure.problems.as_slice() } else { &[] };
        return context.render(&view).with_problems(failure.status, problems);
    }
    let described = describe(context.language, &failure.problems);
    let stale = failure.problems.iter().any(|problem| problem.code == FORM_EXPIRED);
    let form_is_here = stale && methods::served(request).contains(&Method::Get);
    context.render(&ErrorPage {
        status: failure.status.code,
        detail: described.into_iter().next().map(|described| described.message),
        retry_after: failure.retry_after,
        request_id: request_id(request).to_owned(),
        reload: form_is_here.then(|| request.uri().path().to_string()),
    })
}

/// A problem as programs read it (RFC 9457).
#[derive(Serialize, ToSchema)]
pub struct ProblemDocument {
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    status: u16,
    detail: String,
    errors: Vec<ProblemView>,
}

impl HttpError {
    fn document(&self, language: Language) -> Response<'static> {
        let code = self.status.code;
        let title = text::text(language, &title_key(code));
        let errors = describe(language, &self.problems);
        let detail =
            errors.first().map_or_else(|| title.clone(), |described| described.message.clone());
        let document = ProblemDocument { kind: "about:blank", title, status: code, detail, errors };
        let body = match serde_json::to_string(&document) {
            Ok(body) => body,
            Err(error) => {
                tracing::error!(%error, "a problem was not written");
                return Response::new();
            }
        };
        let mut response = Response::new();
        response.set_status(self.status);
        response.set_header(ContentType::new("application", "problem+json"));
        response.set_sized_body(body.len(), std::io::Cursor::new(body));
        response
    }
}

/// The words for a status; those without words of their own share the general ones.
fn title_key(code: u16) -> String {
    const WITH_WORDS: [u16; 17] =
        [400, 401, 403, 404, 405, 409, 412, 413, 414, 415, 421, 422, 428, 429, 500, 503, 507];
    let code = match code {
        code if WITH_WORDS.contains(&code) => code,
        code if code < 500 => 400,
        _ => 500,
    };
    format!("status-{code}")
}

/// Where somebody signs in, to come back afterwards; an address with somebody's number is not repeated.
fn to_sign_in(request: &Request<'_>) -> Redirect {
    let here = request.uri().to_string();
    let names_somebody =
        request.route().is_some_and(|route| route.uri.path().contains("/pegawai/<"));
    let names_a_number = names_somebody && !here.contains("/~");
    if request.method() != Method::Get || here == "/" || names_a_number {
        return Redirect::to("/masuk");
    }
    let next: String = url::form_urlencoded::byte_serialize(here.as_bytes()).collect();
    Redirect::to(format!("/masuk?next={next}"))
}

pub fn catchers() -> Vec<Catcher> {
    catchers![anything]
}

/// Whether the API serves the path, but for other methods.
fn is_other_method(request: &Request<'_>) -> bool {
    let served = methods::served(request);
    let api = request.uri().path().starts_with("/api");
    api && !served.is_empty() && !served.contains(&request.method())
}

/// Whatever no route answered, or its guards refused.
#[catch(default)]
async fn anything(status: Status, request: &Request<'_>) -> HttpError {
    let is_page = !request.uri().path().starts_with("/api");
    if is_page && [Status::Forbidden, Status::NotFound].contains(&status) {
        context::remember_viewer(request).await;
    }
    if let Some(failure) = rejection(request).take() {
        return failure;
    }
    // Rocket says 422 for parameters in the path that cannot be: there is nothing there.
    // A route's own 422 never comes here: it is an answer, or was set aside above.
    let unrouted = status == Status::NotFound || status == Status::UnprocessableEntity;
    let status = match status {
        _ if unrouted && is_other_method(request) => Status::MethodNotAllowed,
        _ if unrouted => Status::NotFound,
        status => status,
    };
    let mut failure = HttpError::status(status);
    if status == Status::TooManyRequests || status == Status::ServiceUnavailable {
        failure.retry_after = Some(5);
    }
    failure
}
