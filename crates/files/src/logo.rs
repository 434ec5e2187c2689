//! The picture of an institution: judged and drawn anew as photos of receipts are, and not kept here.

use std::fs;

use super::picture::{self, LogoDrawn};
use super::queue::Memory;
use super::sniff::sniff;
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
        let owner = upload.owner();
        let work = move |memory: &Memory| {
            let bytes = fs::read(upload.path())?;
            let examined = picture::examine(&bytes, sniff(&bytes)?)?;
            let _taken = memory.take(examined.working_bytes)?;
            picture::redraw_logo(examined)
        };
        self.queue.run(owner, work).await
    }
}
