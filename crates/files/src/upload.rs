//! An upload on its way in.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};

use super::UploadError;
use super::blocking::blocking;
use super::room::{Room, Share};
use pekan_rules::EmployeeId;
use pekan_secret::sha256_of;

/// 10 MiB a file.
pub const MAX_UPLOAD_BYTES: u64 = 10 << 20;
/// The room on the disk is looked at again after so many bytes.
const CHECKED_EVERY: u64 = 1 << 20;

/// A temporary file that an upload is streamed into. Gone when dropped, unless
/// [`crate::Storage::keep`] made something of it.
#[derive(Debug)]
pub struct Upload {
    file: tokio::fs::File,
    path: TemporaryPath,
    bytes: u64,
    most: u64,
}

impl Upload {
    pub(super) fn create(
        folder: &Path,
        room: &Arc<Room>,
        owner: Option<EmployeeId>,
        most: u64,
    ) -> Result<Self, UploadError> {
        room.check_disk()?;
        let (file, mut path) = temporary(folder)?;
        path.share = Some(room.share(owner));
        Ok(Self { file: file.into(), path, bytes: 0, most })
    }

    /// Adds a piece of the upload.
    ///
    /// # Errors
    /// `TooLarge` as soon as the whole exceeds what it may have, `NoSpace`, `Busy`, `Io`.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), UploadError> {
        let before = self.bytes;
        self.bytes += piece.len() as u64;
        if self.bytes > self.most {
            return Err(UploadError::TooLarge);
        }
        if let Some(share) = &mut self.path.share {
            share.grow(piece.len() as u64)?;
            if self.bytes / CHECKED_EVERY > before / CHECKED_EVERY {
                let room = share.room();
                blocking(move || room.check_disk()).await??;
            }
        }
        Ok(self.file.write_all(piece).await?)
    }

    /// All bytes that were written, for what is not stored as a file.
    pub async fn into_bytes(mut self) -> Result<Vec<u8>, UploadError> {
        self.file.flush().await?;
        self.file.rewind().await?;
        let mut bytes = Vec::with_capacity(usize::try_from(self.bytes).unwrap_or_default());
        self.file.read_to_end(&mut bytes).await?;
        Ok(bytes)
    }

    /// The hash of what was sent, before anything is made of it.
    pub async fn sha256(&mut self) -> Result<String, UploadError> {
        self.file.flush().await?;
        let path = self.path.path().to_owned();
        let hashed = blocking(move || sha256_of(fs::File::open(path)?)).await?;
        Ok(hashed?)
    }

    /// How many bytes have been written so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The path, once all bytes have reached the system: an error of the last piece shows here.
    pub(super) async fn finish(mut self) -> Result<TemporaryPath, UploadError> {
        self.file.flush().await?;
        Ok(self.path)
    }
}

/// Removes its file when dropped.
#[derive(Debug)]
pub(super) struct TemporaryPath {
    path: PathBuf,
    /// Of an upload; what Pekan draws itself is small and short-lived.
    share: Option<Share>,
}

impl TemporaryPath {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Who sent it; `None` for what Pekan makes itself.
    pub(super) fn owner(&self) -> Option<EmployeeId> {
        self.share.as_ref().and_then(Share::owner)
    }
}

impl Drop for TemporaryPath {
    fn drop(&mut self) {
        // Not there any more when it was renamed; whatever else goes wrong, the sweep will see it.
        if let Err(error) = fs::remove_file(&self.path)
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
    let file =
        OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    Ok((file, TemporaryPath { path, share: None }))
}
