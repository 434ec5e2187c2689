//! Pages and JSON API over the same workflows. Every route stands behind the [gate](guards::gate) and takes a
//! guard that says who may call it.

mod answers;
pub mod api;
mod bodies;
mod browser;
mod clients;
mod documents;
mod guards;
mod input;
mod metrics;
mod noting;
mod opened_names;
mod pages;
mod readiness;
mod request;
mod span;
mod state;
mod views;

pub use answers::http_error::HttpError;
pub use state::AppState;

use rocket::{Build, Rocket};

/// Mounts everything that answers requests. The state, a [`AppState`], is managed by the caller.
pub fn mount(rocket: Rocket<Build>) -> Rocket<Build> {
    rocket
        .attach(answers::metered::Metered)
        .attach(rocket::shield::Shield::new())
        .attach(answers::headers::Headers)
        .attach(answers::compression::Compression)
        .mount("/", guards::origin::behind(pages::routes()))
        .mount("/", guards::origin::behind(pages::admin::routes()))
        .mount("/", guards::origin::behind(pages::sellers::routes()))
        .mount("/", guards::origin::behind(pages::events::routes()))
        .mount("/", guards::origin::behind(pages::office_purchases::routes()))
        .mount("/", guards::origin::behind(pages::leaders::routes()))
        .mount("/", guards::origin::behind(api::health::routes()))
        .mount("/api", guards::origin::behind(api::routes()))
        .register("/", answers::error_page::catchers())
}
