//! Events. Everybody looks at them; those who keep the sellers enter them. The list of their routes.

mod edit;
mod list;
mod makers;
mod poster;
mod show;

use rocket::{Route, routes};

use crate::rules::Problem;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::SellerOfficer;
use crate::workflows::WorkflowError;

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

/// What a form comes to; where somebody was faster, the form again with what was typed.
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
