//! A kept file as it is handed out: looked at or saved, it never becomes a page of ours, whatever is
//! in it.

use rocket::Responder;
use rocket::http::{ContentType, Header};
use tokio::fs::File;

use crate::files::{MediaType, Rendition};
use crate::web::{AppState, HttpError};

/// A file never changes under its id, but who may see it can at any time.
pub const NOT_CACHED: &str = "private, no-store";

/// What a browser does with it.
#[derive(Clone, Copy)]
pub enum Disposition {
    /// Shows a picture in a page; everything else is for saving all the same.
    Look,
    Save,
}

#[derive(Responder)]
pub struct FileResponse {
    file: File,
    kind: ContentType,
    disposition: Header<'static>,
    policy: Header<'static>,
    cache: Header<'static>,
}

impl FileResponse {
    /// Opens one under a name; its ending follows from its type.
    pub async fn open(
        app: &AppState,
        (hash, media, rendition): (&str, MediaType, Rendition),
        manner: Disposition,
        name: &str,
        cache: &'static str,
    ) -> Result<Self, HttpError> {
        let opened = app.storage.open_verified(hash, media, rendition).await;
        let file = opened.map_err(|error| HttpError::unreadable(name, &error))?;
        let (kind, manner) = match (media, manner) {
            (MediaType::Jpeg, Disposition::Look) => (ContentType::JPEG, "inline"),
            (MediaType::Jpeg, Disposition::Save) => (ContentType::JPEG, "attachment"),
            (MediaType::Pdf, _) => (ContentType::PDF, "attachment"),
            (MediaType::Undrawn, _) => (ContentType::Binary, "attachment"),
        };
        let disposition = format!("{manner}; filename=\"{name}.{}\"", media.extension());
        Ok(Self {
            file,
            kind,
            disposition: Header::new("Content-Disposition", disposition),
            // Neither script nor frame nor anything else runs in it.
            policy: Header::new("Content-Security-Policy", "default-src 'none'; sandbox"),
            cache: Header::new("Cache-Control", cache),
        })
    }
}
