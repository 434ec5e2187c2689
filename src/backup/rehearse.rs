//! Trying whether the newest backup can be brought back: its database into a scratch place, where it is
//! counted, brought up to date and recounted; its files where they lie, against their hashes.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::manifest::{self, DatabaseKind, Manifest, latest};
use super::restore::restore_database;
use super::{BackupError, Result};
use crate::files::{Integrity, Storage};
use crate::rules::backup;
use crate::store::contents::{self, Look};
use crate::store::{Store, totals};

/// Rehearses the newest backup of a folder. `scratch` is a folder that is made and removed; PostgreSQL
/// gets a database beside the one of `database_url`.
///
/// # Errors
/// The first thing that is not as the manifest says.
pub async fn rehearse(
    from: &Path,
    database_url: &str,
    scratch: &Path,
    night: NaiveDate,
) -> Result<PathBuf> {
    let backup = latest(from)?;
    let manifest = Manifest::read(&backup)?;
    if !contents::is_known(&manifest.schema) {
        return Err(BackupError::Newer { backup: manifest.schema });
    }
    match manifest.database.kind {
        DatabaseKind::Sqlite => in_a_folder(&backup, &manifest, scratch).await?,
        DatabaseKind::Postgres => in_a_database(&backup, &manifest, database_url).await?,
    }
    files(&backup, &manifest, night).await?;
    Ok(backup)
}

async fn in_a_folder(backup: &Path, manifest: &Manifest, scratch: &Path) -> Result<()> {
    // What a rehearsal left that was killed.
    remove(scratch)?;
    fs::create_dir_all(scratch).map_err(BackupError::io(scratch))?;
    let url = format!("sqlite://{}", scratch.join("pekan.db").display());
    let rehearsed = database(backup, manifest, &url).await;
    remove(scratch)?;
    rehearsed
}

async fn in_a_database(backup: &Path, manifest: &Manifest, beside: &str) -> Result<()> {
    let made = contents::make_scratch(beside).await.map_err(BackupError::NoScratch)?;
    let rehearsed = database(backup, manifest, &made).await;
    contents::drop_scratch(beside).await?;
    rehearsed
}

/// The rows are those of the manifest, the schema comes up to date, nothing is damaged, and the totals
/// are those of the purchases.
async fn database(backup: &Path, manifest: &Manifest, url: &str) -> Result<()> {
    restore_database(backup, manifest, url).await?;
    let store = Store::open(url).await?;
    let looked = whole(&store).await;
    store.close().await;
    looked
}

async fn whole(store: &Store) -> Result<()> {
    let damage = contents::damage(store.reader(), Look::Whole).await?;
    if let Some(first) = damage.into_iter().next() {
        return Err(BackupError::Damaged(first));
    }
    match totals::differences(store.reader()).await?.len() {
        0 => Ok(()),
        count => Err(BackupError::Totals { count }),
    }
}

/// Every file is there, and those that are read tonight have the bytes of their hash.
async fn files(backup: &Path, manifest: &Manifest, night: NaiveDate) -> Result<()> {
    let path = backup.parent().unwrap_or(backup).join("files");
    let storage = Storage::open_apart(&path).map_err(BackupError::io(&path))?;
    let listed = manifest::read_list(backup, manifest)?;
    let (many, mut bad) = (listed.len(), Vec::new());
    for (sha256, kind) in listed {
        let found = if backup::is_read(&sha256, night, many) {
            storage.verify(&sha256, kind).await
        } else {
            storage.is_there(&sha256, kind).await
        };
        match found.map_err(BackupError::io(&path))? {
            Integrity::Sound => {}
            found => bad.push(format!("{sha256} ({found})")),
        }
    }
    match bad.first() {
        None => Ok(()),
        Some(first) => Err(BackupError::Files { count: bad.len(), first: first.clone() }),
    }
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(BackupError::io(folder)(error))
        }
        _ => Ok(()),
    }
}
