//! Accepting or refusing what was proposed for a closed period, with a reason; never one's own.

use serde_json::json;

use super::amend::{make, one};
use crate::rules::access::Denial;
use crate::rules::amendment::{Decision, State, check_decision};
use crate::rules::audit::AuditAction;
use crate::rules::{AmendmentId, OfficeId, OfficeTree, Period, Problem, Viewer, problem};
use crate::store::amendments::{self, Amendment};
use crate::store::{Store, Txn, closed_offices, closings, offices};
use crate::txn_job;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

const LONGEST_REASON: usize = 200;
/// Decided in one transaction.
const BATCH: u64 = 100;

/// Which proposals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    One(AmendmentId),
    /// As many of a period (`None`: of all) as one request may decide: the rest waits for another.
    Many(Option<Period>),
}

/// What `Which::Many` decides at the most.
const MOST: u64 = 5000;

/// Returns how many were decided.
///
/// # Errors
/// `Forbidden` for one's own; `Conflict` where it was decided before.
pub async fn decide(
    store: &Store,
    warrant: &Warrant,
    which: Which,
    decision: Decision,
    reason: &str,
) -> Result<u64, WorkflowError> {
    warrant.must(Right::Administer)?;
    // The database wants to know who decided.
    warrant.viewer()?;
    let reason = problem::line("reason", reason, LONGEST_REASON).map_err(WorkflowError::invalid)?;
    let judge = Judge { decision, reason };
    match which {
        Which::One(id) => one_of_them(store, warrant, judge, id).await,
        Which::Many(period) => many(store, warrant, judge, period).await,
    }
}

fn must_allow(viewer: &Viewer, row: &Amendment) -> Result<(), WorkflowError> {
    check_decision(viewer, row.employee_id, row.state).map_err(|denial| match denial {
        Denial::NotTheirs => WorkflowError::Forbidden,
        Denial::Settled | Denial::Locked => {
            WorkflowError::Conflict(Problem::new("state", "already-decided"))
        }
    })
}

async fn one_of_them(
    store: &Store,
    warrant: &Warrant,
    judge: Judge,
    id: AmendmentId,
) -> Result<u64, WorkflowError> {
    let row = amendments::by_id(store.reader(), id).await?.ok_or(WorkflowError::NotFound)?;
    must_allow(warrant.viewer()?, &row)?;
    let period = row.period();
    warrant
        .on(store, Right::Administer)
        .write(txn_job!(|acting| {
            let txn = acting.txn();
            closings::locked(txn, &period).await?;
            // As it is now that nobody else decides.
            let row = amendments::by_id(txn, id).await?.ok_or(WorkflowError::NotFound)?;
            must_allow(acting.viewer()?, &row)?;
            judge.decide(acting, &period, row).await?;
            Ok(1)
        }))
        .await
}

async fn many(
    store: &Store,
    warrant: &Warrant,
    judge: Judge,
    of: Option<Period>,
) -> Result<u64, WorkflowError> {
    let mut decided = 0;
    while decided < MOST {
        let me = warrant.viewer()?.employee;
        let next = amendments::proposals(store.reader(), of.as_ref(), me, 1).await?;
        let Some(next) = next.first() else { break };
        let (judge, period) = (judge.clone(), next.period());
        decided += warrant
            .on(store, Right::Administer)
            .write(txn_job!(|acting| {
                let txn = acting.txn();
                closings::locked(txn, &period).await?;
                let mut some = 0;
                for row in amendments::proposals(txn, Some(&period), me, BATCH).await? {
                    judge.decide(acting, &period, row).await?;
                    some += 1;
                }
                Ok(some)
            }))
            .await?;
    }
    Ok(decided)
}

#[derive(Clone)]
struct Judge {
    decision: Decision,
    reason: String,
}

impl Judge {
    async fn decide(
        &self,
        acting: &Acting<'_>,
        period: &Period,
        row: Amendment,
    ) -> Result<(), WorkflowError> {
        let txn = acting.txn();
        let row = Amendment {
            decided_by: acting.author(),
            decided_at: Some(acting.now()),
            reason: Some(self.reason.clone()),
            ..row
        };
        if self.decision == Decision::Accept {
            let (before, after) = (one(txn, period, row.employee_id).await?, row.after()?);
            if let Some(after) = &after {
                add_office(txn, period, after.office).await?;
            }
            return Ok(make(txn, period, row, before.as_ref(), after.as_ref()).await?);
        }
        let (id, employee) = (row.id, row.employee_id);
        amendments::update(txn, Amendment { state: State::Refused, ..row }).await?;
        let details =
            json!({ "employee": employee, "period": period.to_string(), "reason": self.reason });
        let subject = format!("amendments/{id}");
        acting.note(AuditAction::AmendmentRefuse, subject, details).await?;
        Ok(())
    }
}

/// An office that is younger than the close gets its place in it, below what is above it.
async fn add_office(txn: &Txn, period: &Period, office: OfficeId) -> Result<(), WorkflowError> {
    let tree = OfficeTree::new(offices::all(txn).await?);
    Ok(closed_offices::insert(txn, period, tree.upwards(office)).await?)
}
