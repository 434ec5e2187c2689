//! Backups: a copy of database and files as they are at one moment, taken while Pekan serves.
//!
//! A folder of backups holds `files/`, where each receipt and document lies once under the hash of
//! its content, and a folder for each backup with a copy of the database and `manifest.json`, which
//! is written last: a folder without it was never finished. `files.txt` beside it names the files that
//! its rows name. Files come before their rows and leave
//! after them, so what a copied database names is copied after it.

mod manifest;
mod postgres;
mod prune;
mod rehearse;
mod restore;
mod take;
mod verify;

use std::io;
use std::path::PathBuf;

use crate::store;

pub use manifest::{Manifest, latest};
pub use prune::{Pruned, prune};
pub use rehearse::rehearse;
pub use restore::{Restored, restore};
pub use take::{Source, Taken, take};
pub use verify::{BadFile, verify};

/// Is called with how many files are done, and of how many.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Send + Sync);

/// Why a backup was not taken or not restored, in words for who runs the server.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{}: {error}", path.display())]
    Io { path: PathBuf, error: io::Error },
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("{0}: there is no finished backup in it")]
    NoBackup(PathBuf),
    #[error("{path}: its manifest cannot be read: {error}", path = path.display())]
    Manifest { path: PathBuf, error: serde_json::Error },
    #[error("{0}: another backup into this folder is running")]
    Running(PathBuf),
    #[error("{0}: its bytes are not those of the manifest, the backup is damaged")]
    Changed(PathBuf),
    #[error("{0} is not empty: a backup is restored into an empty place only")]
    NotEmpty(String),
    #[error("a backup of {backup} is restored into {backup}; PEKAN_DATABASE_URL names another")]
    OtherDatabase { backup: &'static str },
    #[error(
        "this backup has step {backup} of the schema, which this Pekan does not know: use a newer one"
    )]
    Newer { backup: String },
    #[error("{table}: {restored} rows restored of {stored}")]
    Incomplete { table: String, stored: i64, restored: i64 },
    #[error("{count} files of the backup are missing or damaged, the first is {first}")]
    Files { count: usize, first: String },
    #[error("{count} totals of the copy differ from its purchases")]
    Totals { count: usize },
    #[error("the copy of the database is damaged: {0}")]
    Damaged(String),
    #[error("{0} is not a list of files")]
    List(PathBuf),
    #[error(
        "the rehearsal needs a database of its own, and the user of PEKAN_DATABASE_URL may not make \
        one: ALTER ROLE … CREATEDB ({0})"
    )]
    NoScratch(store::Error),
    #[error("{tool} was not found: install the client programs of PostgreSQL")]
    NoTool { tool: &'static str },
    #[error("{tool} failed: {said}")]
    Tool { tool: &'static str, said: String },
}

impl BackupError {
    fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::Io { path, error }
    }
}

pub type Result<T> = std::result::Result<T, BackupError>;
