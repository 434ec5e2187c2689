//! Receipts, to whoever may see their purchase.

use std::io::ErrorKind;

use rocket::http::{ContentType, Header, Status};
use rocket::{Responder, State, get};
use tokio::fs::File;

use crate::receipts::{MediaType, Rendition};
use crate::rules::Problem;
use crate::store::receipts::{self, ReceiptRow};
use crate::web::viewer::{Caller, SignedIn};
use crate::web::{Failure, Pekan};
use crate::workflows::people;

/// A file for saving: it never becomes a page of ours, whatever is in it.
#[derive(Responder)]
pub struct Download {
    file: File,
    kind: ContentType,
    disposition: Header<'static>,
    policy: Header<'static>,
}

/// The photo as it was drawn anew, or the PDF.
#[utoipa::path(context_path = "/api", tag = "purchases", params(("id" = i64, Path)),
    responses((status = 200, description = "JPEG or PDF", content_type = "image/jpeg")))]
#[get("/v1/receipts/<id>")]
pub async fn show(caller: Caller, id: i64, pekan: &State<Pekan>) -> Result<Download, Failure> {
    download(pekan, &caller.0, id, Rendition::Full).await
}

/// A small picture of it; a PDF has none.
#[utoipa::path(context_path = "/api", tag = "purchases", params(("id" = i64, Path)),
    responses((status = 200, description = "JPEG", content_type = "image/jpeg")))]
#[get("/v1/receipts/<id>/thumbnail")]
pub async fn thumbnail(caller: Caller, id: i64, pekan: &State<Pekan>) -> Result<Download, Failure> {
    download(pekan, &caller.0, id, Rendition::Thumbnail).await
}

async fn download(
    pekan: &Pekan,
    me: &SignedIn,
    id: i64,
    rendition: Rendition,
) -> Result<Download, Failure> {
    let row = in_sight(pekan, me, id).await?;
    if row.file_removed_at.is_some() {
        return Err(Failure::of(Status::NotFound, Problem::new("receipt", "receipt-removed")));
    }
    let kind = match row.media_type.as_str() {
        "application/pdf" => MediaType::Pdf,
        _ => MediaType::Jpeg,
    };
    if (kind, rendition) == (MediaType::Pdf, Rendition::Thumbnail) {
        return Err(Failure::not_found());
    }
    let opened = pekan.storage.open_file(&row.stored_sha256, kind, rendition).await;
    let file = opened.map_err(|error| {
        tracing::error!(%error, receipt = id, "a stored receipt cannot be read");
        Failure::status(match error.kind() {
            ErrorKind::NotFound => Status::NotFound,
            _ => Status::ServiceUnavailable,
        })
    })?;
    let (content_type, extension) = match kind {
        MediaType::Jpeg => (ContentType::JPEG, "jpg"),
        MediaType::Pdf => (ContentType::PDF, "pdf"),
    };
    let disposition = format!("attachment; filename=\"receipt-{id}.{extension}\"");
    Ok(Download {
        file,
        kind: content_type,
        disposition: Header::new("Content-Disposition", disposition),
        policy: Header::new("Content-Security-Policy", "default-src 'none'; sandbox"),
    })
}

/// A receipt of a purchase in sight; one whose form was not accepted yet is its uploader's alone.
async fn in_sight(pekan: &Pekan, me: &SignedIn, id: i64) -> Result<ReceiptRow, Failure> {
    let row = receipts::by_id(pekan.store.reader(), id).await?.ok_or_else(Failure::not_found)?;
    if row.purchase_id.is_some() {
        people::by_id(&pekan.store, &me.rulebook, &me.viewer, row.employee_id, me.now).await?;
    } else if row.uploaded_by != me.me.id {
        return Err(Failure::not_found());
    }
    Ok(row)
}
