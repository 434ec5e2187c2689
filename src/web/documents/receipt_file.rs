//! A receipt as pages and API hand it out: asked for each time who may see it.

use rocket::http::Status;

use crate::files::{MediaType, Rendition};
use crate::rules::{Problem, ReceiptId};
use crate::standing::people;
use crate::store::receipts::{self, ReceiptRow};
use crate::web::answers::kept_file::{FOR_AN_HOUR, KeptFile, Manner};
use crate::web::guards::viewer::SignedIn;
use crate::web::{AppState, Failure};

/// The receipt in one of its renditions, as a file with this name. A PDF has no thumbnail.
pub async fn open(
    app: &AppState,
    user: &SignedIn,
    id: ReceiptId,
    rendition: Rendition,
    manner: Manner,
    name: &str,
) -> Result<KeptFile, Failure> {
    let row = in_sight(app, user, id).await?;
    if row.file_removed_at.is_some() {
        return Err(Failure::of(Status::NotFound, Problem::new("receipt", "receipt-removed")));
    }
    let media = row.media_type;
    if (media, rendition) == (MediaType::Pdf, Rendition::Thumbnail) {
        return Err(Failure::not_found());
    }
    let file = (row.stored_sha256.as_str(), media, rendition);
    KeptFile::open(app, file, manner, &format!("{name}-{id}"), FOR_AN_HOUR).await
}

/// A receipt of a purchase in sight; one whose form was not accepted yet is its uploader's alone.
async fn in_sight(app: &AppState, user: &SignedIn, id: ReceiptId) -> Result<ReceiptRow, Failure> {
    let row = receipts::by_id(app.store.reader(), id).await?.ok_or_else(Failure::not_found)?;
    if row.purchase_id.is_some() {
        people::by_id(&app.store, &user.rulebook, &user.viewer, row.employee_id, user.now)
            .await?
            .ok_or_else(Failure::not_found)?;
    } else if row.uploaded_by != user.employee.id {
        return Err(Failure::not_found());
    }
    Ok(row)
}
