//! Taking a backup.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File, TryLockError};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::manifest::{self, DatabaseCopy, DatabaseKind, Manifest};
use super::{BackupError, Progress, Result, postgres};
use crate::files::{Adopted, MediaType, Storage};
use crate::secret;
use crate::store::contents::{self, Contents};

/// How the folder of a backup is named: by its instant.
pub(super) const NAME: &str = "%Y%m%dT%H%M%SZ";

/// What is backed up.
pub struct Source<'a> {
    pub database_url: &'a str,
    pub storage: &'a Storage,
}

/// A backup that was taken.
pub struct Taken {
    pub path: PathBuf,
    pub manifest: Manifest,
    /// How many files are new in the folder of backups.
    pub new_files: usize,
    /// What could not be copied, because it is missing or damaged where it should lie.
    pub bad_files: Vec<String>,
}

/// Takes a backup into a folder of backups, which is made when missing.
pub async fn take(
    source: Source<'_>,
    folder: &Path,
    now: DateTime<Utc>,
    progress: Progress<'_>,
) -> Result<Taken> {
    make(folder)?;
    let _lock = lock(folder)?;
    let backup = folder.join(now.format(NAME).to_string());
    make(&backup)?;
    let kind = DatabaseKind::of(source.database_url);
    let copy = backup.join(kind.file());
    let (contents, files) = copy_database(kind, source.database_url, &copy).await?;
    let (new_files, bad_files) = copy_files(source.storage, folder, &files, progress).await?;
    let hashed = || {
        let file = File::open(&copy)?;
        file.sync_all()?;
        Ok((file.metadata()?.len(), secret::sha256_of(file)?))
    };
    let (bytes, sha256) = hashed().map_err(BackupError::io(&copy))?;
    let manifest = Manifest {
        pekan: env!("CARGO_PKG_VERSION").to_owned(),
        taken_at: now,
        database: DatabaseCopy { kind, bytes, sha256 },
        schema: contents.schema,
        rows: contents.rows,
        files: files.len(),
        files_sha256: manifest::write_list(&backup, &files)?,
    };
    manifest.write(&backup)?;
    Ok(Taken { path: backup, manifest, new_files, bad_files })
}

/// Copies the database as it is at one moment, and says what it held then.
async fn copy_database(
    kind: DatabaseKind,
    url: &str,
    to: &Path,
) -> Result<(Contents, BTreeMap<String, MediaType>)> {
    // What an interrupted backup of the same second left.
    match fs::remove_file(to) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(BackupError::io(to)(error));
        }
        _ => {}
    }
    match kind {
        DatabaseKind::Sqlite => {
            contents::copy_sqlite(url, to).await?;
            let copy = contents::connect(&format!("sqlite://{}?mode=ro", to.display())).await?;
            Ok((contents::of(&copy).await?, contents::files(&copy).await?))
        }
        DatabaseKind::Postgres => {
            let connection = contents::connect(url).await?;
            let (moment, name) = contents::moment(&connection).await?;
            postgres::dump(url, &name, to).await?;
            Ok((contents::of(&moment).await?, contents::files(&moment).await?))
        }
    }
}

/// Copies what is not in the folder yet. Returns how many that were, and which could not be.
async fn copy_files(
    storage: &Storage,
    folder: &Path,
    files: &BTreeMap<String, MediaType>,
    progress: Progress<'_>,
) -> Result<(usize, Vec<String>)> {
    let path = folder.join("files");
    let target = Storage::open_apart(&path).map_err(BackupError::io(&path))?;
    let (mut new, mut bad) = (0, Vec::new());
    for (done, (sha256, media_type)) in files.iter().enumerate() {
        let adopted = target.adopt(storage, sha256, *media_type).await;
        match adopted.map_err(BackupError::io(&path))? {
            Adopted::New => new += 1,
            Adopted::Present => {}
            Adopted::Bad(why) => bad.push(format!("{sha256} ({why})")),
        }
        progress(done + 1, files.len());
    }
    target.sync().await.map_err(BackupError::io(&path))?;
    Ok((new, bad))
}

fn make(folder: &Path) -> Result<()> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(BackupError::io(folder))
}

/// Held while a backup is taken or given up: two at once would trip over each other's files.
pub(super) fn lock(folder: &Path) -> Result<File> {
    let path = folder.join("lock");
    let file = File::create(&path).map_err(BackupError::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(BackupError::Running(folder.to_owned())),
        Err(TryLockError::Error(error)) => Err(BackupError::io(path)(error)),
    }
}
