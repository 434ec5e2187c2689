//! Sessions and keys of somebody, ended by those who look after them.

use rocket::post;

use crate::rules::{SessionId, TokenId};
use crate::web::HttpError;
use crate::web::answers::page::Answer;
use crate::web::guards::context::Context;
use crate::web::guards::who::PeopleManager;
use crate::web::input::form::Form;
use crate::web::input::url_id::UrlId;
use crate::workflows::accounts::others_access;

/// Signs one of their browsers out.
#[post("/admin/pegawai/<number>/sesi/<id>/akhiri", data = "<form>")]
pub async fn end_session(
    number: &str,
    id: UrlId<SessionId>,
    context: Context<'_, PeopleManager>,
    form: Form,
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
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    others_access::revoke_token(context.store(), &context.user.warrant(), number, id.0).await?;
    Ok(context.done("flash-key-revoked", format!("/admin/pegawai/{number}")))
}
