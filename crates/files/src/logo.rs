//! The picture of an institution: judged and drawn anew as photos of receipts are, and not kept here.

use std::sync::Arc;
use std::{fs, io};

use super::picture::{self, LogoDrawn};
use super::sniff::sniff;
use super::storage::finished;
use super::{Storage, Upload, UploadError};

/// 2 MiB: a picture for a header is no photo.
pub const MAX_LOGO_BYTES: u64 = 2 << 20;

impl Storage {
    /// Judges and draws a logo; nothing of it is stored here.
    ///
    /// # Errors
    /// A [`Refusal`]: of files above 2 MiB, and of everything but JPEG, PNG and WebP.
    pub async fn draw_logo(&self, incoming: Upload) -> Result<LogoDrawn, UploadError> {
        if incoming.bytes() > MAX_LOGO_BYTES {
            return Err(UploadError::TooLarge);
        }
        let upload = incoming.finish().await?;
        let permit = Arc::clone(&self.workers).acquire_owned().await.map_err(io::Error::other)?;
        let work = tokio::task::spawn_blocking(move || {
            let bytes = fs::read(upload.path())?;
            let drawn = picture::redraw_logo(&bytes, sniff(&bytes)?);
            drop(permit);
            drawn
        });
        finished(work.await)
    }
}
