//! Receipts as files, for the pages that show them.

use rocket::{State, get};

use crate::files::Rendition;
use crate::rules::ReceiptId;
use crate::web::answers::file_response::{Disposition, FileResponse};
use crate::web::documents::receipt_file;
use crate::web::guards::viewer::SignedIn;
use crate::web::input::url_id::UrlId;
use crate::web::{AppState, HttpError};

/// What a saved file is called.
const NAME: &str = "struk";

#[get("/struk/<id>")]
pub async fn show(
    id: UrlId<ReceiptId>,
    user: SignedIn,
    app: &State<AppState>,
) -> Result<FileResponse, HttpError> {
    receipt_file::open(app, &user, id.0, Rendition::Full, Disposition::Look, NAME).await
}

#[get("/struk/<id>/kecil")]
pub async fn small(
    id: UrlId<ReceiptId>,
    user: SignedIn,
    app: &State<AppState>,
) -> Result<FileResponse, HttpError> {
    receipt_file::open(app, &user, id.0, Rendition::Thumbnail, Disposition::Look, NAME).await
}
