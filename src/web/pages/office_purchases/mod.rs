//! What offices buy from their own budget: read by who records it and by auditors. The list of their routes.

mod list;
mod new;

use rocket::{Route, routes};

pub fn routes() -> Vec<Route> {
    routes![list::list, list::void, new::form, new::log]
}
