//! A new quota policy (rules.md §2). It follows the ones before it, and changes none of them.

use serde_json::json;

use super::{attach_document, effects};
use crate::rules::audit::AuditAction;
use crate::rules::policy_draft::Draft;
use crate::rules::policy_remarks::{ENDS_DUTY, remarks};
use crate::rules::{Period, Policy, PolicyDocumentId, PolicyId, Problem, Rulebook, close};
use crate::store::closings::{self, Closing};
use crate::store::webhooks::{self, Event};
use crate::store::{Store, Txn, policies, rulebook, settings};
use crate::txn_job;
use crate::workflows::{Right, Warrant, WorkflowError};

/// A policy that was added, and what to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    pub policy: Policy,
    pub warnings: Vec<Problem>,
}

/// Adds one without its circular.
pub async fn add(store: &Store, warrant: &Warrant, draft: Draft) -> Result<Added, WorkflowError> {
    add_with(store, warrant, draft, None).await
}

/// Adds one, with the circular that was kept for its form.
///
/// # Errors
/// Besides what the draft itself lacks: `Conflict` on `effective_from` where it would change what a
/// closed period asked, and on `confirm` where a duty ends by it and nobody has said that this is meant.
pub async fn add_with(
    store: &Store,
    warrant: &Warrant,
    draft: Draft,
    document: Option<PolicyDocumentId>,
) -> Result<Added, WorkflowError> {
    warrant
        .on(store, Right::Administer)
        .write_reference(txn_job!(|acting| {
            let (txn, now, author) = (acting.txn(), acting.now(), acting.author());
            acting.lock_facts().await?;
            let rules = rulebook::read(txn).await?;
            let draft = settings::read(txn).await?.policy_defaults.fill(draft);
            let mut policy = draft.check(&rules.offices).map_err(WorkflowError::Invalid)?;
            touches_none(txn, &rules, &policy).await?;
            let mut warnings = remarks(&policy, &rules.policies, &rules.offices);
            warnings.extend(effects::warnings_of(txn, &rules, &policy).await?);
            must_be_meant(&warnings, draft.confirm)?;
            policy.id = policies::insert(txn, &policy, author, now).await?;
            webhooks::tell(txn, Event::PolicyAdded(policy.id), now).await?;
            let details = json!({
                "title": policy.title,
                "office": draft.office,
                "mode": policy.mode,
                "period": policy.period,
                "effective_from": policy.effective_from,
                "minimum_amount": policy.minimum_amount,
            });
            let subject = format!("policies/{}", policy.id);
            acting.note(AuditAction::PolicyAdd, subject, details).await?;
            if let Some(document) = document {
                attach_document::accept(acting, document, policy.id).await?;
            }
            Ok(Added { policy, warnings })
        }))
        .await
}

/// Refuses a policy that ends a duty, unless somebody has said that this is meant.
fn must_be_meant(warnings: &[Problem], confirmed: bool) -> Result<(), WorkflowError> {
    match warnings.iter().find(|warning| warning.code == ENDS_DUTY) {
        Some(ends) if !confirmed => {
            Err(WorkflowError::Conflict(Problem { field: "confirm".into(), ..ends.clone() }))
        }
        _ => Ok(()),
    }
}

/// Refuses a policy that comes too late for periods that are closed, or being closed.
async fn touches_none(txn: &Txn, rules: &Rulebook, policy: &Policy) -> Result<(), WorkflowError> {
    /// More are counted, not named.
    const NAMED: usize = 24;
    let found = closings::touching(txn, policy.effective_from, policy.effective_until).await?;
    let closed = found.iter().map(Closing::period).collect();
    let policy = Policy { id: PolicyId(i64::MAX), ..policy.clone() };
    let touched: Vec<Period> = close::touched(rules, &policy, &closed);
    if touched.is_empty() {
        return Ok(());
    }
    let mut names: Vec<String> = touched.iter().take(NAMED).map(Period::label).collect();
    if touched.len() > NAMED {
        names.push(format!("… (+{})", touched.len() - NAMED));
    }
    let closed = Problem::new("effective_from", "period-closed");
    Err(WorkflowError::Conflict(closed.with("periods", names.join(", "))))
}
