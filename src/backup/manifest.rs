//! What a backup says of itself.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{BackupError, Result};
use crate::files::MediaType;
use crate::secret;

const NAME: &str = "manifest.json";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of Pekan that took it.
    pub pekan: String,
    pub taken_at: DateTime<Utc>,
    pub database: DatabaseCopy,
    /// The last step of the schema.
    pub schema: String,
    /// Rows by table.
    pub rows: BTreeMap<String, i64>,
    /// How many files the rows name.
    pub files: usize,
    /// SHA-256 of the list of their names.
    pub files_sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseCopy {
    pub kind: DatabaseKind,
    pub bytes: u64,
    pub sha256: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DatabaseKind {
    Sqlite,
    Postgres,
}

impl DatabaseKind {
    pub fn of(url: &str) -> Self {
        if url.starts_with("sqlite:") { Self::Sqlite } else { Self::Postgres }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    /// The name of its copy in a backup.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Sqlite => "database.sqlite",
            Self::Postgres => "database.dump",
        }
    }
}

impl Manifest {
    pub fn read(backup: &Path) -> Result<Self> {
        let path = backup.join(NAME);
        let bytes = fs::read(&path).map_err(BackupError::io(&path))?;
        serde_json::from_slice(&bytes).map_err(|error| BackupError::Manifest { path, error })
    }

    /// Written whole and to the disk: from then on the backup is one.
    pub(super) fn write(&self, backup: &Path) -> Result<()> {
        let path = backup.join(NAME);
        let text = serde_json::to_vec_pretty(self)
            .map_err(|error| BackupError::Manifest { path: path.clone(), error })?;
        let written = || {
            let mut file = File::create(&path)?;
            file.write_all(&text)?;
            file.sync_all()?;
            File::open(backup)?.sync_all()
        };
        written().map_err(BackupError::io(&path))
    }
}

const FILES: &str = "files.txt";

/// Writes the list of the files that the rows of a backup name, and returns its hash.
pub(super) fn write_list(backup: &Path, files: &BTreeMap<String, MediaType>) -> Result<String> {
    let path = backup.join(FILES);
    let lines = files.iter().map(|(sha256, kind)| format!("{sha256} {}\n", kind.name()));
    let list: String = lines.collect();
    let written = || {
        let mut file = File::create(&path)?;
        file.write_all(list.as_bytes())?;
        file.sync_all()
    };
    written().map_err(BackupError::io(&path))?;
    Ok(secret::sha256(&list))
}

/// The files that the rows of a backup name.
pub(super) fn read_list(backup: &Path, manifest: &Manifest) -> Result<BTreeMap<String, MediaType>> {
    let path = backup.join(FILES);
    let list = fs::read_to_string(&path).map_err(BackupError::io(&path))?;
    if secret::sha256(&list) != manifest.files_sha256 {
        return Err(BackupError::Changed(path));
    }
    let entry = |line: &str| {
        let (sha256, kind) = line.split_once(' ')?;
        Some((sha256.to_owned(), MediaType::from_name(kind)?))
    };
    let files: Option<BTreeMap<_, _>> = list.lines().map(entry).collect();
    files.ok_or(BackupError::List(path))
}

/// Removes a backup; its manifest first, so that it is none from then on.
pub(super) fn remove(backup: &Path) -> Result<()> {
    let removed = fs::remove_file(backup.join(NAME)).and_then(|()| fs::remove_dir_all(backup));
    removed.map_err(BackupError::io(backup))
}

/// The newest finished backup of a folder; the folder itself, if it is a backup.
pub fn latest(folder: &Path) -> Result<PathBuf> {
    if folder.join(NAME).is_file() {
        return Ok(folder.to_owned());
    }
    finished(folder)?.pop().ok_or_else(|| BackupError::NoBackup(folder.to_owned()))
}

/// The finished backups of a folder, the oldest first: their names are their instants.
pub(super) fn finished(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(BackupError::io(folder))?;
    let paths = entries.filter_map(std::result::Result::ok).map(|entry| entry.path());
    let mut finished: Vec<PathBuf> = paths.filter(|path| path.join(NAME).is_file()).collect();
    finished.sort();
    Ok(finished)
}
