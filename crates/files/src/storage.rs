//! Where receipts lie, and the way in and out.

use std::fmt;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncSeekExt};

use super::blocking::blocking;
use super::queue::{Memory, Queue};
use super::room::{Bounds, Room};
use super::sniff::{Kind, sniff};
use super::upload::{MAX_UPLOAD_BYTES, TemporaryPath, Upload, temporary};
use super::{UploadError, pdf, picture};
use pekan_rules::EmployeeId;
use pekan_rules::media::MediaType;
use pekan_secret::sha256;

/// Photos as they are stored are smaller; a PDF may be larger.
const MOST_VERIFIED: u64 = 1 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rendition {
    Full,
    /// 176 × 208 pixels; only pictures have one.
    Thumbnail,
}

/// What was stored. The files are on disk, whole, when this is returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// Of the bytes as they were sent: equal means the very same file (rules.md §9).
    pub upload_sha256: String,
    /// Of the bytes on disk: where to find them, and proof that they are unchanged.
    pub stored_sha256: String,
    pub media_type: MediaType,
    /// Size of the stored file.
    pub bytes: u64,
    /// In pixels, upright; `None` for what is not drawn.
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub has_thumbnail: bool,
}

/// What [`Storage::verify`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Integrity {
    Sound,
    Missing,
    Changed,
}

impl fmt::Display for Integrity {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Sound => "sound",
            Self::Missing => "missing",
            Self::Changed => "changed",
        })
    }
}

/// Receipts in a local folder. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Storage {
    pub(super) root: PathBuf,
    /// On the same file system as `root`: files come in by being renamed.
    pub(super) tmp: PathBuf,
    /// Bounds the files in work, so that pages keep their speed.
    pub(super) queue: Arc<Queue>,
    room: Arc<Room>,
    /// Held while a file is renamed into place and while a stale one is removed: a file that
    /// arrives again is never swept away in between.
    pub(super) placing: Arc<Mutex<()>>,
}

impl Storage {
    /// Storage below `data_dir`, in `receipts/` and `tmp/`, which are made when missing.
    pub fn open(data_dir: &Path) -> io::Result<Self> {
        Self::over(data_dir.join("receipts"), data_dir.join("tmp"))
    }

    /// Storage in a folder of its own, which may be on another file system than the data folder:
    /// uploads begin in its `tmp/`.
    pub fn open_apart(root: &Path) -> io::Result<Self> {
        Self::over(root.to_owned(), root.join("tmp"))
    }

