//! `pekan backup [DIR]`, `pekan rehearse [DIR]`.

use std::path::PathBuf;

use super::parts::{self, Parts};
use super::{Outcome, Result, progress};
use crate::backup::{self, Source};
use crate::rules::Zone;
use crate::store::settings;
use crate::txn_job;

pub async fn backup(folder: Option<PathBuf>) -> Result {
    let parts = parts::open().await?;
    let folder = folder_of(folder, &parts)?;
    let source = Source { database_url: &parts.config.database_url, storage: &parts.storage };
    let bar = progress::bar();
    let advance = |done, all| progress::advance(&bar, done, all);
    let now = parts.clock.now();
    let taken = backup::take(source, &folder, now, &advance).await?;
    bar.finish_and_clear();
    let rows: i64 = taken.manifest.rows.values().sum();
    println!("{}", taken.path.display());
    println!("{rows} rows, {} files, {} of them new", taken.manifest.files, taken.new_files);
    for file in &taken.bad_files {
        println!("not copied: {file}");
    }
    if !taken.bad_files.is_empty() {
        return Ok(Outcome::FoundWrong);
    }
    parts
        .store
        .write_reference(txn_job!(|txn| {
            settings::change_backups(txn, |backups| {
                backups.backup.succeeded_at = Some(now);
                true
            })
            .await
        }))
        .await?;
    Ok(Outcome::Done)
}

pub async fn rehearse(folder: Option<PathBuf>) -> Result {
    let parts = parts::open().await?;
    let folder = folder_of(folder, &parts)?;
    let scratch = parts.config.data_dir.join("rehearsal-by-hand");
    let night = Zone::Wib.date(parts.clock.now());
    let url = &parts.config.database_url;
    let path = backup::rehearse(&folder, url, &scratch, night).await?;
    println!("{} can be restored: its rows, totals and files are whole", path.display());
    Ok(Outcome::Done)
}

fn folder_of(given: Option<PathBuf>, parts: &Parts) -> std::result::Result<PathBuf, parts::Error> {
    let folder = given.or_else(|| parts.config.backup_dir.clone());
    folder.ok_or_else(|| "name a folder, or set PEKAN_BACKUP_DIR".into())
}
