//! Files that travel from one storage to another: into a backup, and back.

use std::fs;
use std::io;

use super::blocking::blocking;
use super::storage::{Integrity, Rendition, Storage};
use pekan_rules::media::MediaType;
use pekan_secret::sha256;

/// What became of a file that another storage has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adopted {
    New,
    /// It was here already, as long as there.
    Present,
    /// It cannot be taken over: the other storage lacks it, or its bytes are not those of its hash.
    Bad(Integrity),
}

impl Storage {
    /// Copies a stored file from another storage, unless it is here. [`Storage::sync`] makes what
    /// was copied durable.
    pub async fn adopt(
        &self,
        other: &Self,
        stored_sha256: &str,
        media_type: MediaType,
    ) -> io::Result<Adopted> {
        let (here, there) = (self.clone(), other.clone());
        let hash = stored_sha256.to_owned();
        blocking(move || here.copy_from(&there, &hash, media_type)).await?
    }

    fn copy_from(&self, other: &Self, hash: &str, media_type: MediaType) -> io::Result<Adopted> {
        let source = other.path(hash, media_type, Rendition::Full)?;
        let target = self.path(hash, media_type, Rendition::Full)?;
        let length = |path| fs::metadata(path).map(|about| about.len());
        match (length(&source), length(&target)) {
            (Ok(there), Ok(here)) if there == here => return Ok(Adopted::Present),
            (Err(error), _) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Adopted::Bad(Integrity::Missing));
            }
            (Err(error), _) => return Err(error),
            _ => {}
        }
        let bytes = fs::read(source)?;
        if sha256(&bytes) != hash {
            return Ok(Adopted::Bad(Integrity::Changed));
        }
        // The thumbnail first, as everywhere; a picture without one is drawn without one.
        let thumbnail = other.path(hash, media_type, Rendition::Thumbnail)?;
        match fs::read(thumbnail) {
            Ok(bytes) => self.put(&bytes, hash, media_type, Rendition::Thumbnail)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        self.put(&bytes, hash, media_type, Rendition::Full)?;
        Ok(Adopted::New)
    }

    /// Whether a stored file is there, without reading it.
    pub async fn is_there(
        &self,
        stored_sha256: &str,
        media_type: MediaType,
    ) -> io::Result<Integrity> {
        let path = self.path(stored_sha256, media_type, Rendition::Full)?;
        let there = blocking(move || path.try_exists()).await??;
        Ok(if there { Integrity::Sound } else { Integrity::Missing })
    }

    /// How many files of people wait for being drawn, or are.
    pub fn queued(&self) -> usize {
        self.queue.count()
    }

    /// Puts all that was written to this storage's disk.
    pub async fn sync(&self) -> io::Result<()> {
        let root = self.root.clone();
        blocking(move || Ok(rustix::fs::syncfs(fs::File::open(root)?)?)).await?
    }

    /// Whether no file is stored here.
    pub async fn is_empty(&self) -> io::Result<bool> {
        let root = self.root.clone();
        blocking(move || {
            for folder in fs::read_dir(root)? {
                let folder = folder?;
                let is_tmp = folder.file_name() == "tmp";
                if !is_tmp
                    && folder.file_type()?.is_dir()
                    && fs::read_dir(folder.path())?.count() > 0
                {
                    return Ok(false);
                }
            }
            Ok(true)
        })
        .await?
    }
}
