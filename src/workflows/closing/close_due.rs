//! What the worker closes by itself: every period whose last deadline has passed everywhere, also
//! after a pause. It begins with the day on which it first looked, so that an installation that starts
//! today closes no years in which nobody used it; those an administrator may close by hand.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::close_period::{begin, go_on};
use crate::rules::Period;
use crate::rules::access::scope_day;
use crate::rules::close::{self, over};
use crate::store::{self, Store, closings, settings};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Batches between two looks whether to stop.
const BATCHES: usize = 5;

/// Closes what is due, as long as `may` says so. Returns how many closes it ended or began.
pub async fn close_due(
    store: &Store,
    now: DateTime<Utc>,
    may: impl Fn() -> bool,
) -> Result<usize, WorkflowError> {
    let rulebook = store.rulebook().await?;
    let from = first_day(store, now).await?;
    let (mut begun, mut closed) = (HashSet::new(), 0);
    for closing in closings::all(store.reader()).await? {
        begun.insert(closing.period());
        if !closing.is_closed() {
            closed += finish(store, &closing.period(), now, &may).await?;
        }
    }
    for period in over(from, now) {
        // Most are closed long since; and where nobody is asked for anything there is no close.
        let is_due =
            || close::grace(&rulebook, &period).is_some() && close::due(&rulebook, &period) <= now;
        if begun.contains(&period) || !is_due() {
            continue;
        }
        if !may() {
            break;
        }
        match begin(store, &Warrant::system(now), &period).await {
            // Offices or policies have changed since the rules were read: another time.
            Err(WorkflowError::Conflict(_)) => {}
            begun => {
                begun?;
                closed += finish(store, &period, now, &may).await?;
            }
        }
    }
    Ok(closed)
}

async fn finish(
    store: &Store,
    period: &Period,
    now: DateTime<Utc>,
    may: &impl Fn() -> bool,
) -> Result<usize, WorkflowError> {
    while may() {
        if go_on(store, period, BATCHES, now).await? {
            return Ok(1);
        }
    }
    Ok(0)
}

/// The day from which on periods are closed; set by the first look.
async fn first_day(store: &Store, now: DateTime<Utc>) -> Result<NaiveDate, WorkflowError> {
    let today = scope_day(now);
    if let Some(day) = settings::get(store.reader(), settings::CLOSE_FROM).await? {
        let first: NaiveDate = day.parse().map_err(|_| store::broken("day", &day))?;
        // A first look in the future was that of a wrong clock.
        if first <= today {
            return Ok(first);
        }
    }
    let day = today.to_string();
    Warrant::system(now)
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            Ok(settings::put(acting.txn(), settings::CLOSE_FROM, &day).await?)
        }))
        .await?;
    Ok(today)
}
