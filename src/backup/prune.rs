//! Giving up the backups that are no longer kept.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::manifest::{self, Manifest, finished};
use super::take::{NAME, lock};
use super::{BackupError, Result};
use crate::files::Storage;
use crate::rules::Zone;
use crate::rules::backup::BackupPlan;

/// What was given up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    pub backups: usize,
    /// Files that no backup names any more.
    pub files: usize,
}

/// Gives up the backups of a folder that the plan does not keep, what interrupted ones left a day ago,
/// and the files that only they named and that were written before an instant of the machine.
pub async fn prune(
    folder: &Path,
    plan: BackupPlan,
    zone: Zone,
    now: DateTime<Utc>,
    written_before: SystemTime,
) -> Result<Pruned> {
    let _lock = lock(folder)?;
    let mut backups = Vec::new();
    for path in finished(folder)? {
        backups.push((Manifest::read(&path)?, path));
    }
    let taken: Vec<_> = backups.iter().map(|(manifest, _)| manifest.taken_at).collect();
    let kept = plan.kept(&taken, zone);
    let (mut named, mut pruned) = (HashSet::new(), Pruned::default());
    for (manifest, path) in &backups {
        if kept.contains(&manifest.taken_at) {
            named.extend(manifest::read_list(path, manifest)?.into_keys());
        }
    }
    for (_, path) in backups.iter().filter(|(manifest, _)| !kept.contains(&manifest.taken_at)) {
        manifest::remove(path)?;
        pruned.backups += 1;
    }
    remove_unfinished(folder, now)?;
    let path = folder.join("files");
    let files = Storage::open_apart(&path).map_err(BackupError::io(&path))?;
    let sweeping = files.sweep(written_before, move |hash| named.contains(hash));
    pruned.files = sweeping.await.map_err(BackupError::io(&path))?.receipts;
    Ok(pruned)
}

/// Folders of ours without a manifest, begun more than a day ago.
fn remove_unfinished(folder: &Path, now: DateTime<Utc>) -> Result<()> {
    let finished: HashSet<_> = finished(folder)?.into_iter().collect();
    for entry in fs::read_dir(folder).map_err(BackupError::io(folder))?.flatten() {
        let path = entry.path();
        let begun = entry.file_name().to_str().and_then(|name| {
            NaiveDateTime::parse_from_str(name, NAME).ok().map(|begun| begun.and_utc())
        });
        let is_old = begun.is_some_and(|begun| now - begun > TimeDelta::days(1));
        if is_old && path.is_dir() && !finished.contains(&path) {
            fs::remove_dir_all(&path).map_err(BackupError::io(&path))?;
        }
    }
    Ok(())
}
