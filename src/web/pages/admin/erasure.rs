//! What names somebody who has left is erased: what goes and what stays is said first.

use rocket::{get, post};

use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::Administrator;
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::input::person_segment::{PersonSegment, person_path};
use crate::web::views::erasure::ErasePage;
use crate::workflows::employees::erase as erasure;

#[get("/admin/pegawai/<person>/hapus-data", rank = 2)]
pub async fn show(
    person: PersonSegment,
    context: Context<'_, Administrator>,
) -> Result<Page, HttpError> {
    let preview =
        erasure::preview(context.store(), &context.user.warrant(), &person.0.into()).await?;
    Ok(context.render(&ErasePage::of(preview)))
}

#[post("/admin/pegawai/<person>/hapus-data", data = "<form>")]
pub async fn erase(
    person: PersonSegment,
    context: Context<'_, Administrator>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    erasure::erase(context.store(), &context.user.warrant(), person.0).await?;
    Ok(context.done("flash-employee-erased", person_path(person.0)))
}
