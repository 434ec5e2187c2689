//! Purchases that a reviewer accepts together, from a list.

use super::change::{must_allow, must_be_as_seen, settle_one, with_owner};
use crate::rules::PurchaseId;
use crate::rules::purchase::State;
use crate::rules::purchase_access::Action;
use crate::store::Store;
use crate::store::purchases::Purchase;
use crate::txn_job;
use crate::workflows::closing::amend;
use crate::workflows::{Acting, Right, Warrant, WorkflowError};

/// What became of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    pub accepted: usize,
    /// What was decided or changed since it was seen, is not theirs to decide about, or is shared with others: one
    /// receipt of several people is looked at as one case.
    pub left: usize,
}

/// Verifies all of them that may be, each as it was seen, in one transaction; the others stay as they are.
pub async fn verify_many(
    store: &Store,
    warrant: &Warrant,
    seen: Vec<(PurchaseId, i32)>,
) -> Result<Accepted, WorkflowError> {
    warrant
        .on(store, Right::None)
        .write(txn_job!(|acting| {
            if !acting.viewer()?.reviews() {
                return Err(WorkflowError::Forbidden);
            }
            let facts = acting.lock_facts().await?;
            let mut may = Vec::new();
            for one in &seen {
                may.extend(acceptable(acting, *one).await?);
            }
            let people: Vec<_> = may.iter().map(|one| one.row.employee_id).collect();
            amend::store_before_change(&facts, &people).await?;
            for one in &may {
                settle_one(acting, &facts, one, (Action::Verify, State::Verified), None).await?;
            }
            Ok(Accepted { accepted: may.len(), left: seen.len() - may.len() })
        }))
        .await
}

async fn acceptable(
    acting: &Acting<'_>,
    (id, version): (PurchaseId, i32),
) -> Result<Option<Purchase>, WorkflowError> {
    let (txn, rulebook) = (acting.txn(), acting.rulebook());
    let (viewer, now) = (acting.viewer()?, acting.now());
    let (purchase, owner) = match with_owner(txn, rulebook, viewer, id, now).await {
        Ok(found) => found,
        Err(WorkflowError::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let is_theirs = must_allow(rulebook, viewer, Action::Verify, (&purchase, &owner), now).is_ok();
    let as_seen = must_be_as_seen(&purchase.row, Some(version), viewer).is_ok();
    let waits = purchase.row.state == State::Recorded && purchase.parts.is_empty();
    Ok((is_theirs && as_seen && waits).then_some(purchase))
}
