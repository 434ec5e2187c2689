//! What is asked of every request before its route sees it: that it is meant for this host, and,
//! if it changes something, that it does not come from another site.

use std::time::Duration;

use rocket::http::{Method, Status};
use rocket::route::{Handler, Outcome};
use rocket::{Data, Request, Route};
use tokio::time::timeout;
use tracing::Instrument;
use url::Url;

use crate::web::AppState;
use crate::web::answers::http_error::{HttpError, reject};
use crate::web::input::query;
use crate::web::request::{app_state, client_address};
use crate::web::span;

/// Puts routes behind the gate.
pub fn behind(routes: Vec<Route>) -> Vec<Route> {
    let guarded = routes.into_iter().map(|mut route| {
        route.handler = Box::new(OriginCheck(route.handler));
        route
    });
    guarded.collect()
}

#[derive(Clone)]
struct OriginCheck(Box<dyn Handler>);

#[rocket::async_trait]
impl Handler for OriginCheck {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        self.answer(request, data).instrument(span::of(request)).await
    }
}

impl OriginCheck {
    async fn answer<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        if let Err(error) = check(request) {
            return Outcome::Error(reject(request, error).0);
        }
        let clients = &app_state(request).clients;
        let Some(_place) = clients.enter(client_address(request)) else {
            let status = HttpError::status(Status::ServiceUnavailable);
            return Outcome::Error(reject(request, HttpError { retry_after: Some(5), ..status }).0);
        };
        if request.method() != Method::Get {
            return self.0.handle(request, data).await;
        }
        // What is only read comes soon or not at all: a database may be silent for long.
        match timeout(READING, self.0.handle(request, data)).await {
            Ok(outcome) => outcome,
            Err(_) => {
                tracing::error!(path = %request.uri().path(), "not answered in time");
                Outcome::Error(reject(request, HttpError::status(Status::ServiceUnavailable)).0)
            }
        }
    }
}

/// No answer to what is only read takes longer.
const READING: Duration = Duration::from_secs(30);
/// Longer addresses are nobody's.
const LONGEST_URI: usize = 8 * 1024;

fn check(request: &Request<'_>) -> Result<(), HttpError> {
    well_formed(request)?;
    right_place(request).map_err(HttpError::status)
}

/// What no address of ours can be: endless, with a NUL in it, or with one parameter twice.
/// PostgreSQL has no NUL in texts, so it must not get that far.
fn well_formed(request: &Request<'_>) -> Result<(), HttpError> {
    let path = request.uri().path();
    let query = request.uri().query().map_or(0, |query| query.as_str().len());
    if path.as_str().len() + query > LONGEST_URI {
        return Err(HttpError::status(Status::UriTooLong));
    }
    if path.as_str().contains("%00") {
        return Err(HttpError::not_found());
    }
    query::texts(request).map(|_| ())
}

fn right_place(request: &Request<'_>) -> Result<(), Status> {
    // Managed before anything is mounted; without it there is nothing to answer with.
    let app = request.rocket().state::<AppState>().ok_or(Status::InternalServerError)?;
    let probe = matches!(request.uri().path().as_str(), "/healthz" | "/readyz" | "/metrics");
    // In-process requests of tests come from nowhere and name no host.
    let hosts = request.headers().get("Host").count();
    if hosts > 1 || (hosts == 0 && !probe && request.remote().is_some()) {
        return Err(Status::BadRequest);
    }
    let host = request.headers().get_one("Host");
    if !probe && !host.is_none_or(|host| is_ours(&app.config.base_url, host)) {
        return Err(Status::MisdirectedRequest);
    }
    // No form of ours sends these methods: it is `_method` in somebody's form.
    let form = request.content_type().is_some_and(|kind| kind.is_form() || kind.is_form_data());
    if form && request.method() != Method::Post {
        return Err(Status::Forbidden);
    }
    if request.method() == Method::Get || request.method() == Method::Head {
        return Ok(());
    }
    let same_origin = match request.headers().get_one("Origin") {
        Some(origin) if origin != "null" => Url::parse(origin).is_ok_and(|origin| {
            let origin_host = origin.authority();
            is_ours(&app.config.base_url, origin_host) && host.is_none_or(|h| h == origin_host)
        }),
        // Old browsers send none with a form, and new ones `null` from pages that send no referrer;
        // the form's token is asked for anyway.
        _ => {
            !matches!(request.headers().get_one("Sec-Fetch-Site"), Some("cross-site" | "same-site"))
        }
    };
    if same_origin { Ok(()) } else { Err(Status::Forbidden) }
}

/// Whether a `Host` is the one of the base URL; on the own machine any of its names will do.
fn is_ours(base: &Url, host: &str) -> bool {
    if base.authority().eq_ignore_ascii_case(host) {
        return true;
    }
    let local = |host: &str| {
        let name = host.rsplit_once(':').map_or(host, |(name, port)| {
            if port.bytes().all(|b| b.is_ascii_digit()) { name } else { host }
        });
        matches!(name, "localhost" | "127.0.0.1" | "[::1]")
    };
    local(base.host_str().unwrap_or_default()) && local(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_those_of_the_base_url() {
        let public = Url::parse("https://pekan.example.go.id").unwrap();
        assert!(is_ours(&public, "pekan.example.go.id"));
        assert!(!is_ours(&public, "evil.example"));
        assert!(!is_ours(&public, "localhost"));
        assert!(!is_ours(&public, "pekan.example.go.id.evil.example"));
        let local = Url::parse("http://127.0.0.1:8000").unwrap();
        assert!(is_ours(&local, "localhost:8000") && is_ours(&local, "[::1]:8000"));
        assert!(!is_ours(&local, "evil.example:8000"));
    }
}
