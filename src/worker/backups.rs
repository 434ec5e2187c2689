//! Each night a backup into the folder of the settings, and a rehearsal of the newest: by one node, for
//! whoever begins writes it down first.

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use futures::FutureExt;
use futures::future::BoxFuture;

use super::Worker;
use super::jobs::Outcome;
use crate::backup::{self, BackupError, Source};
use crate::clock::Clock;
use crate::rules::Zone;
use crate::rules::backup::{Backups, Duty};
use crate::store::{self, settings};
use crate::txn_job;

/// Where a backup is brought back for a rehearsal, below the data folder.
const SCRATCH: &str = "rehearsal";

pub(super) async fn backups(worker: &Worker, now: DateTime<Utc>) -> Outcome {
    let Some(folder) = &worker.mail.config.backup_dir else { return Ok(()) };
    let rulebook = worker.store.rulebook().await?;
    let zone = rulebook.offices.roots().next().map_or(Zone::Wib, |root| root.zone);
    let plan = worker.store.settings().await?.backup_plan;
    let night = plan.night(now, zone);
    let take = async move {
        let database_url = &worker.mail.config.database_url;
        let source = Source { database_url, storage: &worker.storage };
        let taken = backup::take(source, folder, now, &|_, _| {}).await?;
        tracing::info!(backup = %taken.path.display(), files = taken.new_files, "backup taken");
        // Files bear the machine's time, whatever our clock shows. Nobody else writes them meanwhile.
        let written_before = Clock::System.now().into();
        let pruned = backup::prune(folder, plan, zone, now, written_before).await?;
        tracing::info!(pruned.backups, pruned.files, "old backups given up");
        match taken.bad_files.first() {
            None => Ok(()),
            Some(first) => {
                Err(BackupError::Files { count: taken.bad_files.len(), first: first.clone() })
            }
        }
    };
    once(worker, Duty::Backup, night, now, take.boxed()).await?;
    once(worker, Duty::Rehearsal, night, now, rehearse(worker, folder, night).boxed()).await
}

async fn rehearse(worker: &Worker, folder: &Path, night: NaiveDate) -> backup::Result<()> {
    let config = &worker.mail.config;
    let scratch = config.data_dir.join(SCRATCH);
    let path = backup::rehearse(folder, &config.database_url, &scratch, night).await?;
    tracing::info!(backup = %path.display(), "backup rehearsed");
    Ok(())
}

/// Does what is due tonight, unless another node is at it, and writes down how it went. What a stop
/// interrupts is done again after the start.
async fn once(
    worker: &Worker,
    duty: Duty,
    night: NaiveDate,
    now: DateTime<Utc>,
    work: BoxFuture<'_, backup::Result<()>>,
) -> Outcome {
    let known = worker.store.settings().await?;
    if !known.backups.is_due(duty, night, now) {
        return Ok(());
    }
    let before = known.backups.of(duty).clone();
    let begun = change(worker, move |backups| {
        let is_due = backups.is_due(duty, night, now);
        if is_due {
            backups.of_mut(duty).begin(night, now);
        }
        is_due
    });
    if !begun.await? {
        return Ok(());
    }
    let mut stop = worker.stopping.subscribe();
    let stopped = async {
        // It ends with the worker, or says that it does: either way there is no more time.
        let _ = stop.wait_for(|stopping| *stopping).await;
    };
    let outcome = tokio::select! {
        outcome = work => Some(outcome.map_err(|error| error.to_string())),
        () = stopped => None,
    };
    let Some(outcome) = outcome else {
        change(worker, move |backups| {
            *backups.of_mut(duty) = before;
            true
        })
        .await?;
        return Ok(());
    };
    if let Err(problem) = &outcome {
        tracing::error!(problem, "a backup or its rehearsal failed");
    }
    let ended = worker.clock.now().max(now);
    change(worker, move |backups| {
        backups.of_mut(duty).end(ended, outcome);
        true
    })
    .await?;
    Ok(())
}

async fn change(
    worker: &Worker,
    change: impl FnOnce(&mut Backups) -> bool + Clone + Send + 'static,
) -> store::Result<bool> {
    worker.store.write_reference(txn_job!(|txn| settings::change_backups(txn, change).await)).await
}
