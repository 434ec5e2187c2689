//! Sellers, for those who keep them. The list of their routes.

mod decide;
mod download;
mod edit;
mod link;
mod list;
mod poster;
mod show;
mod spread;

use rocket::{Route, routes};

use crate::web::guards::context::Context;
use crate::web::guards::who::SellerOfficer;
use crate::web::input::parts::Parts;

type Keeper<'r> = Context<'r, SellerOfficer>;

pub fn routes() -> Vec<Route> {
    routes![
        list::list,
        download::download,
        edit::new,
        edit::add,
        edit::form,
        edit::edit,
        show::show,
        poster::poster,
        spread::show,
        decide::confirm,
        decide::classify,
        decide::mark,
        decide::check_code,
        decide::merge,
        decide::undo_merge,
        link::make,
        link::end,
    ]
}

/// The version of a seller that a form was about; what is no number is none that anybody has seen.
fn seen(form: &Parts) -> i32 {
    form.text("version").parse().unwrap_or(0)
}
