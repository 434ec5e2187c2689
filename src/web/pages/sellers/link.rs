//! The link with which a seller says what they sold.

use rocket::post;

use super::Keeper;
use crate::documents::qr::Qr;
use crate::rules::{SellerId, seller};
use crate::store::sellers;
use crate::text::{Arg, text_with};
use crate::web::HttpError;
use crate::web::answers::page::{Answer, Page};
use crate::web::input::form::Form;
use crate::web::input::url_id::UrlId;
use crate::web::views::seller_confirmation::LinkPage;
use crate::web::views::sellers::NamedSeller;
use crate::workflows::sellers::{end_link, make_link};

/// Makes it, and shows it this once.
#[post("/penjual/<id>/tautan", data = "<form>")]
pub async fn make(id: UrlId<SellerId>, context: Keeper<'_>, form: Form) -> Result<Page, HttpError> {
    form.0.only(&[], &[])?;
    let token = make_link(context.store(), &context.user.warrant(), id.0).await?;
    let found = sellers::by_id(context.db(), id.0).await?.ok_or_else(HttpError::not_found)?;
    let link = context.app.config.link(&format!("/terjual/{token}"));
    let qr = Qr::of(&link).map_err(|error| {
        tracing::error!(%error, "code of a link");
        HttpError::status(rocket::http::Status::InternalServerError)
    })?;
    let words = [("seller", Arg::from(&found.name)), ("link", Arg::from(&link))];
    let message = text_with(context.language, "seller-link-message", &words);
    let number = found.whatsapp.as_deref().map(seller::international).unwrap_or_default();
    let query: String = url::form_urlencoded::byte_serialize(message.as_bytes()).collect();
    Ok(context.render(&LinkPage {
        seller: NamedSeller::of(&found),
        qr_path: qr.svg_path(),
        qr_modules: qr.modules(),
        whatsapp: format!("https://wa.me/{number}?text={}", query.replace('+', "%20")),
        link,
    }))
}

#[post("/penjual/<id>/tautan/akhiri", data = "<form>")]
pub async fn end(
    id: UrlId<SellerId>,
    context: Keeper<'_>,
    form: Form,
) -> Result<Answer, HttpError> {
    form.0.only(&[], &[])?;
    end_link(context.store(), &context.user.warrant(), id.0).await?;
    Ok(context.done("flash-seller-unlinked", format!("/penjual/{}", id.0)))
}
