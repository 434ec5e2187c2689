//! Leaders see all offices side by side, in totals without names: how they stand, where money went, what events
//! and reminders have effected. All that is chosen stands in the address, so that a link is a saved view.

mod effects;
mod money;
mod offices;

use rocket::Route;

use super::offices::period_of;
use crate::rules::{Office, Period};
use crate::web::HttpError;
use crate::web::guards::context::Context;
use crate::web::guards::viewer::SignedIn;
use crate::web::guards::who::Leader;
use crate::web::input::query::parameters;
use crate::web::views::leaders::{LeadersHead, LeadersTab};

pub fn routes() -> Vec<Route> {
    rocket::routes![
        offices::show,
        offices::download,
        money::show,
        money::download,
        effects::events,
        effects::events_file,
        effects::reminders,
        effects::reminders_file,
    ]
}

parameters! {
    pub struct LeadersQuery {
        pub periode: Option<String>,
    }
}

/// The topmost office, of which all figures are sums, and the period that is asked for.
fn asked<'a>(user: &'a SignedIn, period: Option<&str>) -> Result<(&'a Office, Period), HttpError> {
    let root = user.rulebook.offices.roots().next().ok_or_else(HttpError::not_found)?;
    Ok((root, period_of(&user.rulebook, root, period, user.now)?))
}

/// What stands above each of the pages.
fn head(
    context: &Context<'_, Leader>,
    (root, period): (&Office, &Period),
    tab: LeadersTab,
    kept: Vec<(&'static str, String)>,
) -> LeadersHead {
    LeadersHead::of(period, root.zone.date(context.user.now), tab, kept)
}
