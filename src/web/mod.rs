//! Pages and JSON API over the same workflows. Every route stands behind the [`gate`] and takes a
//! guard that says who may call it.

mod amendments;
pub mod api;
mod assets;
mod compression;
mod download;
mod exemption_document;
mod explanation;
mod failure;
mod form;
mod gate;
mod headers;
mod json;
mod kept_file;
mod methods;
mod multipart;
mod page;
mod pages;
mod parts;
mod policy_document;
mod query;
mod receipt_file;
mod request;
mod state;
mod table;
mod viewer;

pub use failure::Failure;
pub use state::Pekan;

use rocket::{Build, Rocket};

/// Mounts everything that answers requests. The state, a [`Pekan`], is managed by the caller.
pub fn mount(rocket: Rocket<Build>) -> Rocket<Build> {
    rocket
        .attach(rocket::shield::Shield::new())
        .attach(headers::Headers)
        .attach(compression::Compression)
        .mount("/", gate::behind(pages::routes()))
        .mount("/", gate::behind(pages::admin::routes()))
        .mount("/", gate::behind(assets::routes()))
        .mount("/", gate::behind(api::health::routes()))
        .mount("/api", gate::behind(api::routes()))
        .register("/", failure::catchers())
}
