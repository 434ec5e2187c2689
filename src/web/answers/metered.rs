//! Counts every answer for `/metrics`.

use std::time::Instant;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::{Data, Request, Response};

use crate::web::request::app_state;

/// What no route was asked for.
const UNMATCHED: &str = "none";

/// Counts every answer.
pub struct Metered;

/// When a request came.
struct Came(Instant);

#[rocket::async_trait]
impl Fairing for Metered {
    fn info(&self) -> Info {
        Info { name: "metrics", kind: Kind::Request | Kind::Response }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        request.local_cache(|| Came(Instant::now()));
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let came = request.local_cache(|| Came(Instant::now()));
        let route = request.route().map(|route| route.uri.to_string());
        let route = route.as_deref().and_then(|route| route.split('?').next()).unwrap_or(UNMATCHED);
        let (method, status) = (request.method().as_str(), response.status().code);
        app_state(request).metrics.count(method, route, status, came.0.elapsed().as_secs_f64());
    }
}
