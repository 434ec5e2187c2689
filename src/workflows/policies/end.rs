//! The end of a policy (rules.md §2). Its row stays as it is, and so does every period that has
//! begun; a mistake is ended and replaced.

use serde_json::json;

use crate::rules::audit::AuditAction;
use crate::rules::policy_ending::Draft;
use crate::rules::{OfficeTree, Policy, PolicyId, Zone};
use crate::store::{Store, offices, policies};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// Returns the policy with its new end.
pub async fn end(
    store: &Store,
    warrant: &Warrant,
    id: PolicyId,
    draft: Draft,
) -> Result<Policy, WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let (txn, now, author) = (acting.txn(), acting.now(), acting.author());
            let tree = OfficeTree::new(offices::all(txn).await?);
            let all = policies::all(txn).await?;
            let policy = all.iter().find(|one| one.id == id).ok_or(WorkflowError::NotFound)?;
            // Where the day begins first, no period may be rewritten either.
            let today = Zone::Wit.date(now);
            let (until, reason) =
                draft.check(policy, &all, &tree, today).map_err(WorkflowError::Invalid)?;
            policies::end(txn, id, until, &reason, (author, now)).await?;
            let details = json!({ "title": policy.title, "until": until, "reason": reason });
            acting.note(AuditAction::PolicyEnd, format!("policies/{id}"), details).await?;
            Ok(policy.clone().ended(Some(until)))
        }))
        .await
}
