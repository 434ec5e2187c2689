//! What people say is wrong about them, answered by those who look after them.

use rocket::{get, post};

use crate::rules::CorrectionId;
use crate::rules::correction::CorrectionState;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::{PeopleManager, PeopleReader, SignedInAs};
use crate::web::input::form::Form;
use crate::web::input::url_id::UrlId;
use crate::web::views::corrections::{self, CorrectionsPage};
use crate::workflows::WorkflowError;
use crate::workflows::corrections as verbs;

/// Of each half; older ones are read in the trail.
const MOST_SHOWN: u64 = 100;

const PATH: &str = "/admin/perbaikan";

#[get("/admin/perbaikan")]
pub async fn list(context: Context<'_, PeopleReader>) -> Result<Page, HttpError> {
    page(&context).await
}

async fn page<R: SignedInAs>(context: &Context<'_, R>) -> Result<Page, HttpError> {
    let all = corrections::list(context.app, &context.user, MOST_SHOWN).await?;
    let (open, settled) = all.into_iter().partition(|one| one.state == CorrectionState::Open);
    Ok(context.render(&CorrectionsPage { open, settled }))
}

#[post("/admin/perbaikan/<id>/selesai", data = "<form>")]
pub async fn done(
    id: UrlId<CorrectionId>,
    context: Context<'_, PeopleManager>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let done = verbs::done(context.store(), &context.user.warrant(), id.0).await;
    back(&context, done, "flash-correction-done").await
}

#[post("/admin/perbaikan/<id>/tolak", data = "<form>")]
pub async fn refuse(
    id: UrlId<CorrectionId>,
    context: Context<'_, PeopleManager>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["reason"], &[])?;
    let (user, reason) = (&context.user, form.0.text("reason"));
    let refused = verbs::refuse(context.store(), &user.warrant(), id.0, reason).await;
    back(&context, refused, "flash-correction-refused").await
}

async fn back(
    context: &Context<'_, PeopleManager>,
    done: Result<(), WorkflowError>,
    flash: &str,
) -> Result<Answer, HttpError> {
    context.finish(done.map(|()| PATH), flash, page(context)).await
}
