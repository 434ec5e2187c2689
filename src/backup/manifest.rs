//! What a backup says of itself.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{BackupError, Result};

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
