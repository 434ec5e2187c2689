//! A kept file for saving: it never becomes a page of ours, whatever is in it.

use rocket::Responder;
use rocket::http::{ContentType, Header};
use tokio::fs::File;

use super::{Failure, Pekan};
use crate::receipts::{MediaType, Rendition};

#[derive(Responder)]
pub struct KeptDocument {
    file: File,
    kind: ContentType,
    disposition: Header<'static>,
    policy: Header<'static>,
    cache: Header<'static>,
}

impl KeptDocument {
    /// Opens a kept file, to be saved under a name (its ending follows from its type).
    pub async fn open(
        pekan: &Pekan,
        (hash, media): (&str, MediaType),
        name: &str,
        cache: &'static str,
    ) -> Result<Self, Failure> {
        let opened = pekan.storage.open_file(hash, media, Rendition::Full).await;
        let file = opened.map_err(|error| Failure::unreadable(name, &error))?;
        let kind = match media {
            MediaType::Jpeg => ContentType::JPEG,
            MediaType::Pdf => ContentType::PDF,
        };
        let disposition = format!("attachment; filename=\"{name}.{}\"", media.extension());
        Ok(Self {
            file,
            kind,
            disposition: Header::new("Content-Disposition", disposition),
            policy: Header::new("Content-Security-Policy", "default-src 'none'; sandbox"),
            cache: Header::new("Cache-Control", cache),
        })
    }
}
