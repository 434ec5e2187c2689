//! Reports of mails that came back, read from a maildir into which the office has them fetched: what is in
//! `new` is read once, and moved to `cur` as programs for mail do. A mail is found by its Message-ID, which
//! nobody knows but us and whoever received it.

use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::mail::returned::{self, LONGEST, Returned};
use crate::rules::bounce::BounceSource;
use crate::store::{Store, bounces, mails};
use crate::txn_job;
use crate::workflows::WorkflowError;

/// Files that are read in one go; the rest the next time.
const FILES: usize = 200;

/// What was in the folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    pub files: usize,
    /// Mails of ours at whose address nobody is.
    pub bounced: usize,
}

/// Reads what has come. What is no report, or about no mail of ours, is moved on all the same.
///
/// # Errors
/// When the folder cannot be read or changed, or the database.
pub async fn fetch(
    store: &Store,
    maildir: &Path,
    now: DateTime<Utc>,
) -> Result<Fetched, Box<dyn std::error::Error + Send + Sync>> {
    let folder = maildir.to_owned();
    let files = tokio::task::spawn_blocking(move || read_new(&folder)).await??;
    let mut fetched = Fetched::default();
    for (path, report) in files {
        fetched.files += 1;
        if let Some(report) = report {
            fetched.bounced += usize::from(note(store, report, now).await?);
        }
        let done = maildir.join("cur").join(seen(&path));
        match tokio::fs::rename(&path, &done).await {
            // Another worker has moved it.
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(fetched)
}

type Files = Vec<(PathBuf, Option<Returned>)>;

fn read_new(maildir: &Path) -> std::io::Result<Files> {
    std::fs::create_dir_all(maildir.join("cur"))?;
    let mut files = Files::new();
    for entry in std::fs::read_dir(maildir.join("new"))? {
        let entry = entry?;
        if files.len() == FILES {
            break;
        }
        // No pipe, no link: a file that ends.
        if entry.file_type()?.is_file() {
            let path = entry.path();
            let report = read(&path);
            files.push((path, report));
        }
    }
    Ok(files)
}

fn read(path: &Path) -> Option<Returned> {
    let mut raw = Vec::new();
    let file = std::fs::File::open(path).ok()?;
    file.take(LONGEST + 1).read_to_end(&mut raw).ok()?;
    if raw.len() as u64 > LONGEST {
        return None;
    }
    // Whatever somebody has sent there.
    std::panic::catch_unwind(|| returned::read(&raw)).ok().flatten()
}

/// The name under which a maildir keeps what was read.
fn seen(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("{}:2,S", name.split(":2,").next().unwrap_or_default())
}

async fn note(store: &Store, report: Returned, now: DateTime<Utc>) -> Result<bool, WorkflowError> {
    let Some(mail) = mails::by_message_id(store.reader(), &report.message_id).await? else {
        return Ok(false);
    };
    tracing::info!(mail = %mail.id, gone = report.nobody_is_there, "a mail came back");
    if !report.nobody_is_there {
        return Ok(false);
    }
    let Some(bounce) = bounces::of(&mail, BounceSource::Returned, &report.words, now) else {
        return Ok(false);
    };
    Ok(store.write(txn_job!(|txn| bounces::insert(txn, bounce).await)).await?)
}
