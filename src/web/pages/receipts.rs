//! Receipts as files: asked for each time who may see them.

use rocket::fs::NamedFile;
use rocket::http::{ContentType, Header, Status};
use rocket::{Responder, State, get};

use crate::receipts::{MediaType, Rendition};
use crate::rules::Problem;
use crate::store::receipts::{self, ReceiptRow};
use crate::web::viewer::SignedIn;
use crate::web::{Failure, Pekan};
use crate::workflows::people;

/// Neither script nor frame nor anything else: a receipt is looked at, never run.
const NOTHING: &str = "default-src 'none'; sandbox";

#[derive(Responder)]
pub struct File {
    file: NamedFile,
    kind: ContentType,
    policy: Header<'static>,
    disposition: Header<'static>,
    cache: Header<'static>,
}

#[get("/struk/<id>")]
pub async fn show(id: i64, me: SignedIn, pekan: &State<Pekan>) -> Result<File, Failure> {
    file(&me, pekan, id, Rendition::Full).await
}

#[get("/struk/<id>/kecil")]
pub async fn small(id: i64, me: SignedIn, pekan: &State<Pekan>) -> Result<File, Failure> {
    file(&me, pekan, id, Rendition::Thumbnail).await
}

async fn file(me: &SignedIn, pekan: &Pekan, id: i64, wanted: Rendition) -> Result<File, Failure> {
    let row = visible(me, pekan, id).await?;
    if row.file_removed_at.is_some() {
        return Err(Failure::of(Status::NotFound, Problem::new("receipt", "receipt-removed")));
    }
    let media = MediaType::from_mime(&row.media_type).ok_or_else(Failure::not_found)?;
    if media == MediaType::Pdf && wanted == Rendition::Thumbnail {
        return Err(Failure::not_found());
    }
    let name = format!("struk-{id}.{}", media.extension());
    let lost = |error| Failure::unreadable(&name, &error);
    let path = pekan.storage.path(&row.stored_sha256, media, wanted).map_err(lost)?;
    let file = NamedFile::open(path).await.map_err(lost)?;
    let (kind, manner) = match media {
        MediaType::Jpeg => (ContentType::JPEG, "inline"),
        MediaType::Pdf => (ContentType::PDF, "attachment"),
    };
    let disposition = format!("{manner}; filename=\"{name}\"; filename*=UTF-8''{name}");
    Ok(File {
        file,
        kind,
        policy: Header::new("Content-Security-Policy", NOTHING),
        disposition: Header::new("Content-Disposition", disposition),
        // A file never changes under its id; who may see it can.
        cache: Header::new("Cache-Control", "private, max-age=3600"),
    })
}

/// A receipt of a purchase in sight; one that waits for its form is its uploader's alone.
async fn visible(me: &SignedIn, pekan: &Pekan, id: i64) -> Result<ReceiptRow, Failure> {
    let row = receipts::by_id(pekan.store.reader(), id).await?.ok_or_else(Failure::not_found)?;
    if row.purchase_id.is_none() {
        return if row.uploaded_by == me.me.id { Ok(row) } else { Err(Failure::not_found()) };
    }
    people::by_id(&pekan.store, &me.rulebook, &me.viewer, row.employee_id, me.now).await?;
    Ok(row)
}
