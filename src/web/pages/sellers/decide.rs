//! What those decide about a seller who keep the sellers.

use rocket::post;

use super::{Keeper, seen, show};
use crate::rules::qris::QrisCheck;
use crate::rules::seller_class::{MOST, SpanDraft};
use crate::rules::{Problem, SellerId, SellerMergeId};
use crate::web::HttpError;
use crate::web::answers::page::Answer;
use crate::web::input::form::Form;
use crate::web::input::parts::Parts;
use crate::web::input::url_id::UrlId;
use crate::web::views::form_values::FormValues;
use crate::workflows::WorkflowError;
use crate::workflows::sellers::{self as verbs, Mark};

fn at(id: SellerId) -> String {
    format!("/penjual/{id}")
}

/// What a form of the page of a seller comes to.
async fn decided<T>(
    context: &Keeper<'_>,
    id: SellerId,
    form: &Parts,
    done: Result<T, WorkflowError>,
    flash: &str,
) -> Result<Answer, HttpError> {
    let again = show::page(context, id, None, form.values());
    context.finish_versioned(done.map(|_| at(id)), flash, again).await
}

#[post("/penjual/<id>/terima", data = "<form>")]
pub async fn confirm(
    id: UrlId<SellerId>,
    context: Keeper<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["version"], &[])?;
    let about = (id.0, Some(seen(&form.0)));
    let done = verbs::confirm(context.store(), &context.user.warrant(), about).await;
    decided(&context, id.0, &form.0, done, "flash-seller-confirmed").await
}

#[post("/penjual/<id>/kelas", data = "<form>")]
pub async fn classify(
    id: UrlId<SellerId>,
    context: Keeper<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    let fields = ["class", "from", "to"];
    let names: Vec<String> = (0..MOST)
        .flat_map(|row| {
            let all = fields.into_iter().chain(["curation"]);
            all.map(move |field| format!("classes.{row}.{field}"))
        })
        .chain(["version".to_owned()])
        .collect();
    form.0.only(&names.iter().map(String::as_str).collect::<Vec<_>>(), &[])?;
    let cell = |row: usize, field: &str| form.0.text(&format!("classes.{row}.{field}")).trim();
    let is_filled = |row: &usize| fields.iter().any(|field| !cell(*row, field).is_empty());
    let filled: Vec<usize> = (0..MOST).filter(is_filled).collect();
    let rows = filled.iter().map(|row| SpanDraft {
        class: cell(*row, "class").to_owned(),
        from: cell(*row, "from").to_owned(),
        to: Some(cell(*row, "to").to_owned()).filter(|to| !to.is_empty()),
        curation: Some(cell(*row, "curation").to_owned()),
    });
    let rows: Vec<_> = rows.collect();
    let (warrant, about) = (context.user.warrant(), (id.0, Some(seen(&form.0))));
    let done = verbs::classify(context.store(), &warrant, about, &rows).await;
    let done = done.map_err(|refused| in_rows_of_form(refused, &filled));
    decided(&context, id.0, &form.0, done, "flash-admin-saved").await
}

/// Rows that were left empty are none; what is wrong with the others is said at their place in the form.
fn in_rows_of_form(refused: WorkflowError, filled: &[usize]) -> WorkflowError {
    let WorkflowError::Invalid(mut problems) = refused else { return refused };
    for problem in &mut problems {
        let Some((row, field)) =
            problem.field.strip_prefix("classes.").and_then(|rest| rest.split_once('.'))
        else {
            continue;
        };
        if let Some(row) = row.parse::<usize>().ok().and_then(|row| filled.get(row)) {
            problem.field = format!("classes.{row}.{field}");
        }
    }
    WorkflowError::Invalid(problems)
}

#[post("/penjual/<id>/kelayakan", data = "<form>")]
pub async fn mark(
    id: UrlId<SellerId>,
    context: Keeper<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    let fields = ["ineligible_from", "ineligible_until", "ineligible_reason"];
    form.0.only(&[fields[0], fields[1], fields[2], "version", "clear"], &[])?;
    let is_cleared = form.0.is_checked("clear");
    let [from, until, reason] =
        fields.map(|field| form.0.filled(field).filter(|_| !is_cleared).map(str::to_owned));
    if !is_cleared && from.is_none() {
        let missing = WorkflowError::invalid(Problem::new("ineligible_from", "missing"));
        return decided::<()>(&context, id.0, &form.0, Err(missing), "").await;
    }
    let (warrant, about) = (context.user.warrant(), (id.0, Some(seen(&form.0))));
    let done = verbs::mark(context.store(), &warrant, about, &Mark { from, until, reason }).await;
    decided(&context, id.0, &form.0, done, "flash-seller-decided").await
}

#[post("/penjual/<id>/qris", data = "<form>")]
pub async fn check_code(
    id: UrlId<SellerId>,
    context: Keeper<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["version", "qris_check"], &[])?;
    let (warrant, about) = (context.user.warrant(), (id.0, Some(seen(&form.0))));
    let decision = form.0.text("qris_check");
    let done = verbs::check_code(context.store(), &warrant, about, decision).await;
    let flash = match QrisCheck::from_name(decision) {
        Some(QrisCheck::Accepted) => "flash-seller-code-accepted",
        _ => "flash-seller-code-refused",
    };
    decided(&context, id.0, &form.0, done, flash).await
}

/// Merges the seller into another, whose page it was sent from.
#[post("/penjual/<id>/gabung", data = "<form>")]
pub async fn merge(
    id: UrlId<SellerId>,
    context: Keeper<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["version", "into"], &[])?;
    let Ok(into) = form.0.text("into").parse().map(SellerId) else {
        return Err(HttpError::invalid(Problem::new("into", "missing")));
    };
    let about = (id.0, Some(seen(&form.0)));
    let done = verbs::merge(context.store(), &context.user.warrant(), about, into).await;
    let again = show::page(&context, into, None, FormValues::default());
    context.finish_versioned(done.map(|_| at(into)), "flash-seller-merged", again).await
}

#[post("/penjual/gabungan/<id>/batal", data = "<form>")]
pub async fn undo_merge(
    id: UrlId<SellerMergeId>,
    context: Keeper<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let back = verbs::undo_merge(context.store(), &context.user.warrant(), id.0).await?;
    Ok(context.done("flash-seller-unmerged", at(back.id)))
}
