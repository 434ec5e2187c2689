//! The jobs of the schedule.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use super::Worker;
use crate::clock::Clock;
use crate::reports::uploads::Uploads;
use crate::store::{
    self, exemptions, links, policy_documents, provider_visits, purchase_drafts, recaps, receipts,
    second_factors, sessions, settings, tokens,
};
use crate::txn_job;
use crate::workflows::accounts::end_leavers::end_leavers;
use crate::workflows::closing::close_due::close_due;
use crate::workflows::closing::propose_amendments::catch_up;
use crate::workflows::closing::steady_clock::clock_is_steady;
use crate::workflows::mail::close_mails::queue_close_mails;
use crate::workflows::mail::deliver::{Delivered, deliver_within};
use crate::workflows::mail::pace::allowance;
use crate::workflows::mail::period_result::queue_results;
use crate::workflows::mail::push::push_due;
use crate::workflows::mail::queue_reminders::queue_reminders;
use crate::workflows::mail::returned::{Fetched, fetch};
use crate::workflows::purchases::compare_photos::compare_photos;
use crate::workflows::purchases::propose::propose;
use crate::workflows::settings::apply_retention::{Purged, apply_retention};
use crate::workflows::transparency::publish::publish_next;
use crate::workflows::webhooks::deliver::deliver_due;

pub(super) type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// Mails that are taken on together, at the least; between them we look how many more may go.
const BUNDLE: u64 = 8;
/// The same, where many may go in a minute.
const LARGEST_BUNDLE: u64 = 64;
/// After so long the rest of the mail waits for the next look, so that the heartbeat goes on.
const MAIL_TIME: Duration = Duration::from_secs(20);
/// The same for closing: after a long pause there may be many periods to catch up with.
const CLOSE_TIME: Duration = Duration::from_secs(20);
/// The same for photos: a busy Friday is caught up with by and by.
const PHOTO_TIME: Duration = Duration::from_secs(10);
/// Uploads whose form was never accepted, and files without a row, are kept for so long.
const KEPT: TimeDelta = TimeDelta::hours(24);

pub(super) async fn heartbeat(worker: &Worker, now: DateTime<Utc>) -> Outcome {
    let now = now.to_rfc3339();
    worker.store.write(txn_job!(|txn| settings::put(txn, settings::HEARTBEAT, &now).await)).await?;
    Ok(())
}

pub(super) async fn reminders(worker: &Worker, now: DateTime<Utc>) -> Outcome {
    let queued = queue_reminders(&worker.store, now).await?;
    if queued > 0 {
        tracing::info!(queued, "reminders queued");
    }
    let results = queue_results(&worker.store, now).await?;
    if results > 0 {
        tracing::info!(results, "results of closed periods queued");
    }
    let told = queue_close_mails(&worker.store, now).await?;
    if told > 0 {
        tracing::info!(told, "heads and leaders are told of a close");
    }
    Ok(())
}

pub(super) async fn mail(worker: &Worker, now: DateTime<Utc>) -> Outcome {
    let (begun, mut all) = (Instant::now(), Delivered::default());
    while !worker.is_stopping() && begun.elapsed() < MAIL_TIME {
        let now = now + begun.elapsed();
        let config = &worker.mail.config;
        let pace = (config.mail_per_minute, config.mail_per_minute_per_domain);
        let bundle = u64::from(config.mail_per_minute / 8).clamp(BUNDLE, LARGEST_BUNDLE);
        let limit = allowance(&worker.store, pace, now).await?.at_most(bundle);
        let may = || !worker.is_stopping() && begun.elapsed() < MAIL_TIME;
        let delivered = deliver_within(&worker.store, &worker.mail, now, limit, &may).await?;
        if delivered == Delivered::default() {
            break;
        }
        all += delivered;
    }
    worker.mail.mailer.rest().await;
    if all != Delivered::default() {
        let Delivered { sent, queued, failed, obsolete, .. } = all;
        tracing::info!(sent, queued, failed, obsolete, "mail");
    }
    Ok(())
}

pub(super) async fn phones(worker: &Worker, now: DateTime<Utc>) -> Outcome {
    let (begun, mut all) = (Instant::now(), Delivered::default());
    while !worker.is_stopping() && begun.elapsed() < MAIL_TIME {
        let now = now + begun.elapsed();
        let (config, client) = (&worker.mail.config, &worker.phones);
        let pushed = push_due(&worker.store, config, client, now, BUNDLE).await?;
        if pushed == Delivered::default() {
            break;
        }
        all += pushed;
    }
    if all != Delivered::default() {
        let Delivered { sent, queued, failed, obsolete, .. } = all;
        tracing::info!(sent, queued, failed, obsolete, "phones");
    }
    Ok(())
}

pub(super) async fn webhooks(worker: &Worker, now: DateTime<Utc>) -> Outcome {
    let begun = Instant::now();
    while !worker.is_stopping() && begun.elapsed() < MAIL_TIME {
        let now = now + begun.elapsed();
        let config = &worker.mail.config;
        if deliver_due(&worker.store, config, &worker.webhooks, now, BUNDLE).await? == 0 {
            break;
        }
    }
    Ok(())
}

