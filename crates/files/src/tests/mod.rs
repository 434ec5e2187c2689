//! Whole uploads through [`Storage`]: what is kept, what is refused, and that nothing stays behind.

// The sizes in these samples are small numbers.
#![allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)]

mod files;
mod hostile;
mod pictures;
mod qr;
mod refused;
mod samples;
mod undrawn;

use std::path::Path;

use super::{MAX_UPLOAD_BYTES, MediaType, Rendition, Storage, StoredFile, UploadError};

/// Storage in a folder of its own, which goes with it.
struct Shelf {
    storage: Storage,
    data: tempfile::TempDir,
}

impl Shelf {
    fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        Self { storage: Storage::open(data.path()).unwrap(), data }
    }

    /// Every upload of these tests goes through here, and none may leave a temporary file.
    async fn store(&self, bytes: &[u8]) -> Result<StoredFile, UploadError> {
        let file = self.storage.store_bytes(bytes).await;
        assert_eq!(files_below(&self.data.path().join("tmp")), 0, "temporary files stay");
        file
    }

    /// The same, where a picture that cannot be drawn is kept.
    async fn keep(&self, bytes: &[u8]) -> Result<StoredFile, UploadError> {
        let mut incoming = self.storage.incoming(None, MAX_UPLOAD_BYTES).await.unwrap();
        let written = incoming.write(bytes).await;
        let file = match written {
            Ok(()) => self.storage.store_or_keep(incoming).await,
            Err(error) => Err(error),
        };
        assert_eq!(files_below(&self.data.path().join("tmp")), 0, "temporary files stay");
        file
    }

    async fn refuse(&self, bytes: &[u8]) -> &'static str {
        let error = self.store(bytes).await.expect_err("must be refused");
        assert_eq!(self.stored(), 0, "a refused file is stored");
        error.code()
    }

    fn stored(&self) -> usize {
        files_below(&self.data.path().join("receipts"))
    }

    fn read(&self, file: &StoredFile, rendition: Rendition) -> Vec<u8> {
        let path = self.storage.path(&file.stored_sha256, file.media_type, rendition).unwrap();
        std::fs::read(path).unwrap()
    }

    fn picture(&self, file: &StoredFile, rendition: Rendition) -> image::RgbImage {
        assert_eq!(file.media_type, MediaType::Jpeg);
        image::load_from_memory(&self.read(file, rendition)).unwrap().into_rgb8()
    }
}

fn files_below(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|e| if e.path().is_dir() { files_below(&e.path()) } else { 1 }).sum()
}
