//! The sheet that hangs at a seller's: its code opens the form for a purchase there.

use rocket::get;

use super::Keeper;
use crate::rules::SellerId;
use crate::store::sellers;
use crate::web::HttpError;
use crate::web::answers::download::Download;
use crate::web::documents::leaflet::{Format, sheet};
use crate::web::input::url_id::UrlId;

#[get("/penjual/<id>/poster/<format>")]
pub async fn poster(
    id: UrlId<SellerId>,
    format: Format,
    context: Keeper<'_>,
) -> Result<Download, HttpError> {
    let seller = sellers::by_id(context.db(), id.0).await?.ok_or_else(HttpError::not_found)?;
    // A code that was printed before a merge leads to the seller that stays.
    let id = seller.merged_into.unwrap_or(seller.id);
    let facts = [seller.market, seller.stall, seller.district].into_iter().flatten().collect();
    let path = format!("/belanja/baru?penjual={id}");
    sheet(&context, (seller.name, facts), &path, (format!("penjual-{id}"), format)).await
}