pub(super) async fn publications(worker: &Worker, now: DateTime<Utc>) -> Outcome {
    let begun = Instant::now();
    while !worker.is_stopping() && begun.elapsed() < CLOSE_TIME {
        if !publish_next(&worker.store, now + begun.elapsed()).await? {
            break;
        }
    }
    Ok(())
}

pub(super) async fn returned_mail(worker: &Worker, now: DateTime<Utc>) -> Outcome {
    let Some(maildir) = &worker.mail.config.bounces_dir else { return Ok(()) };
    let Fetched { files, bounced } = fetch(&worker.store, maildir, now).await?;
    if files > 0 {
        tracing::info!(files, bounced, "mail that came back");
    }
    Ok(())
}

pub(super) async fn closes(worker: &Worker, now: DateTime<Utc>) -> Outcome {
    if !clock_is_steady(&worker.store, now).await? {
        return Ok(());
    }
    let begun = Instant::now();
    let may = || !worker.is_stopping() && begun.elapsed() < CLOSE_TIME;
    let closed = close_due(&worker.store, now, may).await?;
    if closed > 0 {
        tracing::info!(closed, "periods closed");
    }
    catch_up(&worker.store, None, now).await?;
    Ok(())
}

pub(super) async fn photos(worker: &Worker, now: DateTime<Utc>) -> Outcome {
    let begun = Instant::now();
    let may = || !worker.is_stopping() && begun.elapsed() < PHOTO_TIME;
    let compared = compare_photos(&worker.store, &worker.storage, now, may).await?;
    if compared > 0 {
        tracing::info!(compared, "photos compared");
    }
    // What photos are like says which purchases are proposed.
    let judged = propose(&worker.store, now, may).await?;
    if judged > 0 {
        tracing::info!(judged, "purchases proposed to reviewers, or not");
    }
    Ok(())
}

pub(super) async fn retention(worker: &Worker, now: DateTime<Utc>) -> Outcome {
    let given_up = apply_retention(&worker.store, now, || !worker.is_stopping()).await?;
    if given_up != Purged::default() {
        let Purged { receipts, documents, mails, deliveries, imports, leavers, devices } = given_up;
        tracing::info!(
            receipts,
            documents,
            mails,
            deliveries,
            imports,
            leavers,
            devices,
            "given up, as the retention says"
        );
    }
    Ok(())
}

pub(super) async fn leavers(worker: &Worker, now: DateTime<Utc>) -> Outcome {
    let people = end_leavers(&worker.store, now).await?;
    if people > 0 {
        tracing::info!(people, "access of leavers ended");
    }
    Ok(())
}

pub(super) async fn cleanup(worker: &Worker, now: DateTime<Utc>) -> Outcome {
    let before = now - KEPT;
    worker
        .store
        .write(txn_job!(|txn| {
            sessions::purge_expired(txn, now).await?;
            sessions::purge_devices(txn, now).await?;
            tokens::purge_expired(txn, now).await?;
            second_factors::purge_steps(txn, now).await?;
            provider_visits::purge(txn, now).await?;
            links::purge_expired(txn, before).await?;
            receipts::purge_unattached(txn, before).await?;
            purchase_drafts::purge(txn, before).await?;
            policy_documents::purge_unattached(txn, before).await?;
            Ok::<_, store::Error>(())
        }))
        .await?;
    sweep(worker).await
}

/// What the process before left on its way when it was killed. An hour is longer than any upload of
/// another process over the same folder takes.
pub(super) async fn sweep_temporaries(worker: &Worker) -> Outcome {
    let older_than = (Clock::System.now() - TimeDelta::hours(1)).into();
    let temporaries = worker.storage.sweep_temporaries(older_than).await?;
    if temporaries > 0 {
        tracing::info!(temporaries, "files of interrupted uploads removed");
    }
    Ok(())
}

/// Takes away files that no row names, and tables that nobody has applied.
async fn sweep(worker: &Worker) -> Outcome {
    let waiting = Uploads::below(&worker.mail.config.data_dir);
    // Files bear the machine's time, whatever our clock shows.
    let older_than = (Clock::System.now() - KEPT).into();
    let tables = waiting.sweep(older_than).await?;
    let (store, runtime) = (worker.store.clone(), tokio::runtime::Handle::current());
    let is_known = move |hash: &str| {
        // What cannot be asked about stays.
        runtime.block_on(is_stored(&store, hash)).unwrap_or(true)
    };
    let swept = worker.storage.sweep(older_than, is_known).await?;
    tracing::info!(swept.receipts, swept.temporaries, tables, "files without a row removed");
    Ok(())
}

/// Whether a row names this file: as a receipt, as a policy's circular, as an exemption's document or as
/// the scan of a recap.
async fn is_stored(store: &store::Store, hash: &str) -> store::Result<bool> {
    let db = store.reader();
    Ok(receipts::is_stored(db, hash).await?
        || policy_documents::is_stored(db, hash).await?
        || exemptions::is_document(db, hash).await?
        || recaps::is_scan(db, hash).await?)
}
