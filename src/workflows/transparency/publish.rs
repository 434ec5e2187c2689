//! Totals of closed periods are published, each once: while the page is on, and by the worker. Amendments that come
//! later change nothing of them: the difference would be about whom they are about (decision 132).

use chrono::{DateTime, Utc};

use crate::rules::Period;
use crate::standing::transparency::publication;
use crate::store::closings::{self, Closing};
use crate::store::{Store, publications};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// How far back the page begins when it is switched on: so many closed weeks, and months.
const BACK: usize = 12;

/// Publishes one period that is closed and not published: the oldest. False where there is none.
pub async fn publish_next(store: &Store, now: DateTime<Utc>) -> Result<bool, WorkflowError> {
    if !store.settings().await?.transparency {
        return Ok(false);
    }
    let db = store.reader();
    let published = publications::all(db).await?;
    let closed = closings::all(db).await?;
    let is_new = |period: &Period| !published.iter().any(|one| one.period == *period);
    let mut due: Vec<Period> = latest(&closed).into_iter().filter(is_new).collect();
    due.sort_by_key(|period| (period.end, period.start));
    let Some(period) = due.first().copied() else { return Ok(false) };
    let rulebook = store.rulebook().await?;
    let tables = publication(db, &rulebook, &period, &published).await?;
    Warrant::system(now)
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            Ok(publications::insert(txn, &period, &tables, acting.now()).await?)
        }))
        .await?;
    Ok(true)
}

/// The newest that are closed, of either kind.
fn latest(closed: &[Closing]) -> Vec<Period> {
    let mut periods: Vec<Period> =
        closed.iter().filter(|one| one.is_closed()).map(Closing::period).collect();
    periods.sort_by_key(|period| std::cmp::Reverse(period.start));
    let mut seen = std::collections::HashMap::new();
    periods.retain(|period| {
        let many: &mut usize = seen.entry(period.kind).or_default();
        *many += 1;
        *many <= BACK
    });
    periods
}
