//! For whoever watches the process: is it alive, can it serve.

use rocket::http::Status;
use rocket::{Route, State, get, routes};

use crate::store::settings;
use crate::web::AppState;

pub fn routes() -> Vec<Route> {
    routes![alive, ready]
}

/// The process answers.
#[get("/healthz")]
fn alive() -> &'static str {
    "ok\n"
}

/// Database and storage answer, and the database accepts writes; says when a worker last looked.
#[get("/readyz")]
async fn ready(app: &State<AppState>) -> (Status, String) {
    let heartbeat = settings::get(app.store.reader(), settings::HEARTBEAT).await;
    let heartbeat = app.store.check_writes().and(heartbeat);
    let storage = app.storage.check().await;
    match (heartbeat, storage) {
        (Ok(heartbeat), Ok(())) => {
            let worker = heartbeat.unwrap_or_else(|| "never".into());
            (Status::Ok, format!("ok\nworker: {worker}\n"))
        }
        (Err(error), _) => (Status::ServiceUnavailable, format!("database: {error}\n")),
        (_, Err(error)) => (Status::ServiceUnavailable, format!("storage: {error}\n")),
    }
}
