//! The pages. The list of their routes.

pub mod admin;
mod sessions;

use rocket::{Route, routes};

pub fn routes() -> Vec<Route> {
    routes![sessions::form, sessions::open, sessions::end, sessions::language,]
}
