//! What changes of placements, exemptions and holidays come to in closed periods: an amendment is
//! proposed, and an administrator accepts or refuses it (rules.md §8).
//!
//! Each change leaves a row in its own transaction; here the rows are worked off, by whoever made
//! the change right after it, or by the worker. Killed in between, it is done again, and comes to
//! the same.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::amend::{ChangeContext, new};
use super::close_period::Then;
use crate::rules::amendment::{Cause, State};
use crate::rules::audit::AuditAction;
use crate::rules::close::{AFTERWARDS, Figures};
use crate::rules::{EmployeeId, Period, RecheckId};
use crate::standing::assess;
use crate::store::amendments::{self, Amendment};
use crate::store::closings::{self, Closing};
use crate::store::rechecks::{self, Recheck};
use crate::store::{self, Store, Txn, closed_results};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Rows taken on together, and people asked for by one query.
const BATCH: u64 = 500;
/// People worked out by one transaction; no more than a query gives.
const PEOPLE: usize = 500;

/// Works off what changes left, of one person or (`None`) of all. What concerns a period that is
/// being closed waits until it is.
pub async fn catch_up(
    store: &Store,
    employee: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let mut after = RecheckId::NONE;
    loop {
        let rows = rechecks::next(store.reader(), employee, after, BATCH).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.id;
        // Rows of one change stand together.
        for rows in rows.chunk_by(|a, b| change(a) == change(b)) {
            work_off(store, rows, now).await?;
        }
    }
}

fn change(row: &Recheck) -> (Cause, Option<EmployeeId>, DateTime<Utc>) {
    (row.cause, row.author_id, row.created_at)
}

/// People by the periods in which they must be looked at; none of them for everybody.
type Work = BTreeMap<Period, Option<BTreeSet<EmployeeId>>>;

async fn work_off(
    store: &Store,
    rows: &[Recheck],
    now: DateTime<Utc>,
) -> Result<(), WorkflowError> {
    let Some(first) = rows.first() else { return Ok(()) };
    let occasion = ChangeContext::after(first, now);
    let (mut work, mut done) = (Work::new(), Vec::new());
    let mut touched = HashMap::new();
    for row in rows {
        let days = (row.from_on, row.to_on);
        let periods = match touched.entry(days) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(closed_between(store, days).await?),
        };
        let Some(periods) = periods else { continue };
        done.push(row.id);
        for period in periods {
            let people = work.entry(*period).or_insert_with(|| Some(BTreeSet::new()));
            match (row.employee_id, people) {
                (Some(id), Some(people)) => {
                    people.insert(id);
                }
                (None, people) => *people = None,
                (Some(_), None) => {}
            }
        }
    }
    for (period, people) in work {
        match people {
            Some(people) => {
                let people: Vec<_> = people.into_iter().collect();
                for some in people.chunks(PEOPLE) {
                    propose(store, &period, some.to_vec(), &occasion).await?;
                }
            }
            None => everybody(store, &period, &occasion).await?,
        }
    }
    Warrant::system(now)
        .on(store, Right::None)
        .write(txn_job!(|acting| Ok(rechecks::remove(acting.txn(), done).await?)))
        .await
}

/// The closed periods that hold some days; `None` while one of them is being closed.
async fn closed_between(
    store: &Store,
    (from, to): (NaiveDate, Option<NaiveDate>),
) -> store::Result<Option<Vec<Period>>> {
    let touching = closings::touching(store.reader(), from, to).await?;
    let closed = touching.iter().all(Closing::is_closed);
    Ok(closed.then(|| touching.iter().map(Closing::period).collect()))
}

/// Everybody whom a closed period is about: who has a stored row, and who has an open proposal
/// (rules.md §8).
async fn everybody(
    store: &Store,
    period: &Period,
    occasion: &ChangeContext,
) -> Result<(), WorkflowError> {
    let mut after = EmployeeId::NONE;
    loop {
        let db = store.reader();
        let mut people: BTreeSet<EmployeeId> =
            closed_results::people(db, period, after, BATCH).await?.into_iter().collect();
        people.extend(amendments::proposed_people(db, period, after, BATCH).await?);
        // Both lists are in order: up to here neither can lack anybody.
        let people: Vec<EmployeeId> = people.into_iter().take(PEOPLE).collect();
        let Some(last) = people.last() else { return Ok(()) };
        after = *last;
        propose(store, period, people, occasion).await?;
    }
}

