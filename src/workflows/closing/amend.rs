//! What a change of facts does to periods that are closed (rules.md §8). What was bought changes
//! their figures at once, by a numbered amendment; where somebody worked, and leave and holidays,
//! are worked out afterwards, and proposed (`propose_amendments`).

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::close_period::{Then, store_results};
use crate::rules::amendment::{Cause, State};
use crate::rules::audit::AuditAction;
use crate::rules::close::Figures;
use crate::rules::{AmendmentId, EmployeeId, EmployeeRef, Period, RecheckId, Tally};
use crate::store::amendments::{self, Amendment};
use crate::store::audit::{self, Note};
use crate::store::closings::{self, Closing};
use crate::store::facts::FactsLock;
use crate::store::rechecks::{self, Recheck};
use crate::store::{self, Txn, closed_results, closed_sums, employees, totals};
use crate::workflows::{Acting, WorkflowError};

/// A change that closed periods may follow from.
#[derive(Clone, Debug)]
pub struct ChangeContext {
    pub cause: Cause,
    pub author: Option<EmployeeId>,
    /// As somebody wrote it.
    pub reason: Option<String>,
    pub at: DateTime<Utc>,
}

impl ChangeContext {
    /// By whoever acts, at the instant of the transaction.
    pub fn new(acting: &Acting<'_>, cause: Cause) -> Self {
        Self { cause, author: acting.author(), reason: None, at: acting.now() }
    }

    /// What an earlier change left to be worked out, at this instant.
    pub fn after(change: &Recheck, at: DateTime<Utc>) -> Self {
        Self { cause: change.cause, author: change.author_id, reason: None, at }
    }
}

/// Takes the lock for a change of one person's facts: nobody else changes them meanwhile.
///
/// # Errors
/// `NotFound` for who is nobody.
pub async fn lock_person<'t>(
    acting: &Acting<'t>,
    whom: &EmployeeRef,
) -> Result<(FactsLock<'t>, EmployeeId), WorkflowError> {
    let facts = acting.lock_facts().await?;
    let id = employees::locked(acting.txn(), whom).await?.ok_or(WorkflowError::NotFound)?.id;
    store_before_change(&facts, &[id]).await?;
    Ok((facts, id))
}

/// Takes the lock for a change of some people's facts.
pub async fn lock_people<'t>(
    acting: &Acting<'t>,
    employees: &[EmployeeId],
) -> store::Result<FactsLock<'t>> {
    let facts = acting.lock_facts().await?;
    store_before_change(&facts, employees).await?;
    Ok(facts)
}

/// Stores people as they stand before the change, in the periods that are being closed: the close
/// knows them as they were when it began.
pub async fn store_before_change(
    facts: &FactsLock<'_>,
    employees: &[EmployeeId],
) -> store::Result<()> {
    for period in being_closed(facts) {
        for some in employees.chunks(500) {
            store_results(facts.txn(), &period, some).await?;
        }
    }
    Ok(())
}

/// The periods that are being closed.
pub fn being_closed(facts: &FactsLock<'_>) -> BTreeSet<Period> {
    facts.running().iter().map(Closing::period).collect()
}

/// Recomputes somebody's totals of the weeks and months that hold some days, after a change of
/// purchases; those of the periods that are closed are amended.
pub async fn recount(
    facts: &FactsLock<'_>,
    employee: EmployeeId,
    days: &[NaiveDate],
    occasion: &ChangeContext,
) -> store::Result<()> {
    let txn = facts.txn();
    for period in totals::recompute(txn, employee, days).await? {
        recount_period(txn, employee, &period, occasion).await?;
    }
    Ok(())
}

