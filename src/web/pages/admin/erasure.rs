//! What names somebody who has left is erased: what goes and what stays is said first.

use rocket::{get, post};

use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::guards::context::Context;
use crate::web::guards::who::Administrator;
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::views::erasure::ErasePage;
use crate::workflows::employees::erase as erasure;

#[get("/admin/pegawai/<number>/hapus-data", rank = 2)]
pub async fn show(number: &str, context: Context<'_, Administrator>) -> Result<Page, HttpError> {
    let preview = erasure::preview(context.store(), &context.user.warrant(), number).await?;
    Ok(context.render(&ErasePage::of(preview)))
}

#[post("/admin/pegawai/<number>/hapus-data", data = "<form>")]
pub async fn erase(
    number: &str,
    context: Context<'_, Administrator>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let number = erasure::erase(context.store(), &context.user.warrant(), number).await?;
    Ok(context.done("flash-employee-erased", format!("/admin/pegawai/{number}")))
}
