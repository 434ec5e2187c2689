//! The JSON API, version 1: the same workflows as the pages. The list of its routes.

mod audit;
mod employees;
mod exemptions;
pub mod health;
mod holidays;
mod imports;
mod offices;
mod paging;
mod placements;
mod policies;
mod roles;
mod tokens;

use rocket::{Route, routes};

pub fn routes() -> Vec<Route> {
    routes![
        tokens::issue,
        tokens::revoke,
        offices::add,
        offices::list,
        offices::edit,
        employees::add,
        employees::list,
        employees::show,
        employees::edit,
        placements::add,
        placements::depart,
        exemptions::request,
        exemptions::approve,
        exemptions::refuse,
        holidays::put,
        holidays::remove,
        holidays::list,
        policies::add,
        policies::preview,
        policies::list,
        roles::grant,
        roles::list,
        roles::revoke,
        imports::employees,
        imports::offices,
        audit::list,
    ]
}