async fn recount_period(
    txn: &Txn,
    employee: EmployeeId,
    period: &Period,
    occasion: &ChangeContext,
) -> store::Result<()> {
    closings::locked(txn, period).await?;
    let before = one(txn, period, employee).await?;
    let unmade = amendments::unmade(txn, period, &[employee]).await?;
    let proposal = unmade.into_iter().find(|row| row.state == State::Proposed);
    if before.is_none() && proposal.is_none() {
        return Ok(());
    }
    let Then { rules, .. } = Then::read(txn, period).await?;
    let tallies = totals::of(txn, employee, period.kind, period.start, period.start).await?;
    let nothing = Tally::default();
    let tally = tallies.get(&period.start).unwrap_or(&nothing);
    let recounted = |figures: Figures| figures.recounted(&rules, period, tally);
    let after = before.clone().map(recounted);
    if after != before {
        let row = new(period, employee, occasion);
        make(txn, period, row, before.as_ref(), after.as_ref()).await?;
    }
    if let Some(proposal) = proposal {
        // What is proposed counts the same purchases.
        let proposed = proposal.after()?.map(recounted);
        amendments::update(txn, proposal.with(after.as_ref(), proposed.as_ref())).await?;
    }
    Ok(())
}

/// Somebody's stored figures.
pub(super) async fn one(
    txn: &Txn,
    period: &Period,
    employee: EmployeeId,
) -> store::Result<Option<Figures>> {
    let mut found = closed_results::of(txn, period, &[employee]).await?;
    Ok(found.pop().map(|outcome| outcome.figures))
}

/// An amendment that is not made yet.
pub(super) fn new(period: &Period, employee_id: EmployeeId, occasion: &ChangeContext) -> Amendment {
    Amendment {
        id: AmendmentId::NONE,
        kind: period.kind,
        start_on: period.start,
        employee_id,
        state: State::Proposed,
        number: None,
        cause: occasion.cause,
        author_id: occasion.author,
        created_at: occasion.at,
        decided_by: None,
        decided_at: None,
        reason: occasion.reason.clone(),
        overtaken_at: None,
        before: None,
        after: None,
    }
}

/// Gives an amendment, new or proposed before, the next number of its period, and makes it hold.
/// The period's closings must be locked.
pub(super) async fn make(
    txn: &Txn,
    period: &Period,
    row: Amendment,
    before: Option<&Figures>,
    after: Option<&Figures>,
) -> store::Result<()> {
    let number = amendments::next_number(txn, period).await?;
    let row = Amendment { state: State::Made, number: Some(number), ..row.with(before, after) };
    let employee = row.employee_id;
    let by = row.decided_by.or(row.author_id);
    let at = row.decided_at.unwrap_or(row.created_at);
    let details = json!({
        "number": number,
        "employee": employee,
        "cause": row.cause,
        "before": before,
        "after": after,
    });
    match row.id {
        AmendmentId::NONE => amendments::insert(txn, row).await.map(|_| ())?,
        _ => amendments::update(txn, row).await?,
    }
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    closed_results::amend(txn, period, employee, after, number).await?;
    let offices: BTreeSet<_> = [before, after].into_iter().flatten().map(|it| it.office).collect();
    let offices: Vec<_> = offices.into_iter().collect();
    closed_sums::sum_up_amended(txn, period, &offices, number).await?;
    let (action, subject) = (AuditAction::PeriodAmend, format!("periods/{period}"));
    audit::append(txn, vec![Note { at, actor: by, action, subject, details }]).await
}

/// Days on which somebody's facts (`None`: everybody's) changed; `to` is empty for all that follow.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub employee: Option<EmployeeId>,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

impl Span {
    /// Of one person, from a day on.
    pub fn since(employee: EmployeeId, from: NaiveDate) -> Self {
        Self { employee: Some(employee), from, to: None }
    }
}

/// Notes what changed on days that periods hold which are closed, or being closed. What it means
/// for them is worked out after.
pub async fn facts_changed(
    facts: &FactsLock<'_>,
    spans: &[Span],
    occasion: &ChangeContext,
) -> store::Result<()> {
    let txn = facts.txn();
    let Some(first) = spans.iter().map(|span| span.from).min() else { return Ok(()) };
    let touched = closings::touching(txn, first, None).await?;
    let periods: Vec<Period> = touched.iter().map(Closing::period).collect();
    let touches = |span: &&Span| {
        periods
            .iter()
            .any(|period| span.from <= period.end && span.to.is_none_or(|to| period.start <= to))
    };
    let rows = spans.iter().filter(touches).map(|span| Recheck {
        id: RecheckId::NONE,
        employee_id: span.employee,
        from_on: span.from,
        to_on: span.to,
        cause: occasion.cause,
        author_id: occasion.author,
        created_at: occasion.at,
    });
    rechecks::insert_many(txn, rows.collect()).await
}
