//! For whoever watches the process: is it alive, can it serve.

use rocket::http::Status;
use rocket::{Route, State, get, routes};

use crate::web::AppState;

pub fn routes() -> Vec<Route> {
    routes![alive, ready]
}

/// The process answers.
#[get("/healthz")]
fn alive() -> &'static str {
    "ok\n"
}

/// Database and storage can be read and written, and the worker of this process has looked in time.
#[get("/readyz")]
async fn ready(app: &State<AppState>) -> (Status, String) {
    let answer = app.readiness.answer(app).await;
    let status = if answer.is_ready { Status::Ok } else { Status::ServiceUnavailable };
    (status, answer.words)
}
