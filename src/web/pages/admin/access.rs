//! What opens somebody's account, ended by those who look after them; and the account itself.

use rocket::post;

use super::employees::edit_page;
use crate::rules::{SessionId, TokenId};
use crate::web::HttpError;
use crate::web::answers::page::Answer;
use crate::web::guards::context::Context;
use crate::web::guards::who::{Administrator, PeopleManager};
use crate::web::input::confirmed_form::ConfirmedForm;
use crate::web::input::person_segment::{PersonSegment, person_path};
use crate::web::input::url_id::UrlId;
use crate::workflows::accounts::{disable, others_access, second_factor};

/// Signs one of their browsers out.
#[post("/admin/pegawai/<person>/sesi/<id>/akhiri", data = "<form>")]
pub async fn end_session(
    person: PersonSegment,
    id: UrlId<SessionId>,
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    others_access::end_session(context.store(), &context.user.warrant(), person.0, id.0).await?;
    Ok(context.done("flash-session-ended", person_path(person.0)))
}

/// Ends one of their keys to the API.
#[post("/admin/pegawai/<person>/kunci/<id>/cabut", data = "<form>")]
pub async fn revoke_key(
    person: PersonSegment,
    id: UrlId<TokenId>,
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    others_access::revoke_token(context.store(), &context.user.warrant(), person.0, id.0).await?;
    Ok(context.done("flash-key-revoked", person_path(person.0)))
}

/// Keeps somebody out until somebody enables the account again.
#[post("/admin/pegawai/<person>/nonaktif", data = "<form>")]
pub async fn disable_account(
    person: PersonSegment,
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    let disabled = disable::disable(context.store(), &context.user.warrant(), person.0).await;
    let next = disabled.map(|()| person_path(person.0));
    context.finish(next, "flash-account-disabled", edit_page(&context, person.0, None)).await
}

#[post("/admin/pegawai/<person>/aktifkan", data = "<form>")]
pub async fn enable_account(
    person: PersonSegment,
    context: Context<'_, PeopleManager>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    disable::enable(context.store(), &context.user.warrant(), person.0).await?;
    Ok(context.done("flash-account-enabled", person_path(person.0)))
}

/// Takes the second factor of somebody away who has lost it.
#[post("/admin/pegawai/<person>/dua-langkah/hapus", data = "<form>")]
pub async fn reset_second_factor(
    person: PersonSegment,
    context: Context<'_, Administrator>,
    form: ConfirmedForm,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    second_factor::reset(context.store(), &context.user.warrant(), person.0).await?;
    Ok(context.done("flash-second-factor-reset", person_path(person.0)))
}
