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

use crate::rules::Problem;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::SellerOfficer;
use crate::web::input::parts::Parts;
use crate::workflows::WorkflowError;

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

/// What a form comes to; where somebody was faster, the form again as it is now, with what was typed.
async fn come_to(
    context: &Keeper<'_>,
    done: Result<String, WorkflowError>,
    flash: &str,
    again: impl Future<Output = Result<Page, HttpError>>,
) -> Result<Answer, HttpError> {
    if let Err(WorkflowError::Stale) = done {
        let status = HttpError::from(WorkflowError::Stale).status;
        let changed = [Problem::new("", "changed-while-open")];
        return Ok(Answer::page(again.await?.with_problems(status, &changed)));
    }
    context.finish(done, flash, again).await
}
