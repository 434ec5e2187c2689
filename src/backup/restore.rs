//! Bringing a backup back, into an empty place.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::manifest::{DatabaseKind, Manifest, latest};
use super::{BackupError, Progress, Result, postgres};
use crate::files::{Adopted, Storage};
use crate::secret;
use crate::store::contents;

/// A backup that was restored.
pub struct Restored {
    pub path: PathBuf,
    pub manifest: Manifest,
}

/// Restores a backup, or the newest of a folder of them. Everything is compared with the manifest;
/// what is not whole is not restored.
pub async fn restore(
    from: &Path,
    database_url: &str,
    storage: &Storage,
    progress: Progress<'_>,
) -> Result<Restored> {
    let backup = latest(from)?;
    let manifest = Manifest::read(&backup)?;
    if DatabaseKind::of(database_url) != manifest.database.kind {
        return Err(BackupError::OtherDatabase { backup: manifest.database.kind.name() });
    }
    if !contents::is_known(&manifest.schema) {
        return Err(BackupError::Newer { backup: manifest.schema });
    }
    must_be_empty(database_url, storage).await?;
    restore_database(&backup, &manifest, database_url).await?;
    restore_files(&backup, database_url, storage, progress).await?;
    Ok(Restored { path: backup, manifest })
}

async fn must_be_empty(database_url: &str, storage: &Storage) -> Result<()> {
    let is_empty = match sqlite_file(database_url) {
        Some(file) => !file.exists(),
        None => contents::is_empty(&contents::connect(database_url).await?).await?,
    };
    if !is_empty {
        return Err(BackupError::NotEmpty("the database".into()));
    }
    if !storage.is_empty().await.map_err(BackupError::io("receipts"))? {
        return Err(BackupError::NotEmpty("the folder of receipts".into()));
    }
    Ok(())
}

/// Brings the copy of the database back, and compares it with the manifest.
pub(super) async fn restore_database(
    backup: &Path,
    manifest: &Manifest,
    database_url: &str,
) -> Result<()> {
    let copy = backup.join(manifest.database.kind.file());
    let hash = File::open(&copy).and_then(secret::sha256_of).map_err(BackupError::io(&copy))?;
    if hash != manifest.database.sha256 {
        return Err(BackupError::Changed(copy));
    }
    match sqlite_file(database_url) {
        None => postgres::restore(database_url, &copy).await?,
        Some(file) => {
            let copied = || {
                fs::copy(&copy, &file)?;
                File::open(&file)?.sync_all()
            };
            copied().map_err(BackupError::io(&file))?;
        }
    }
    compare(manifest, database_url).await
}

async fn compare(manifest: &Manifest, database_url: &str) -> Result<()> {
    let restored = contents::of(&contents::connect(database_url).await?).await?.rows;
    let differing = manifest.rows.iter().find_map(|(table, stored)| {
        // A table that is not there has not even no rows.
        let restored = restored.get(table).copied();
        (restored != Some(*stored)).then_some((table, *stored, restored.unwrap_or_default()))
    });
    match differing {
        None => Ok(()),
        Some((table, stored, restored)) => {
            Err(BackupError::Incomplete { table: table.clone(), stored, restored })
        }
    }
}

async fn restore_files(
    backup: &Path,
    database_url: &str,
    storage: &Storage,
    progress: Progress<'_>,
) -> Result<()> {
    let shared = backup.parent().unwrap_or(backup).join("files");
    let source = Storage::open_apart(&shared).map_err(BackupError::io(&shared))?;
    let files = contents::files(&contents::connect(database_url).await?).await?;
    let mut bad = Vec::new();
    for (done, (sha256, media_type)) in files.iter().enumerate() {
        let adopted = storage.adopt(&source, sha256, *media_type).await;
        if let Adopted::Bad(why) = adopted.map_err(BackupError::io(&shared))? {
            bad.push(format!("{sha256} ({why})"));
        }
        progress(done + 1, files.len());
    }
    storage.sync().await.map_err(BackupError::io("receipts"))?;
    match bad.first() {
        None => Ok(()),
        Some(first) => Err(BackupError::Files { count: bad.len(), first: first.clone() }),
    }
}

fn sqlite_file(database_url: &str) -> Option<PathBuf> {
    database_url.strip_prefix("sqlite://").map(PathBuf::from)
}
