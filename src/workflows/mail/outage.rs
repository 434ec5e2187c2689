//! A mail server that serves nobody: the outbox rests, and after a while one mail is tried. How it stands is
//! a row of the settings, so that all workers rest together and administrators see it.

use chrono::{DateTime, Utc};

use crate::rules::outage::{MailOutage, OutageKind};
use crate::store::{Store, settings};
use crate::txn_job;
use crate::workflows::WorkflowError;

/// Whether mails may be tried now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Open,
    /// One, by us: the server may serve again.
    Probe,
    /// The server serves nobody, or another worker is trying.
    Closed,
}

pub(super) async fn way(store: &Store, now: DateTime<Utc>) -> Result<Way, WorkflowError> {
    match store.settings().await?.mail_outage {
        None => return Ok(Way::Open),
        Some(ref outage) if outage.rests(now) => return Ok(Way::Closed),
        Some(_) => {}
    }
    let takes_it = change(store, move |outage| match outage {
        // Another worker has found meanwhile that it serves again, or is asking.
        None => false,
        Some(known) if known.rests(now) => false,
        Some(known) => {
            let again = (known.kind, known.words.clone());
            *outage = Some(MailOutage::found(Some(known), again, now, dice()));
            true
        }
    });
    Ok(if takes_it.await? { Way::Probe } else { Way::Closed })
}

/// The server serves nobody: begun, or still so after a probe, which was counted when it began.
pub(super) async fn found(
    store: &Store,
    way: Way,
    (kind, words): (OutageKind, String),
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    tracing::warn!(kind = kind.name(), words, "the mail server serves nobody");
    change(store, move |outage| {
        match outage {
            Some(known) if way == Way::Probe => (known.kind, known.words) = (kind, words),
            // Several workers find it at once.
            Some(known) if known.rests(now) => return false,
            known => *known = Some(MailOutage::found(known.as_ref(), (kind, words), now, dice())),
        }
        true
    })
    .await?;
    Ok(())
}

/// It serves again.
pub(super) async fn over(store: &Store) -> Result<(), WorkflowError> {
    tracing::info!("the mail server serves again");
    change(store, |outage| outage.take().is_some()).await?;
    Ok(())
}

async fn change(
    store: &Store,
    change: impl FnOnce(&mut Option<MailOutage>) -> bool + Clone + Send + 'static,
) -> Result<bool, WorkflowError> {
    let changed =
        store.write_reference(txn_job!(|txn| settings::change_mail_outage(txn, change).await));
    Ok(changed.await?)
}

fn dice() -> u32 {
    // Without randomness everybody waits equally long.
    getrandom::u32().unwrap_or(20)
}
