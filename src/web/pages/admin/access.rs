//! What opens somebody's account, ended by those who look after them; and the account itself.

use rocket::post;

use super::employees::edit_page;
use crate::rules::{SessionId, TokenId};
use crate::web::HttpError;
use crate::web::answers::page::Answer;
use crate::web::guards::context::Context;
use crate::web::guards::who::{Administrator, PeopleManager};
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::input::url_id::UrlId;
use crate::workflows::accounts::{disable, others_access, second_factor};

/// Signs one of their browsers out.
#[post("/admin/pegawai/<number>/sesi/<id>/akhiri", data = "<form>")]
pub async fn end_session(
    number: &str,
    id: UrlId<SessionId>,
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    others_access::end_session(context.store(), &context.user.warrant(), number, id.0).await?;
    Ok(context.done("flash-session-ended", format!("/admin/pegawai/{number}")))
}

/// Ends one of their keys to the API.
#[post("/admin/pegawai/<number>/kunci/<id>/cabut", data = "<form>")]
pub async fn revoke_key(
    number: &str,
    id: UrlId<TokenId>,
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    others_access::revoke_token(context.store(), &context.user.warrant(), number, id.0).await?;
    Ok(context.done("flash-key-revoked", format!("/admin/pegawai/{number}")))
}

/// Keeps somebody out until somebody enables the account again.
#[post("/admin/pegawai/<number>/nonaktif", data = "<form>")]
pub async fn disable_account(
    number: &str,
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let disabled = disable::disable(context.store(), &context.user.warrant(), number).await;
    let next = disabled.map(|()| format!("/admin/pegawai/{number}"));
    context.finish(next, "flash-account-disabled", edit_page(&context, number, None)).await
}

#[post("/admin/pegawai/<number>/aktifkan", data = "<form>")]
pub async fn enable_account(
    number: &str,
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    disable::enable(context.store(), &context.user.warrant(), number).await?;
    Ok(context.done("flash-account-enabled", format!("/admin/pegawai/{number}")))
}

/// Takes the second factor of somebody away who has lost it.
#[post("/admin/pegawai/<number>/dua-langkah/hapus", data = "<form>")]
pub async fn reset_second_factor(
    number: &str,
    context: Context<'_, Administrator>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    second_factor::reset(context.store(), &context.user.warrant(), number).await?;
    Ok(context.done("flash-second-factor-reset", format!("/admin/pegawai/{number}")))
}
