//! A receipt as pages and API hand it out: asked for each time who may see it.

use rocket::http::Status;

use crate::files::{MediaType, Rendition};
use crate::rules::Problem;
use crate::standing::people;
use crate::store::receipts::{self, ReceiptRow};
use crate::web::answers::kept_file::{FOR_AN_HOUR, KeptFile, Manner};
use crate::web::guards::viewer::SignedIn;
use crate::web::{Failure, Pekan};

/// The receipt in one of its renditions, as a file with this name. A PDF has no thumbnail.
pub async fn open(
    pekan: &Pekan,
    me: &SignedIn,
    id: i64,
    rendition: Rendition,
    manner: Manner,
    name: &str,
) -> Result<KeptFile, Failure> {
    let row = in_sight(pekan, me, id).await?;
    if row.file_removed_at.is_some() {
        return Err(Failure::of(Status::NotFound, Problem::new("receipt", "receipt-removed")));
    }
    let media = row.media_type;
    if (media, rendition) == (MediaType::Pdf, Rendition::Thumbnail) {
        return Err(Failure::not_found());
    }
    let file = (row.stored_sha256.as_str(), media, rendition);
    KeptFile::open(pekan, file, manner, &format!("{name}-{id}"), FOR_AN_HOUR).await
}

/// A receipt of a purchase in sight; one whose form was not accepted yet is its uploader's alone.
async fn in_sight(pekan: &Pekan, me: &SignedIn, id: i64) -> Result<ReceiptRow, Failure> {
    let row = receipts::by_id(pekan.store.reader(), id).await?.ok_or_else(Failure::not_found)?;
    if row.purchase_id.is_some() {
        people::by_id(&pekan.store, &me.rulebook, &me.viewer, row.employee_id, me.now)
            .await?
            .ok_or_else(Failure::not_found)?;
    } else if row.uploaded_by != me.me.id {
        return Err(Failure::not_found());
    }
    Ok(row)
}