    fn over(root: PathBuf, tmp: PathBuf) -> io::Result<Self> {
        for folder in [&root, &tmp] {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        let room = Room::new(&tmp, Bounds::default());
        Ok(Self { root, tmp, queue: Queue::new(), room, placing: Arc::default() })
    }

    /// The same storage, with other bounds for uploads on their way.
    #[must_use]
    pub fn bounded(mut self, bounds: Bounds) -> Self {
        self.room = Room::new(&self.tmp, bounds);
        self
    }

    /// Begins an upload of at most so many bytes, sent by somebody.
    ///
    /// # Errors
    /// `NoSpace`, `Io`.
    pub async fn incoming(
        &self,
        owner: Option<EmployeeId>,
        most: u64,
    ) -> Result<Upload, UploadError> {
        let (tmp, room) = (self.tmp.clone(), Arc::clone(&self.room));
        blocking(move || Upload::create(&tmp, &room, owner, most)).await?
    }

    /// Whether files can be stored now: one goes the way of a receipt, and is removed.
    pub async fn check(&self) -> io::Result<()> {
        let storage = self.clone();
        blocking(move || {
            let temporary = storage.write_temporary(b"ready")?;
            let placed = storage.root.join(temporary.path().file_name().unwrap_or_default());
            fs::rename(temporary.path(), &placed)?;
            fs::remove_file(placed)
        })
        .await?
    }

    /// Judges what came in and stores it. The same bytes again come to the same stored file.
    ///
    /// Goes on to its end when the caller is gone; what it leaves then is an orphan for the sweep.
    ///
    /// # Errors
    /// A [`Refusal`]; nothing is left in the temporary folder.
    pub async fn store(&self, incoming: Upload) -> Result<StoredFile, UploadError> {
        let upload = incoming.finish().await?;
        let storage = self.clone();
        self.queue.run(upload.owner(), move |memory| storage.judge_and_store(&upload, memory)).await
    }

    /// Stores bytes that are already in memory, like [`Storage::keep`].
    pub async fn store_bytes(&self, bytes: &[u8]) -> Result<StoredFile, UploadError> {
        let mut incoming = self.incoming(None, MAX_UPLOAD_BYTES).await?;
        incoming.write(bytes).await?;
        self.store(incoming).await
    }

    /// Opens a stored file for reading. Only what is drawn has a thumbnail: `NotFound`.
    pub async fn open_file(
        &self,
        stored_sha256: &str,
        media_type: MediaType,
        rendition: Rendition,
    ) -> io::Result<tokio::fs::File> {
        tokio::fs::File::open(self.path(stored_sha256, media_type, rendition)?).await
    }

    /// The same, and refuses one whose bytes are no longer those that were stored: `InvalidData`. Large
    /// ones, and thumbnails, whose hash nobody has, are not read for it.
    pub async fn open_verified(
        &self,
        stored_sha256: &str,
        media_type: MediaType,
        rendition: Rendition,
    ) -> io::Result<tokio::fs::File> {
        let mut file = self.open_file(stored_sha256, media_type, rendition).await?;
        if rendition == Rendition::Full && file.metadata().await?.len() <= MOST_VERIFIED {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).await?;
            if blocking(move || sha256(&bytes)).await? != stored_sha256 {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "it has been changed"));
            }
            file.rewind().await?;
        }
        Ok(file)
    }

    /// Reads a stored file again and compares it with its hash.
    pub async fn verify(
        &self,
        stored_sha256: &str,
        media_type: MediaType,
    ) -> io::Result<Integrity> {
        let path = self.path(stored_sha256, media_type, Rendition::Full)?;
        let expected = stored_sha256.to_owned();
        blocking(move || match fs::read(path) {
            Ok(bytes) if sha256(&bytes) == expected => Ok(Integrity::Sound),
            Ok(_) => Ok(Integrity::Changed),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Integrity::Missing),
            Err(error) => Err(error),
        })
        .await?
    }

    /// Where a stored file lies. `InvalidInput` for anything but a hash, so that no text from
    /// outside ever becomes a path.
    pub fn path(
        &self,
        stored_sha256: &str,
        media_type: MediaType,
        rendition: Rendition,
    ) -> io::Result<PathBuf> {
        if !is_hash(stored_sha256) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a receipt's hash"));
        }
        let (folder, name) = stored_sha256.split_at(2);
        let extension = media_type.extension();
        Ok(self.root.join(folder).join(match rendition {
            Rendition::Full => format!("{name}.{extension}"),
            Rendition::Thumbnail => format!("{name}.thumb.{extension}"),
        }))
    }

    pub(super) fn judge_and_store(
        &self,
        upload: &TemporaryPath,
        memory: &Memory,
    ) -> Result<StoredFile, UploadError> {
        let bytes = fs::read(upload.path())?;
        let upload_sha256 = sha256(&bytes);
        let kind = sniff(&bytes)?;
        if kind == Kind::Pdf {
            let document = pdf::document(&bytes).ok_or(UploadError::Damaged)?;
            pdf::inspect(document)?;
            let stored_sha256 = sha256(document);
            let path = self.path(&stored_sha256, MediaType::Pdf, Rendition::Full)?;
            self.place(&[(self.write_temporary(document)?, path)])?;
            return Ok(StoredFile {
                stored_sha256,
                upload_sha256,
                media_type: MediaType::Pdf,
                bytes: document.len() as u64,
                width: None,
                height: None,
                has_thumbnail: false,
            });
        }
        let examined = picture::examine(&bytes, kind)?;
        let taken = memory.take(examined.working_bytes)?;
        let drawn = picture::redraw(examined)?;
        drop(taken);
        let stored_sha256 = sha256(&drawn.full);
        let path = |rendition| self.path(&stored_sha256, MediaType::Jpeg, rendition);
        // The thumbnail first: whoever finds the photo finds its thumbnail too.
        self.place(&[
            (self.write_temporary(&drawn.thumbnail)?, path(Rendition::Thumbnail)?),
            (self.write_temporary(&drawn.full)?, path(Rendition::Full)?),
        ])?;
        Ok(StoredFile {
            upload_sha256,
            stored_sha256,
            media_type: MediaType::Jpeg,
            bytes: drawn.full.len() as u64,
            width: Some(drawn.width),
            height: Some(drawn.height),
            has_thumbnail: true,
        })
    }

    pub(super) fn write_temporary(&self, bytes: &[u8]) -> io::Result<TemporaryPath> {
        let (mut file, path) = temporary(&self.tmp)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(path)
    }

    /// Puts bytes in their place, whole or not at all; not yet durable.
    pub(super) fn put(
        &self,
        bytes: &[u8],
        hash: &str,
        media_type: MediaType,
        rendition: Rendition,
    ) -> io::Result<()> {
        let path = self.path(hash, media_type, rendition)?;
        let (mut file, temporary) = temporary(&self.tmp)?;
        file.write_all(bytes)?;
        let folder = path.parent().unwrap_or(&self.root);
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        fs::rename(temporary.path(), path)
    }

    /// Renames synced files into the folder of their hash, and syncs that folder. A file that is
    /// there already is replaced by its equal: its age begins anew, which keeps the sweep off it,
    /// and a damaged copy is healed.
    pub(super) fn place(&self, files: &[(TemporaryPath, PathBuf)]) -> io::Result<()> {
        for (temporary, path) in files {
            let folder = path.parent().unwrap_or(&self.root);
            match DirBuilder::new().mode(0o700).create(folder) {
                Ok(()) => sync_folder(&self.root)?,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
            let _placing = self.placing.lock().unwrap_or_else(PoisonError::into_inner);
            fs::rename(temporary.path(), path)?;
        }
        // All files of one receipt lie in one folder.
        files.first().and_then(|(_, path)| path.parent()).map_or(Ok(()), sync_folder)
    }
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

pub(super) fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
