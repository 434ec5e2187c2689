//! The JSON API, version 1: the same workflows as the pages. The list of its routes.

pub mod health;
mod tokens;

use rocket::{Route, routes};

pub fn routes() -> Vec<Route> {
    routes![tokens::issue, tokens::revoke,]
}
