//! Whether what is stored is whole.

use super::{Progress, Result};
use crate::files::{Integrity, Storage};
use crate::store::contents;

/// A file that some row names, and that is not as it was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFile {
    pub sha256: String,
    pub found: Integrity,
}

/// Reads every file that a row names again, and compares it with its hash. What a retention rule
/// took away is not missed.
pub async fn verify(
    db: &impl crate::store::ConnectionTrait,
    storage: &Storage,
    progress: Progress<'_>,
) -> Result<Vec<BadFile>> {
    let files = contents::files(db).await?;
    let mut bad = Vec::new();
    for (done, (sha256, media_type)) in files.iter().enumerate() {
        let found = storage.verify(sha256, *media_type).await;
        match found.map_err(super::BackupError::io(sha256))? {
            Integrity::Sound => {}
            found => bad.push(BadFile { sha256: sha256.clone(), found }),
        }
        progress(done + 1, files.len());
    }
    Ok(bad)
}
