//! Closing a period, for all offices at once, in short batches (rules.md §8).
//!
//! The close takes hold in the transaction that begins it: what was recorded before that is in the
//! stored rows, what is recorded after it makes an amendment, whichever batch a person is in. Which
//! part of the rows was on time is asked of the deadline, not of the close. Killed in the middle, it
//! goes on where it was, for the row of the close says how far everything is stored; two that close
//! at once take turns at the batches.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::close::{self, AFTERWARDS, ClosingState, Figures};
use crate::rules::{EmployeeId, OfficeId, Period, Problem, Rulebook};
use crate::standing::assess;
use crate::standing::hung::as_of;
use crate::store::closings::{self, Closing};
use crate::store::webhooks::{self, Event};
use crate::store::{self, Store, Txn, closed_offices, closed_results, closed_sums, rulebook};
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// People stored by one transaction: other writes wait for some hundredths of a second.
const BATCH: u64 = 1000;

/// Batches that a request does at the most; the worker goes on with the rest.
pub const IN_A_REQUEST: usize = 20;

/// Begins to close a period, unless that has begun before.
///
/// # Errors
/// `Conflict` while some deadline has not passed: "by hand after the deadline, never before".
pub async fn begin(store: &Store, warrant: &Warrant, period: &Period) -> Result<(), WorkflowError> {
    let period = *period;
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let (txn, now, author) = (acting.txn(), acting.now(), acting.author());
            store::facts::lock_for_close(txn).await?;
            // Offices and policies as they are now that nobody changes facts.
            let rules = rulebook::read(txn).await?;
            if now < close::due(&rules, &period) {
                return Err(not_over(&rules, &period));
            }
            let people = closings::count_people(txn, period.end).await?;
            if !closings::begin(txn, &period, people, author, now).await? {
                return Ok(());
            }
            closed_offices::insert(txn, &period, rules.offices.iter()).await?;
            let details = json!({ "people": people });
            acting
                .note(AuditAction::PeriodBeginClose, format!("periods/{period}"), details)
                .await?;
            Ok(())
        }))
        .await
}

fn not_over(rules: &Rulebook, period: &Period) -> WorkflowError {
    let zone = close::last_zone(rules);
    let problem = Problem::new("period", "period-not-over");
    let problem = problem.with("date", close::last_day(rules, period));
    WorkflowError::Conflict(problem.with("zone", zone.label()))
}

/// Goes on with a close that has begun, for so many batches at the most. Returns whether it is done.
pub async fn go_on(
    store: &Store,
    period: &Period,
    batches: usize,
    now: DateTime<Utc>,
) -> Result<bool, WorkflowError> {
    for _ in 0..batches {
        if !step(store, period, now).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Stores the next batch of people, or sums up and ends when all are stored. Returns whether there
/// is more to do.
pub async fn step(
    store: &Store,
    period: &Period,
    now: DateTime<Utc>,
) -> Result<bool, WorkflowError> {
    let period = *period;
    let more = Warrant::system(now)
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            let Some(closing) = closings::running(txn, &period).await? else {
                return Ok(None);
            };
            let ids = closings::next_people(txn, &period, closing.done_up_to, BATCH).await?;
            let Some(last) = ids.last() else {
                end(acting, &period, closing).await?;
                return Ok(Some(false));
            };
            store_results(txn, &period, &ids).await?;
            let done = i64::try_from(ids.len()).unwrap_or(i64::MAX);
            let further = Closing { done: closing.done + done, done_up_to: *last, ..closing };
            closings::update(txn, further).await?;
            Ok(Some(true))
        }))
        .await?;
    if more == Some(false) {
        store.invalidate_rulebook();
    }
    Ok(more.unwrap_or(false))
}

/// Stores how people stand by the facts of this transaction; who is stored already stays so.
pub(super) async fn store_results(
    txn: &Txn,
    period: &Period,
    ids: &[EmployeeId],
) -> store::Result<()> {
    let Then { rules, offices } = Then::read(txn, period).await?;
    let people = assess::people(txn, ids, std::slice::from_ref(period)).await?;
    let results: Vec<_> = people
        .iter()
        .filter_map(|person| {
            let figures = Figures::of(&person.assess_now(&rules, period, AFTERWARDS))?;
            offices.contains(&figures.office).then_some((person.id, figures))
        })
        .collect();
    closed_results::insert(txn, period, &results).await
}

/// What a closed period is judged by.
pub(super) struct Then {
    /// The rules, with the offices above each other as they were when it was closed.
    pub rules: Rulebook,
    /// Those that it was closed for.
    pub offices: HashSet<OfficeId>,
}

impl Then {
    pub async fn read(txn: &Txn, period: &Period) -> store::Result<Self> {
        let mut rules = rulebook::read(txn).await?;
        let stored = closed_offices::of(txn, period).await?;
        rules.offices = as_of(&rules.offices, &stored).into_owned();
        Ok(Self { rules, offices: stored.into_iter().map(|row| row.office_id).collect() })
    }
}

async fn end(acting: &Acting<'_>, period: &Period, closing: Closing) -> store::Result<()> {
    let txn = acting.txn();
    closed_sums::sum_up(txn, period).await?;
    let details = json!({ "people": closing.done });
    let author = closing.begun_by;
    let closed = Closing { state: ClosingState::Closed, closed_at: Some(acting.now()), ..closing };
    closings::update(txn, closed).await?;
    webhooks::tell(txn, Event::PeriodClosed(*period), acting.now()).await?;
    acting.note_by(author, AuditAction::PeriodClose, format!("periods/{period}"), details).await
}
