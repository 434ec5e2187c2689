//! The makers whose goods are at a sale point.

use rocket::post;

use super::{Keeper, show};
use crate::rules::{ConsignmentId, EventId, Problem, SellerId};
use crate::web::HttpError;
use crate::web::answers::page::Answer;
use crate::web::input::form::Form;
use crate::web::input::url_id::UrlId;
use crate::web::views::form_values::FormValues;
use crate::workflows::events as verbs;

#[post("/acara/<id>/pembuat", data = "<form>")]
pub async fn consign(
    id: UrlId<EventId>,
    context: Keeper<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&["seller"], &[])?;
    let Ok(maker) = form.0.text("seller").parse().map(SellerId) else {
        return Err(HttpError::invalid(Problem::new("seller", "missing")));
    };
    let done = verbs::consign(context.store(), &context.user.warrant(), id.0, maker).await;
    let done = done.map(|()| format!("/acara/{}#makers", id.0));
    let again = show::page(&context, id.0, None, FormValues::default());
    context.finish(done, "flash-admin-saved", again).await
}

#[post("/acara/<id>/pembuat/<consignment>/akhiri", data = "<form>")]
pub async fn end(
    id: UrlId<EventId>,
    consignment: UrlId<ConsignmentId>,
    context: Keeper<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let about = (id.0, consignment.0);
    verbs::end_consignment(context.store(), &context.user.warrant(), about).await?;
    Ok(context.done("flash-admin-saved", format!("/acara/{}#makers", id.0)))
}
