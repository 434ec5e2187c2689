//! For whoever watches the process: is it alive, can it serve.

use std::time::Duration;

use rocket::http::Status;
use rocket::{Route, State, get, routes};

use super::metrics;
use crate::web::AppState;
use crate::web::readiness::Installation;

pub fn routes() -> Vec<Route> {
    routes![alive, ready, metrics::show]
}

/// The process answers.
#[get("/healthz")]
fn alive() -> &'static str {
    "ok\n"
}

/// Database and storage can be read and written, and the worker of this process has looked in time.
#[get("/readyz")]
async fn ready(app: &State<AppState>) -> (Status, String) {
    let installation = Installation {
        store: &app.store,
        storage: &app.storage,
        now: app.clock.now(),
        tick: Duration::from_secs(app.config.tick_seconds),
    };
    let answer = app.readiness.answer(&installation).await;
    let status = if answer.is_ready { Status::Ok } else { Status::ServiceUnavailable };
    (status, answer.words)
}
