//! An upload on its way in.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use tokio::io::AsyncWriteExt;

use super::Refusal;

/// 10 MiB a file.
pub const MAX_UPLOAD_BYTES: u64 = 10 << 20;

/// A temporary file that an upload is streamed into. Gone when dropped, unless
/// [`super::Storage::keep`] made something of it.
#[derive(Debug)]
pub struct Incoming {
    file: tokio::fs::File,
    path: TemporaryPath,
    bytes: u64,
}

impl Incoming {
    pub(super) fn create(folder: &Path) -> io::Result<Self> {
        let (file, path) = temporary(folder)?;
        Ok(Self { file: file.into(), path, bytes: 0 })
    }

    /// Adds a piece of the upload.
    ///
    /// # Errors
    /// `TooLarge` as soon as the whole exceeds [`MAX_UPLOAD_BYTES`], `NoSpace`, `Io`.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), Refusal> {
        self.bytes += piece.len() as u64;
        if self.bytes > MAX_UPLOAD_BYTES {
            return Err(Refusal::TooLarge);
        }
        Ok(self.file.write_all(piece).await?)
    }

    /// How many bytes have been written so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The path, once all bytes have reached the system: an error of the last piece shows here.
    pub(super) async fn finish(mut self) -> Result<TemporaryPath, Refusal> {
        self.file.flush().await?;
        Ok(self.path)
    }
}

/// Removes its file when dropped.
#[derive(Debug)]
pub(super) struct TemporaryPath(PathBuf);

impl TemporaryPath {
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryPath {
    fn drop(&mut self) {
        // Not there any more when it was renamed; whatever else goes wrong, the sweep will see it.
        if let Err(error) = fs::remove_file(&self.0)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "a temporary receipt file stays until the next sweep");
        }
    }
}

/// A new empty file in `folder`, readable by us alone.
pub(super) fn temporary(folder: &Path) -> io::Result<(fs::File, TemporaryPath)> {
    let name = getrandom::u64().map_err(io::Error::other)?;
    let path = folder.join(format!("{name:016x}"));
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    Ok((file, TemporaryPath(path)))
}
