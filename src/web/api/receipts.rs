//! Receipts, to whoever may see their purchase.

use rocket::{State, get};

use crate::files::Rendition;
use crate::rules::ReceiptId;
use crate::web::answers::file_response::{Disposition, FileResponse};
use crate::web::documents::receipt_file;
use crate::web::guards::caller::Caller;
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};

/// What a saved file is called.
const NAME: &str = "receipt";

/// The photo as it was drawn anew, or the PDF.
#[utoipa::path(context_path = "/api", tag = "purchases", params(("id" = i64, Path)),
    responses((status = 200, description = "JPEG or PDF", content_type = "image/jpeg")))]
#[get("/v1/receipts/<id>")]
pub async fn show(
    caller: Caller,
    id: UrlId<ReceiptId>,
    app: &State<AppState>,
) -> Result<FileResponse, HttpError> {
    receipt_file::open(app, &caller.0, id.0, Rendition::Full, Disposition::Save, NAME).await
}

/// A small picture of it; a PDF has none.
#[utoipa::path(context_path = "/api", tag = "purchases", params(("id" = i64, Path)),
    responses((status = 200, description = "JPEG", content_type = "image/jpeg")))]
#[get("/v1/receipts/<id>/thumbnail")]
pub async fn thumbnail(
    caller: Caller,
    id: UrlId<ReceiptId>,
    app: &State<AppState>,
) -> Result<FileResponse, HttpError> {
    receipt_file::open(app, &caller.0, id.0, Rendition::Thumbnail, Disposition::Save, NAME).await
}
