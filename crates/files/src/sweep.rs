//! Taking away what no purchase refers to.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::PoisonError;
use std::time::SystemTime;

use super::Storage;
use super::blocking::blocking;
use super::storage::is_hash;

/// How many files were removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    pub receipts: usize,
    pub temporaries: usize,
}

impl Storage {
    /// Removes receipts last written before `older_than` whose hash is not `is_known`, and
    /// temporary files as old. A day is old enough: a file is written seconds before its row.
    /// Files with foreign names are left alone.
    pub async fn sweep(
        &self,
        older_than: SystemTime,
        is_known: impl Fn(&str) -> bool + Send + 'static,
    ) -> io::Result<Swept> {
        let storage = self.clone();
        blocking(move || {
            let temporaries = storage.remove_temporaries(older_than)?;
            let mut swept = Swept { receipts: 0, temporaries };
            for folder in fs::read_dir(&storage.root)? {
                let folder = folder?;
                if folder.file_type()?.is_dir() {
                    swept.receipts +=
                        storage.sweep_folder(&folder.path(), older_than, &is_known)?;
                }
            }
            Ok(swept)
        })
        .await?
    }

    /// Removes temporary files last written before `older_than`, and says how many.
    pub async fn sweep_temporaries(&self, older_than: SystemTime) -> io::Result<usize> {
        let storage = self.clone();
        blocking(move || storage.remove_temporaries(older_than)).await?
    }

    fn remove_temporaries(&self, older_than: SystemTime) -> io::Result<usize> {
        let mut removed = 0;
        for temporary in fs::read_dir(&self.tmp)? {
            removed += usize::from(remove_old(&temporary?.path(), older_than)?);
        }
        Ok(removed)
    }

    fn sweep_folder(
        &self,
        folder: &Path,
        older_than: SystemTime,
        is_known: &impl Fn(&str) -> bool,
    ) -> io::Result<usize> {
        let mut removed = 0;
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            let Some(hash) = hash_of(&path) else { continue };
            if !is_known(&hash) {
                let _placing = self.placing.lock().unwrap_or_else(PoisonError::into_inner);
                removed += usize::from(remove_old(&path, older_than)?);
            }
        }
        Ok(removed)
    }
}

/// `ab/cdef….thumb.jpg` belongs to hash `abcdef…`.
fn hash_of(path: &Path) -> Option<String> {
    let folder = path.parent()?.file_name()?.to_str()?;
    let name = path.file_name()?.to_str()?.split('.').next()?;
    Some(format!("{folder}{name}")).filter(|hash| is_hash(hash))
}

/// Whether a file was there, old enough, and is gone now.
fn remove_old(path: &Path, older_than: SystemTime) -> io::Result<bool> {
    let removed = fs::metadata(path).and_then(|about| {
        let old = about.is_file() && about.modified()? < older_than;
        if old { fs::remove_file(path).map(|()| true) } else { Ok(false) }
    });
    match removed {
        // Another sweep was quicker.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        removed => removed,
    }
}
