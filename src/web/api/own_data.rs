//! All that is kept about the caller.

use rocket::{State, get};

use crate::web::documents::own_archive::{Archive, archive};
use crate::web::guards::caller::Caller;
use crate::web::input::query::Query;
use crate::web::{AppState, HttpError};

/// All that is kept about me: `data.json`, tables of purchases and leave, and the receipts and documents that
/// I have sent.
#[utoipa::path(context_path = "/api", tag = "me",
    responses((status = 200, description = "ZIP", content_type = "application/zip")))]
#[get("/v1/me/data")]
pub async fn download(
    caller: Caller,
    _query: Query<()>,
    app: &State<AppState>,
) -> Result<Archive, HttpError> {
    archive(app, &caller.0).await
}
