//! A receipt as pages and API hand it out: asked for each time who may see it.

use rocket::http::Status;

use super::opening;
use crate::files::{MediaType, Rendition};
use crate::rules::opening::OpeningKind;
use crate::rules::{Problem, ReceiptId, RecordId};
use crate::standing::people;
use crate::store::receipts::{self, ReceiptRow};
use crate::web::answers::file_response::{Disposition, FileResponse, NOT_CACHED};
use crate::web::guards::viewer::SignedIn;
use crate::web::{AppState, HttpError};
use crate::workflows::trail::Opened;

/// The receipt in one of its renditions, as a file with this name. Only photos have a thumbnail.
pub async fn open(
    app: &AppState,
    user: &SignedIn,
    id: ReceiptId,
    rendition: Rendition,
    manner: Disposition,
    name: &str,
) -> Result<FileResponse, HttpError> {
    let row = in_sight(app, user, id).await?;
    if row.file_removed_at.is_some() {
        return Err(HttpError::of(Status::NotFound, Problem::new("receipt", "receipt-removed")));
    }
    let media = row.media_type;
    if media != MediaType::Jpeg && rendition == Rendition::Thumbnail {
        return Err(HttpError::not_found());
    }
    let file = (row.stored_sha256.as_str(), media, rendition);
    let answer = FileResponse::open(app, file, manner, &format!("{name}-{id}"), NOT_CACHED).await?;
    // A thumbnail stands in lists, and shows that there is one.
    if let Some(purchase) = row.purchase_id.filter(|_| rendition == Rendition::Full) {
        let (record, owner) = (RecordId(purchase.0), row.employee_id);
        let opened = Opened { kind: OpeningKind::Receipt, record, owner };
        opening::note(&app.store, user, opened).await;
    }
    Ok(answer)
}

/// A receipt of a purchase in sight; one whose form was not accepted yet is its uploader's alone.
async fn in_sight(app: &AppState, user: &SignedIn, id: ReceiptId) -> Result<ReceiptRow, HttpError> {
    let row = receipts::by_id(app.store.reader(), id).await?.ok_or_else(HttpError::not_found)?;
    if row.purchase_id.is_some() {
        people::by_id(&app.store, &user.rulebook, &user.viewer, row.employee_id, user.now)
            .await?
            .ok_or_else(HttpError::not_found)?;
    } else if row.uploaded_by != user.employee.id {
        return Err(HttpError::not_found());
    }
    Ok(row)
}
