//! Moves between offices that are looked after by different people: proposed, accepted, refused.

use rocket::{get, post};

use super::levels::levels;
use super::managed_office_choices;
use crate::rules::TransferId;
use crate::rules::place_draft::PlaceDraft;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::PeopleManager;
use crate::web::input::form::Form;
use crate::web::input::url_id::UrlId;
use crate::web::views::form_values::FormValues;
use crate::web::views::transfers::{self, TransfersPage};
use crate::workflows::WorkflowError;
use crate::workflows::transfers as verbs;

/// Older ones are read in the trail.
const MOST_SHOWN: u64 = 100;

pub const PATH: &str = "/admin/mutasi";

#[get("/admin/mutasi")]
pub async fn list(context: Context<'_, PeopleManager>) -> Result<Page, HttpError> {
    page(&context, FormValues::default()).await
}

async fn page(context: &Context<'_, PeopleManager>, form: FormValues) -> Result<Page, HttpError> {
    let all = transfers::list(context.app, &context.user, MOST_SHOWN).await?;
    let (waiting, others) = all.into_iter().partition(|one| one.can_decide);
    let offices = managed_office_choices(&context.user);
    let levels = levels(context.db(), &context.user).await?;
    Ok(context.render(&TransfersPage { levels, waiting, others, offices, form }))
}

/// Asks for somebody from another office.
#[post("/admin/mutasi", data = "<form>")]
pub async fn propose(context: Context<'_, PeopleManager>, form: Form) -> Result<Answer, HttpError> {
    let (user, form) = (&context.user, form.0);
    form.only(&["employee", "office", "position_level", "from"], &[])?;
    let draft = PlaceDraft {
        office: Some(form.text("office").into()),
        position_level: Some(form.text("position_level").into()),
        from: form.text("from").into(),
        ..PlaceDraft::default()
    };
    let number = form.text("employee");
    let proposed = verbs::propose(context.store(), &user.warrant(), number, draft).await;
    let next = proposed.map(|_| PATH);
    context.finish(next, "flash-transfer-proposed", page(&context, form.values())).await
}

#[post("/admin/mutasi/<id>/terima", data = "<form>")]
pub async fn accept(
    id: UrlId<TransferId>,
    context: Context<'_, PeopleManager>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let user = &context.user;
    let done = verbs::accept(context.store(), &user.warrant(), id.0).await;
    back(&context, done, "flash-transfer-accepted").await
}

#[post("/admin/mutasi/<id>/tolak", data = "<form>")]
pub async fn refuse(
    id: UrlId<TransferId>,
    context: Context<'_, PeopleManager>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["reason"], &[])?;
    let (user, reason) = (&context.user, form.0.text("reason"));
    let done = verbs::refuse(context.store(), &user.warrant(), id.0, reason).await;
    back(&context, done, "flash-transfer-refused").await
}

#[post("/admin/mutasi/<id>/tarik", data = "<form>")]
pub async fn withdraw(
    id: UrlId<TransferId>,
    context: Context<'_, PeopleManager>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let user = &context.user;
    let done = verbs::withdraw(context.store(), &user.warrant(), id.0).await;
    back(&context, done, "flash-transfer-withdrawn").await
}

async fn back(
    context: &Context<'_, PeopleManager>,
    done: Result<(), WorkflowError>,
    flash: &str,
) -> Result<Answer, HttpError> {
    context.finish(done.map(|()| PATH), flash, page(context, FormValues::default())).await
}
