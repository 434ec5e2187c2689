//! Many receipts at once: photos are sent together, and each becomes a purchase of its own.

use rocket::http::Status;
use rocket::{get, post};

use super::log_purchase::{encoded, is_key};
use crate::rules::Problem;
use crate::rules::media::MediaType;
use crate::rules::purchase_draft::MOST_RECEIPTS_AT_ONCE;
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::input::form::{Form, UploadForm};
use crate::web::input::takes::ManyReceipts;
use crate::web::request::local;
use crate::web::views::purchases::thumbnail;
use crate::web::views::several::{SeveralPage, WaitingForm};
use crate::workflows::WorkflowError;
use crate::workflows::purchases::{keep_draft, several};

#[get("/belanja/banyak")]
pub async fn show(context: Context<'_>) -> Result<Page, HttpError> {
    page(&context).await
}

async fn page(context: &Context<'_>) -> Result<Page, HttpError> {
    let user = &context.user;
    let zone = user.zone();
    let waiting = several::waiting(context.db(), user.employee.id).await?;
    let waiting = waiting.into_iter().map(|form| WaitingForm {
        thumbnail_url: thumbnail(&form.photo),
        undrawn: form.photo.media_type == MediaType::Undrawn,
        amount: form.fields.get("amount").filter(|typed| !typed.is_empty()).cloned(),
        since: local(form.since, zone),
        key: form.key,
    });
    let (waiting, zone) = (waiting.collect(), zone.label().to_owned());
    Ok(context.render(&SeveralPage { waiting, most: MOST_RECEIPTS_AT_ONCE, zone }))
}

/// Begins a form for each photo; the page names each that cannot be taken, and the others wait, those that
/// nobody can open among them.
#[post("/belanja/banyak", data = "<form>")]
pub async fn begin(
    form: UploadForm<ManyReceipts>,
    context: Context<'_>,
) -> Result<Answer, HttpError> {
    let (app, user) = (context.app, &context.user);
    let mut parts = form.0;
    parts.only(&[], &["receipt"])?;
    let files = parts.take_files();
    let mut problems = Vec::new();
    let mut status = Status::UnprocessableEntity;
    if files.came == 0 {
        problems.push(Problem::new("receipt", "missing"));
    }
    if files.came > MOST_RECEIPTS_AT_ONCE {
        let many = Problem::new("receipt", "too-many-receipts");
        problems.push(many.with("most", MOST_RECEIPTS_AT_ONCE));
    }
    if problems.is_empty() {
        let owner = user.employee.id;
        match keep_draft::must_have_room(context.db(), owner, files.taken.len()).await {
            Ok(()) => {}
            Err(WorkflowError::Invalid(full)) => problems.extend(full),
            Err(error) => return Err(error.into()),
        }
    }
    let mut stored = Vec::new();
    let mut refused: Vec<_> = files.refused.into_iter().collect();
    if problems.is_empty() {
        for file in files.taken {
            match app.storage.store_or_keep(file).await {
                Ok(file) => stored.push(file),
                Err(refusal) => refused.push(refusal),
            }
        }
    }
    for refusal in &refused {
        let error = HttpError::upload("receipt", refusal);
        status = error.status;
        problems.extend(error.problems);
    }
    let undrawn = stored.iter().filter(|file| file.media_type == MediaType::Undrawn).count();
    if undrawn > 0 {
        problems.push(Problem::new("receipt", "receipts-undrawn").with("count", undrawn));
    }
    if !stored.is_empty() {
        several::begin(&app.store, &user.warrant(), stored).await?;
    }
    if problems.is_empty() {
        return Ok(Answer::done("/belanja/banyak"));
    }
    Ok(Answer::page(page(&context).await?.with_problems(status, &problems)))
}

/// On to the form that has waited longest; to my week where none is left.
#[get("/belanja/banyak/lanjut")]
pub async fn next(context: Context<'_>) -> Result<Answer, HttpError> {
    let waiting = several::waiting(context.db(), context.user.employee.id).await?;
    let first = waiting.first().map(|form| format!("/belanja/baru?draf={}", encoded(&form.key)));
    Ok(Answer::done(first.unwrap_or_else(|| "/".to_owned())))
}

#[post("/belanja/banyak/hapus", data = "<form>")]
pub async fn discard(form: Form, context: Context<'_>) -> Result<Answer, HttpError> {
    form.0.only(&["key"], &[])?;
    let key = form.0.filled("key").filter(|key| is_key(key)).ok_or_else(HttpError::not_found)?;
    several::discard(context.store(), &context.user.warrant(), key).await?;
    Ok(Answer::done("/belanja/banyak"))
}