/// Puts what is proposed of some people in a closed period in line with the facts of today.
async fn propose(
    store: &Store,
    period: &Period,
    ids: Vec<EmployeeId>,
    occasion: &ChangeContext,
) -> Result<(), WorkflowError> {
    let (period, occasion) = (*period, occasion.clone());
    Warrant::system(occasion.at)
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            closings::locked(txn, &period).await?;
            let Then { rules, .. } = Then::read(txn, &period).await?;
            let stored = closed_results::of(txn, &period, &ids).await?;
            let mut stored: HashMap<EmployeeId, Figures> =
                stored.into_iter().map(|outcome| (outcome.employee, outcome.figures)).collect();
            let mut unmade: HashMap<EmployeeId, Vec<Amendment>> = HashMap::new();
            for row in amendments::unmade(txn, &period, &ids).await? {
                unmade.entry(row.employee_id).or_default().push(row);
            }
            let mut proposed = 0;
            for person in assess::people(txn, &ids, &[period]).await? {
                let after = Figures::of(&person.assess_now(&rules, &period, AFTERWARDS));
                let (before, unmade) = (stored.remove(&person.id), unmade.remove(&person.id));
                let blank = new(&period, person.id, &occasion);
                let wanted = Wanted { blank, before, after };
                proposed += wanted.settle(txn, unmade.unwrap_or_default()).await?;
            }
            // Whoever has no placement any more, since an import was undone, belongs to no period.
            let gone: BTreeSet<_> = stored.keys().chain(unmade.keys()).copied().collect();
            for id in gone {
                let (before, unmade) = (stored.remove(&id), unmade.remove(&id));
                let wanted = Wanted { blank: new(&period, id, &occasion), before, after: None };
                proposed += wanted.settle(txn, unmade.unwrap_or_default()).await?;
            }
            if proposed > 0 {
                let details = json!({ "cause": occasion.cause.name(), "people": proposed });
                let subject = format!("periods/{period}");
                acting
                    .note_by(occasion.author, AuditAction::AmendmentPropose, subject, details)
                    .await?;
            }
            Ok(())
        }))
        .await
}

/// What the facts of today ask of a closed period, for one person.
struct Wanted {
    blank: Amendment,
    before: Option<Figures>,
    after: Option<Figures>,
}

impl Wanted {
    /// Returns how many proposals are new or other than before. `unmade` are what is proposed of the
    /// person and what was refused.
    async fn settle(self, txn: &Txn, unmade: Vec<Amendment>) -> store::Result<usize> {
        let (before, after) = (self.before.as_ref(), self.after.as_ref());
        let (open, refused): (Vec<_>, Vec<_>) =
            unmade.into_iter().partition(|row| row.state == State::Proposed);
        // What was refused is proposed again only when the facts change once more.
        let mut is_refused = false;
        for row in refused {
            if asks_same(row.after()?.as_ref(), after) {
                is_refused = true;
            } else {
                amendments::overtake(txn, row, self.blank.created_at).await?;
            }
        }
        let settled = asks_same(before, after);
        match open.into_iter().next() {
            None if settled || is_refused => Ok(0),
            None => {
                amendments::insert(txn, self.blank.with(before, after)).await?;
                Ok(1)
            }
            Some(row) if settled => {
                amendments::withdraw(txn, row.id).await?;
                Ok(0)
            }
            Some(row) => {
                let proposed = row.after()?;
                if !asks_same(proposed.as_ref(), after) {
                    // It names the last change that altered it.
                    let changed = Amendment { id: row.id, ..self.blank };
                    amendments::update(txn, changed.with(before, after)).await?;
                    return Ok(1);
                }
                if let (Some(proposed), Some(after)) = (&proposed, after)
                    && !proposed.explains_as(after)
                {
                    // The same is asked for other reasons, which are stored once it is accepted.
                    amendments::update(txn, row.with(before, Some(after))).await?;
                }
                Ok(0)
            }
        }
    }
}

fn asks_same(one: Option<&Figures>, other: Option<&Figures>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.asks_as(other),
        (None, None) => true,
        _ => false,
    }
}
