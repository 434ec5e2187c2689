//! Events. Everybody looks at them; those who keep the sellers enter them. The list of their routes.

mod edit;
mod list;
mod makers;
mod poster;
mod show;

use rocket::{Route, routes};

use crate::web::guards::context::Context;
use crate::web::guards::who::SellerOfficer;

type Keeper<'r> = Context<'r, SellerOfficer>;

pub fn routes() -> Vec<Route> {
    routes![
        list::list,
        list::plan,
        edit::new,
        edit::add,
        edit::form,
        edit::edit,
        show::show,
        show::cancel,
        makers::consign,
        makers::end,
        poster::poster,
    ]
}
